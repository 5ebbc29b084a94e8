using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Mammography;

/// <summary>How much of each material lies along a line.</summary>
/// <remarks>Sampled at even steps; where two neighbours differ, the step is halved again and again, which also finds the skin between air and fat.</remarks>
internal static class MaterialPaths
{
    /// <value>mm between the first samples: half of the finest texture once it is squeezed.</value>
    private const double Step = 0.18;

    /// <value>A boundary is found to a 16th of a step.</value>
    private const int Halvings = 4;

    public static int Count { get; } = Enum.GetValues<Material>().Length;

    /// <param name="at">What lies at a place on the line.</param>
    /// <param name="low">First place, mm.</param>
    /// <param name="high">Last place, mm.</param>
    /// <param name="paths">Receives the sums in mm, by <see cref="Material"/>.</param>
    public static void Along(Func<double, Material> at, double low, double high, Span<double> paths)
    {
        paths.Clear();
        var steps = Math.Max(1, (int)Math.Ceiling((high - low) / Step));
        var (from, before) = (low, at(low));
        for (var i = 1; i <= steps; i++)
        {
            var to = low + (high - low) * i / steps;
            var after = at(to);
            Add(at, from, before, to, after, Halvings, paths);
            (from, before) = (to, after);
        }
    }

    private static void Add(Func<double, Material> at, double from, Material before, double to, Material after, int halvings, Span<double> paths)
    {
        if (before == after || halvings == 0)
        {
            paths[(int)before] += (to - from) / 2;
            paths[(int)after] += (to - from) / 2;
            return;
        }
        var middle = (from + to) / 2;
        var between = at(middle);
        Add(at, from, before, middle, between, halvings - 1, paths);
        Add(at, middle, between, to, after, halvings - 1, paths);
    }
}
