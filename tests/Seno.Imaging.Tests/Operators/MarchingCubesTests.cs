using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class MarchingCubesTests
{
    [Fact]
    public void A_sphere_has_its_area_and_volume_and_scikit_image_s_vertices()
    {
        var mesh = MarchingCubes.Surface(Sphere(), 0.5f);
        // scikit-image 0.19.3: measure.marching_cubes(image, 0.5, spacing=(1, 0.7, 0.5)) and mesh_surface_area
        Assert.Equal(2230, mesh.VertexCount);
        Assert.Equal(4456, mesh.TriangleCount);
        Assert.Equal(704.6166, mesh.Area, 1e-2);
        Assert.Equal(4 * Math.PI * 7.5 * 7.5, mesh.Area, 3.0);
        Assert.Equal(4.0 / 3 * Math.PI * 7.5 * 7.5 * 7.5, mesh.Volume, 12.0);
    }

    [Fact]
    public void Whatever_the_image_triangles_run_along_every_edge_as_often_one_way_as_the_other()
    {
        var random = new SeededRandom(17, "surface");
        var image = new Volume<float>(new Geometry(new(70, 11, 20), new(1, 1, 1)));
        for (var z = 1; z < 19; z++)
            for (var y = 1; y < 10; y++)
                for (var x = 1; x < 69; x++)
                    image[x, y, z] = (float)random.NextDouble();
        var mesh = MarchingCubes.Surface(image, 0.5f);
        var edges = new List<(int From, int To)>();
        for (var i = 0; i < mesh.Triangles.Length; i += 3)
            for (var j = 0; j < 3; j++)
                edges.Add((mesh.Triangles[i + j], mesh.Triangles[i + (j + 1) % 3]));
        Assert.Equal(edges.Order(), edges.Select(edge => (edge.To, edge.From)).Order());
        Assert.Equal(mesh.VertexCount, mesh.Triangles.Distinct().Count());
        Assert.True(mesh.Volume > 0);
    }

    [Fact]
    public void One_voxel_is_an_octahedron()
    {
        var image = new Volume<float>(new Geometry(new(3, 3, 3), new(1, 2, 3)));
        image[1, 1, 1] = 1;
        var mesh = MarchingCubes.Surface(image, 0.5f);
        Assert.Equal((6, 8), (mesh.VertexCount, mesh.TriangleCount));
        Assert.Equal(0.5 * 1 * 1.5 * 4 / 3, mesh.Volume, 1e-6);
    }

    [Fact]
    public void Threads_change_nothing_and_where_nothing_crosses_there_is_nothing()
    {
        var (one, four) = (MarchingCubes.Surface(Sphere(), 0.5f, threads: 1), MarchingCubes.Surface(Sphere(), 0.5f, threads: 4));
        Assert.Equal(one.Vertices, four.Vertices);
        Assert.Equal(one.Triangles, four.Triangles);
        Assert.Equal(0, MarchingCubes.Surface(Sphere(), 100).TriangleCount);
        Assert.Throws<ArgumentException>(() => MarchingCubes.Surface(Images.Counted(4, 4, 1), 1));
        Assert.Throws<ArgumentException>(() => MarchingCubes.Surface(Sphere(), float.NaN));
    }

    private static Volume<float> Sphere()
    {
        var image = new Volume<float>(new Geometry(new(40, 36, 33), new(0.5, 0.7, 1)));
        for (var z = 0; z < 33; z++)
            for (var y = 0; y < 36; y++)
                for (var x = 0; x < 40; x++)
                    image[x, y, z] = (float)(8 - new Vector3((x - 19.3) * 0.5, (y - 17.1) * 0.7, z - 16.2).Length);
        return image;
    }
}
