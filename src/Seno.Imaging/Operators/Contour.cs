namespace Seno.Imaging.Operators;

/// <summary>A line of constant value in a slice.</summary>
/// <param name="Points">In the geometry's unit from the centre of the first voxel, along the grid's x and y axes; what is greater lies on the right (y grows downwards).</param>
/// <param name="Closed">The last point is joined to the first; else the line ends at an edge of the grid or beside a NaN.</param>
public sealed record Contour((double X, double Y)[] Points, bool Closed)
{
    /// <value>In the unit.</value>
    public double Length => Sides().Sum(side => Math.Sqrt((side.To.X - side.From.X) * (side.To.X - side.From.X) + (side.To.Y - side.From.Y) * (side.To.Y - side.From.Y)));

    /// <value>In the unit squared: positive around what is greater, negative around holes in it, so that the sum over a slice's contours is its area; 0 where it is open.</value>
    public double Area => Closed ? Sides().Sum(side => side.From.X * side.To.Y - side.To.X * side.From.Y) / 2 : 0;

    private IEnumerable<((double X, double Y) From, (double X, double Y) To)> Sides()
    {
        for (var i = Closed ? 0 : 1; i < Points.Length; i++)
            yield return (Points[(i + Points.Length - 1) % Points.Length], Points[i]);
    }
}
