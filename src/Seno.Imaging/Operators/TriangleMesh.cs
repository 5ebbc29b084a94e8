namespace Seno.Imaging.Operators;

/// <summary>A surface of triangles that share vertices.</summary>
/// <param name="Vertices">x, y and z of each, one after the other, in the geometry's unit from the centre of the first voxel, along the grid's axes.</param>
/// <param name="Triangles">Three vertex numbers each, counter-clockwise seen from outside.</param>
public sealed record TriangleMesh(float[] Vertices, int[] Triangles)
{
    public int VertexCount => Vertices.Length / 3;

    public int TriangleCount => Triangles.Length / 3;

    /// <value>In the unit squared.</value>
    public double Area => Sum(static (a, b, c) => Cross(b + -1 * a, c + -1 * a).Length / 2);

    /// <value>What the surface encloses, in the unit cubed (divergence theorem); meaningless where it is open, as at an edge of the grid.</value>
    public double Volume => Sum(static (a, b, c) => a.Dot(Cross(b, c)) / 6);

    private double Sum(Func<Vector3, Vector3, Vector3, double> term)
    {
        var sum = 0.0;
        for (var i = 0; i < Triangles.Length; i += 3)
            sum += term(Vertex(Triangles[i]), Vertex(Triangles[i + 1]), Vertex(Triangles[i + 2]));
        return sum;
    }

    private Vector3 Vertex(int i) => new(Vertices[3 * i], Vertices[3 * i + 1], Vertices[3 * i + 2]);

    private static Vector3 Cross(Vector3 a, Vector3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
}
