using System.Numerics;

namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>A slice through the object: shares of water and bone in square pixels about the axis, with nothing outside the circle that fits in.</summary>
internal sealed class SliceMap
{
    /// <param name="side">Pixels along each axis; the middle of the slice is on the axis.</param>
    /// <param name="pixel">mm.</param>
    /// <param name="rows">Water and bone, x fastest.</param>
    public SliceMap(int side, double pixel, Vector2[] rows)
    {
        (Side, Pixel, Rows) = (side, pixel, rows);
        Columns = new Vector2[rows.Length];
        var furthest = 0.0;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var value = rows[x + side * y];
                Columns[y + side * x] = value;
                if (value != default)
                    furthest = Math.Max(furthest, Squared(x) + Squared(y));
            }
        }
        var room = (side - 3) / 2.0 * pixel;
        Radius = Math.Sqrt(furthest) + pixel;
        if (Radius > room)
            throw new ArgumentException($"something lies beyond {room:F1} mm from the axis, where rays would leave the slice", nameof(rows));
    }

    public int Side { get; }

    public double Pixel { get; }

    public Vector2[] Rows { get; }

    /// <value>The same, y fastest: a ray is followed along whichever axis it is steeper to.</value>
    public Vector2[] Columns { get; }

    /// <value>mm from the axis beyond which nothing lies.</value>
    public double Radius { get; }

    private double Squared(int i)
    {
        var from = (i - (Side - 1) / 2.0) * Pixel;
        return from * from;
    }
}
