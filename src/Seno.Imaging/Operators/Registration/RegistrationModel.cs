namespace Seno.Imaging.Operators;

/// <summary>The parameters of a rigid or affine map about a centre, scaled so that one more of each moves the points by 1 mm, root mean square.</summary>
/// <remarks>
/// They act in a frame whose z is across the plane of a slice, where nothing turns and nothing is stretched. Rotations are vectors along the
/// axis whose length is the angle; their derivatives are Gallego and Yezzi's (J. Math. Imaging Vis. 51, 2015).
/// </remarks>
internal sealed class RegistrationModel
{
    private readonly bool affine;
    private readonly Affine frame;
    private readonly Vector3 centre;

    /// <summary>The map at parameters 0.</summary>
    private readonly Affine start;

    private readonly (int Row, int Column)[] stretches;
    private readonly int[] turns;
    private readonly int[] shifts;
    private readonly double[] scales;

    /// <param name="direction">Of the fixed image.</param>
    public RegistrationModel(bool affine, int dimensions, Direction direction, IReadOnlyList<Vector3> points, Affine start)
    {
        (this.affine, this.start) = (affine, start);
        frame = new(direction.X, direction.Y, direction.Z, default);
        centre = 1.0 / points.Count * points.Aggregate(default(Vector3), (sum, point) => sum + point);
        int[] axes = [.. Enumerable.Range(0, dimensions)];
        shifts = axes;
        turns = affine ? [] : dimensions == 2 ? [2] : axes;
        stretches = affine ? [.. from row in axes from column in axes select (row, column)] : [];
        double MeanSquare(int axis) => points.Average(point => Math.Pow((point - centre).Dot(frame[axis]), 2));
        var squares = Enumerable.Range(0, 3).Select(MeanSquare).ToArray();
        scales =
        [
            .. turns.Select(axis => Lever(squares.Sum() - squares[axis])),
            .. stretches.Select(stretch => Lever(squares[stretch.Column])),
            .. shifts.Select(_ => 1.0),
        ];
    }

    public int Count => scales.Length;

    public Affine Map(ReadOnlySpan<double> parameters)
    {
        var linear = InSpace(Linear(parameters)).After(start with { Translation = default });
        var shift = default(Vector3);
        foreach (var axis in shifts)
            shift += parameters[Count - shifts.Length + axis] / scales[Count - shifts.Length + axis] * frame[axis];
        return linear with { Translation = start.At(centre) + shift - linear.At(centre) };
    }

    /// <summary>From the derivative by the twelve numbers of the map to the one by the parameters.</summary>
    public void Chain(ReadOnlySpan<double> parameters, ReadOnlySpan<double> byMap, Span<double> byParameters)
    {
        var byTranslation = new Vector3(byMap[9], byMap[10], byMap[11]);
        for (var i = 0; i < Count; i++)
        {
            var change = Change(parameters, i);
            // the centre stays where it is, so a change of the columns changes the translation too
            var slope = byTranslation.Dot(change.Translation - (change with { Translation = default }).At(centre));
            for (var column = 0; column < 3; column++)
                slope += new Vector3(byMap[3 * column], byMap[3 * column + 1], byMap[3 * column + 2]).Dot(change[column]);
            byParameters[i] = slope / scales[i];
        }
    }

    /// <summary>Derivative of the map by an unscaled parameter.</summary>
    private Affine Change(ReadOnlySpan<double> parameters, int i)
    {
        if (i >= Count - shifts.Length)
            return new(default, default, default, frame[i - (Count - shifts.Length)]);
        Affine linear;
        if (affine)
        {
            var (row, column) = stretches[i];
            Vector3 Column(int at) => at == column ? Unit(row) : default;
            linear = new(Column(0), Column(1), Column(2), default);
        }
        else
        {
            linear = Rotation.Derivative(Turn(parameters), Unit(turns[i]));
        }
        return InSpace(linear).After(start with { Translation = default });
    }

    private Affine Linear(ReadOnlySpan<double> parameters)
    {
        if (!affine)
            return Rotation.Of(Turn(parameters));
        Vector3[] columns = [Unit(0), Unit(1), Unit(2)];
        for (var i = 0; i < stretches.Length; i++)
            columns[stretches[i].Column] += parameters[i] / scales[i] * Unit(stretches[i].Row);
        return new(columns[0], columns[1], columns[2], default);
    }

    private Vector3 Turn(ReadOnlySpan<double> parameters)
    {
        var turn = default(Vector3);
        for (var i = 0; i < turns.Length; i++)
            turn += parameters[i] / scales[i] * Unit(turns[i]);
        return turn;
    }

    /// <summary>A linear map of the frame's coordinates as one of patient space.</summary>
    private Affine InSpace(Affine linear) => frame.After(linear).After(new(
        new(frame.X.X, frame.Y.X, frame.Z.X), new(frame.X.Y, frame.Y.Y, frame.Z.Y), new(frame.X.Z, frame.Y.Z, frame.Z.Z), default));

    private static double Lever(double square) => square > 0 ? Math.Sqrt(square) : 1;

    private static Vector3 Unit(int axis) => axis switch { 0 => new(1, 0, 0), 1 => new(0, 1, 0), _ => new(0, 0, 1) };
}
