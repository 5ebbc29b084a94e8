using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>A label map as one indicator per label.</summary>
public static class OneHot
{
    /// <param name="labels">The label map; it is not changed.</param>
    /// <param name="classes">How many labels there are: 0..classes − 1.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>Per label, 1 where the map has it and 0 elsewhere.</returns>
    /// <exception cref="ArgumentException">The map has a higher label.</exception>
    public static VolumeSequence Of(Volume<byte> labels, int classes, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        if (labels.Array.Max() is var highest && highest >= classes)
            throw new ArgumentException($"has label {highest}, but there are only {classes} classes", nameof(labels));
        var result = Enumerable.Range(0, classes).Select(_ => Grid.Unwritten<float>(labels.Geometry)).ToArray();
        Pieces.ForRanges(labels.Array.Length, 1 << 16, threads, [MethodImpl(Hot.Loop)] (start, end) =>
        {
            for (var label = 0; label < classes; label++)
            {
                for (var i = start; i < end; i++)
                    result[label].Array[i] = labels.Array[i] == label ? 1 : 0;
            }
        });
        return new(result);
    }
}
