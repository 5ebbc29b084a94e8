namespace Seno.Imaging.Tests;

/// <summary>Images that tests and the peers they are compared with can both count out.</summary>
internal static class Images
{
    /// <summary>Voxel i is (37 i mod 101) / 10: in NumPy ((37 * np.arange(x * y * z)) % 101 / 10).astype(np.float32).reshape(z, y, x).</summary>
    public static Volume<float> Counted(int x, int y, int z, Vector3? spacing = null) =>
        new(new Geometry(new(x, y, z), spacing), [.. Enumerable.Range(0, x * y * z).Select(i => 37 * i % 101 / 10f)]);

    public static void AssertNear(IEnumerable<double> expected, Volume<float> actual, double tolerance)
    {
        Assert.Equal(expected.Count(), actual.Array.Length);
        foreach (var (value, i) in expected.Select((value, i) => (value, i)))
            Assert.Equal(value, actual.Array[i], tolerance);
    }
}
