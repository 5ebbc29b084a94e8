using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Nrrd;

/// <summary>What a NRRD header says about its axes: lengths, which are the grid's, and where they run.</summary>
internal sealed class NrrdAxes
{
    private const int MostAxes = 16;

    private readonly NrrdFields fields;
    private readonly string path;
    private readonly long[] sizes;
    private readonly double[]?[]? directions;
    private readonly double[] spacings;
    private readonly string[] kinds;
    private readonly NrrdSpace? space;

    /// <exception cref="DataException">Fields that contradict each other or are missing.</exception>
    public NrrdAxes(NrrdFields fields)
    {
        (this.fields, path) = (fields, fields.Path);
        Count = (int)Math.Clamp(HeaderText.Whole(fields.Required("dimension"), "dimension", path), 0, MostAxes + 1);
        if (Count is < 1 or > MostAxes)
            throw HeaderText.Wrong(path, "dimension", fields["dimension"]!);
        sizes = HeaderText.Exactly(Count, [.. Words(fields.Required("sizes")).Select(word => HeaderText.Whole(word, "sizes", path))], "sizes", path);
        kinds = fields["kinds"] is { } given ? HeaderText.Exactly(Count, [.. Words(given).Select(word => word.ToLowerInvariant())], "kinds", path) : [.. Enumerable.Repeat("???", Count)];
        space = SpaceOf();
        directions = fields["space directions"] is { } text ? HeaderText.Exactly(Count, Vectors(text, "space directions"), "space directions", path) : null;
        spacings = SpacingsOf();
        Spatial = SpatialOf();
    }

    public int Count { get; }

    /// <value>For each axis, whether it is one of the grid's.</value>
    public bool[] Spatial { get; }

    public IReadOnlyList<FileAxis> FileAxes => [.. sizes.Select((size, axis) => new FileAxis(size, Spatial[axis]))];

    /// <value>Whether a space is given whose axes are not the patient's.</value>
    public bool ForeignSpace => space is { Patient: false } && directions is not null;

    /// <value>Names of what the fastest axis that is not the grid's counts; null where it has none.</value>
    public ComponentSet? Components
    {
        get
        {
            var axis = Array.IndexOf(Spatial, false);
            return axis < 0 ? null : (kinds[axis], sizes[axis]) switch
            {
                ("rgb-color" or "3-color", 3) => ComponentSet.Rgb,
                ("rgba-color" or "4-color", 4) => ComponentSet.Rgba,
                ("complex", 2) => ComponentSet.Complex,
                _ => null,
            };
        }
    }

    /// <value>Seconds between volumes, where one axis is time in a stated unit; null otherwise.</value>
    public double? TimeStep
    {
        get
        {
            var axis = Array.FindIndex(kinds, kind => kind == "time");
            axis = axis < 0 && space is { Timed: true } && directions is not null ? Array.FindIndex(directions, vector => vector is not null && vector[^1] != 0) : axis;
            if (axis < 0 || Spatial[axis])
                return null;
            var timed = space is { Timed: true };
            var step = timed && directions?[axis] is { } vector ? vector[^1] : spacings[axis];
            var unit = timed ? Quoted(fields["space units"]).ElementAtOrDefault(space!.Dimension - 1) : Quoted(fields["units"]).ElementAtOrDefault(axis);
            var seconds = unit?.ToLowerInvariant() switch { "s" or "sec" or "second" or "seconds" => 1, "ms" or "msec" or "milliseconds" => 1e-3, "us" or "µs" or "usec" => 1e-6, _ => double.NaN };
            return seconds * step is > 0 and < double.PositiveInfinity ? seconds * step : null;
        }
    }

    /// <summary>In mm and LPS+; null where neither directions nor spacings nor extents are given.</summary>
    public Affine? Affine()
    {
        var own = Enumerable.Range(0, Count).Where(axis => Spatial[axis]).ToArray();
        if (directions is null)
            return own.Any(axis => double.IsFinite(spacings[axis])) ? FromSpacings(own) : null;
        var frame = space ?? new NrrdSpace(3);
        var scale = Millimetres(Quoted(fields["space units"]).FirstOrDefault());
        var origin = fields["space origin"] is { } text ? frame.ToLps(Vectors(text, "space origin").FirstOrDefault() ?? throw HeaderText.Wrong(path, "space origin", text)) : default;
        return AxisCompletion.Complete([.. own.Select(axis => scale * frame.ToLps(directions[axis]!))], scale * origin);
    }

    private NrrdSpace? SpaceOf()
    {
        if (fields["space"] is { } name)
            return NrrdSpace.Of(name, path);
        if (fields["space dimension"] is not { } text)
            return null;
        var dimension = HeaderText.Whole(text, "space dimension", path);
        return dimension is >= 1 and <= 4 ? new((int)dimension) : throw HeaderText.Wrong(path, "space dimension", text);
    }

    /// <summary>Spacing of every axis, from spacings or else from the extent; NaN where neither is given.</summary>
    private double[] SpacingsOf()
    {
        var given = PerAxis("spacings");
        var (low, high) = (PerAxis("axis mins"), PerAxis("axis maxs"));
        return [.. given.Select((spacing, axis) => double.IsNaN(spacing) ? (high[axis] - low[axis]) / Math.Max(1, sizes[axis] - (NodeCentred(axis) ? 1 : 0)) : spacing)];
    }

    private double[] PerAxis(string name) => fields[name] is { } text
        ? HeaderText.Exactly(Count, HeaderText.Numbers(text, name, path), name, path)
        : [.. Enumerable.Repeat(double.NaN, Count)];

    /// <summary>Cells are the default of the library that defines the format.</summary>
    private bool NodeCentred(int axis) => string.Equals(Words(fields["centers"] ?? fields["centerings"] ?? "").ElementAtOrDefault(axis), "node", StringComparison.OrdinalIgnoreCase);

    /// <summary>A direction that is none, a kind that is no place, or a spacing that is NaN beside others makes an axis of volumes; so does being a fourth place.</summary>
    private bool[] SpatialOf()
    {
        var anySpacing = spacings.Any(double.IsFinite) && fields["spacings"] is not null;
        var spatial = kinds.Select((kind, axis) =>
            directions is not null ? directions[axis] is { } vector && (space is not { Timed: true } || vector[^1] == 0)
            : kind is "domain" or "space" || (kind is "???" or "none" && !(anySpacing && !double.IsFinite(spacings[axis])))).ToArray();
        for (var (axis, found) = (0, 0); axis < Count; axis++)
            spatial[axis] = spatial[axis] && ++found <= 3;
        return spatial;
    }

    private Affine FromSpacings(int[] own)
    {
        var low = PerAxis("axis mins");
        var units = Quoted(fields["units"]);
        var columns = new List<Vector3>();
        var origin = new double[3];
        foreach (var axis in own)
        {
            var scale = Millimetres(units.ElementAtOrDefault(axis));
            var spacing = double.IsFinite(spacings[axis]) ? scale * spacings[axis] : 1;
            origin[columns.Count] = double.IsNaN(low[axis]) ? 0 : scale * low[axis] + (NodeCentred(axis) ? 0 : spacing / 2);
            columns.Add(spacing * Direction.Identity[columns.Count]);
        }
        return AxisCompletion.Complete(columns, new(origin[0], origin[1], origin[2]));
    }

    /// <summary>mm per unit; what is not known is taken for mm, as everyone does.</summary>
    private static double Millimetres(string? unit) => LengthUnits.Millimetres(unit) ?? 1;

    /// <summary>"(1,0,0) none (0,0,2)": a vector each, null for none.</summary>
    private double[]?[] Vectors(string text, string field)
    {
        var vectors = new List<double[]?>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("none", StringComparison.OrdinalIgnoreCase))
            {
                vectors.Add(null);
                at += 4;
            }
            else
            {
                var end = text[at] == '(' ? text.IndexOf(')', at) : -1;
                if (end < 0 || vectors.Count > MostAxes)
                    throw HeaderText.Wrong(path, field, text);
                vectors.Add(HeaderText.Exactly(space?.Dimension ?? 3, HeaderText.Numbers(text[(at + 1)..end], field, path), field, path));
                at = end + 1;
            }
        }
        return [.. vectors];
    }

    private static string[] Words(string text) => text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static string[] Quoted(string? text) => text is null ? [] : [.. text.Split('"').Where((_, i) => i % 2 == 1)];
}
