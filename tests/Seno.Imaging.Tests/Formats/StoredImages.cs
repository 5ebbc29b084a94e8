using Seno.Imaging.Formats;

namespace Seno.Imaging.Tests.Formats;

/// <summary>Small images whose every number is told apart.</summary>
internal static class StoredImages
{
    /// <summary>Left-handed, oblique, unequal spacing.</summary>
    public static Geometry Oblique { get; } = new(new(3, 4, 5), new(0.5, 0.75, 2), new(-10, 20.5, 30), new(new(0.8, 0.6, 0), new(-0.6, 0.8, 0), new(0, 0, -1)));

    public static Volume<float> Counting(Geometry geometry, float start = 0)
    {
        var image = new Volume<float>(geometry);
        for (var i = 0; i < image.Array.Length; i++)
            image.Array[i] = start + i;
        return image;
    }

    public static ImageContent Content(Geometry geometry, VoxelType type, int volumes = 1, IReadOnlyList<double>? times = null) => new()
    {
        Format = "",
        StoredAs = "",
        VoxelType = type,
        Images = new([.. Enumerable.Range(0, volumes).Select(i => Counting(geometry, 100 * i))], times),
    };

    public static void AssertSame(Geometry expected, Geometry actual, double tolerance = 1e-6)
    {
        Assert.Equal(expected.Size, actual.Size);
        Assert.Equal(expected.SpacingKnown, actual.SpacingKnown);
        Assert.True((expected.Spacing - actual.Spacing).Length < tolerance, $"{expected.Spacing} {actual.Spacing}");
        Assert.True((expected.Origin - actual.Origin).Length < tolerance, $"{expected.Origin} {actual.Origin}");
        for (var axis = 0; axis < 3; axis++)
            Assert.True((expected.Direction[axis] - actual.Direction[axis]).Length < tolerance, $"{axis}: {expected.Direction[axis]} {actual.Direction[axis]}");
    }
}
