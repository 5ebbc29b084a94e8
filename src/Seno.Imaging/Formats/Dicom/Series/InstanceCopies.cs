using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.Pixels;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>
/// Leaves out objects that are there twice. An object is a copy of another only if its images say so, whatever its UID does.
/// </summary>
internal static class InstanceCopies
{
    /// <param name="instances">In the order of their files' names.</param>
    /// <param name="notes">Told of copies left out, and of objects that share a UID and nothing else.</param>
    /// <returns>All but the copies.</returns>
    public static IReadOnlyList<DicomInstance> LeftOut(IReadOnlyList<DicomInstance> instances, List<string> notes)
    {
        var kept = new List<DicomInstance>();
        var byUid = new Dictionary<string, List<DicomInstance>>(StringComparer.Ordinal);
        foreach (var instance in instances)
        {
            if (instance.SopInstance.Length == 0)
            {
                kept.Add(instance);
                continue;
            }
            if (!byUid.TryGetValue(instance.SopInstance, out var same))
                byUid[instance.SopInstance] = same = [];
            if (same.Find(one => Same(one, instance)) is { } original)
            {
                notes.Add($"{instance.File.Path}: left out, a copy of {original.File.Path} (same instance UID and same image)");
                continue;
            }
            same.Add(instance);
            kept.Add(instance);
        }
        foreach (var (uid, sharing) in byUid.Where(each => each.Value.Count > 1))
        {
            var others = sharing[1].File.Path + (sharing.Count > 2 ? $" and {sharing.Count - 2} more" : "");
            notes.Add($"{sharing[0].File.Path}: shares its instance UID with {others}, and they differ: all are kept ({uid})");
        }
        return kept;
    }

    private static bool Same(DicomInstance a, DicomInstance b)
    {
        if (SeriesGrouping.Identity(a) != SeriesGrouping.Identity(b) || a.Number != b.Number || a.Frames.Count != b.Frames.Count)
            return false;
        if (a.Rows != b.Rows || a.Columns != b.Columns)
            return false;
        if (a.Frames.Zip(b.Frames).Any(pair => pair.First with { Instance = b } != pair.Second))
            return false;
        try
        {
            return SamePixels(a, b);
        }
        catch (DataException)
        {
            // what cannot be compared is no copy; whoever reads it learns why
            return false;
        }
    }

    private static bool SamePixels(DicomInstance a, DicomInstance b) => DicomGuard.Run(b.File.Path, () =>
    {
        if (a.File.Syntax == b.File.Syntax && SameBytes(a, b))
            return true;
        using var first = new FrameDecoder(a.File);
        using var second = new FrameDecoder(b.File);
        var planes = (new float[first.Format.PlanePixels], new float[second.Format.PlanePixels]);
        for (var i = 0; i < a.Frames.Count; i++)
        {
            first.Read(i, 1, 0, planes.Item1);
            second.Read(i, 1, 0, planes.Item2);
            if (!MemoryMarshal.AsBytes<float>(planes.Item1).SequenceEqual(MemoryMarshal.AsBytes<float>(planes.Item2)))
                return false;
        }
        return true;
    });

    /// <summary>Saves decoding what is stored alike: pixel format, padding and palettes too.</summary>
    private static bool SameBytes(DicomInstance a, DicomInstance b)
    {
        using var first = a.File.OpenContent();
        using var second = b.File.OpenContent();
        if (first.Length != second.Length)
            return false;
        var (one, other) = (new byte[1 << 16], new byte[1 << 16]);
        for (int read; (read = first.ReadAtLeast(one, one.Length, throwOnEndOfStream: false)) > 0;)
        {
            var here = other.AsSpan(0, read);
            if (second.ReadAtLeast(here, read, throwOnEndOfStream: false) < read || !one.AsSpan(0, read).SequenceEqual(here))
                return false;
        }
        return true;
    }
}
