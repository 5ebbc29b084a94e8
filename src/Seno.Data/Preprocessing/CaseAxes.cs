using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Data.Preprocessing;

/// <summary>How the axes of a run's images lie in the patient, and how a case is turned to them and back.</summary>
public static class CaseAxes
{
    /// <summary>The commonest order among the cases whose slices lie across the commonest of the patient's axes, with the slices
    /// last.</summary>
    /// <returns>An axis code; null where the place of any case is unknown: then the axes stay as they are stored.</returns>
    public static string? Of(IReadOnlyList<Geometry> geometries)
    {
        if (geometries.Count == 0 || geometries.Any(geometry => !geometry.SpacingKnown))
            return null;
        var codes = geometries.Select(SlicesLast).ToArray();
        return Commonest(Commonest(codes.GroupBy(AcrossOf)).GroupBy(code => code)).Key;
    }

    /// <summary>What turns a case to the plan's order. A single slice becomes one image, whichever of its axes has one voxel.</summary>
    public static AxisTurn Turn(Geometry geometry, Plan plan) => Turn(geometry, plan.Axes);

    /// <summary>As <see cref="Turn(Geometry, Plan)"/>, before there is a plan.</summary>
    /// <param name="geometry">Of the case.</param>
    /// <param name="axes">Axis code, or null for the order that is stored.</param>
    public static AxisTurn Turn(Geometry geometry, string? axes) =>
        axes is { } code && geometry.SpacingKnown ? AxisTurn.To(geometry, IsSingle(geometry) ? FlatLast(geometry, code) : code)
        : geometry.Size.Z != 1 && IsSingle(geometry) ? AxisTurn.Last(SliceAxis.Of(geometry))
        : AxisTurn.None;

    /// <returns>What its owner should know of a case whose slices lie across another of the patient's axes than the run's; else
    /// null.</returns>
    public static string? Warning(string id, Geometry geometry, Plan plan)
    {
        if (plan.Axes is not { } code || !geometry.SpacingKnown || plan.Dimensions != 2)
            return null;
        var (own, run) = (AcrossOf(SlicesLast(geometry)), AcrossOf(code));
        return own == run || IsNearlyCubic(geometry.Spacing)
            ? null
            : IsSingle(geometry) ? $"case {id}: its only slice is {PlaneOf(own)}, the run's are {PlaneOf(run)}"
            : $"case {id}: its slices are {PlaneOf(own)}, the run's {PlaneOf(run)}: it is cut into {PlaneOf(run)} ones, which are coarser";
    }

    private static bool IsSingle(Geometry geometry) => geometry.Size[SliceAxis.Of(geometry)] == 1;

    /// <returns>The code with the axis of a single slice last: else it would be cut into rows.</returns>
    private static string FlatLast(Geometry geometry, string code)
    {
        var flat = AcrossOf(SlicesLast(geometry));
        var letters = AxisCodes.Parse(code);
        var at = Enumerable.Range(0, 3).First(i => letters[i].Axis == flat);
        return code.Remove(at, 1) + code[at];
    }

    private static bool IsNearlyCubic(Vector3 spacing) =>
        Math.Max(spacing.X, Math.Max(spacing.Y, spacing.Z)) <= SliceAxis.Coarser * Math.Min(spacing.X, Math.Min(spacing.Y, spacing.Z));

    private static string PlaneOf(int across) => across switch { 0 => "sagittal", 1 => "coronal", _ => "axial" };

    private static int AcrossOf(string code) => AxisCodes.Parse(code)[2].Axis;

    private static string SlicesLast(Geometry geometry)
    {
        var code = AxisCodes.Of(geometry);
        var across = SliceAxis.Of(geometry);
        return code.Remove(across, 1) + code[across];
    }

    private static IGrouping<TKey, TElement> Commonest<TKey, TElement>(IEnumerable<IGrouping<TKey, TElement>> groups) =>
        groups.MaxBy(group => group.Count())!;
}
