using System.Globalization;

namespace Seno.Data.Preprocessing;

/// <summary>What <see cref="Preprocessor"/> does, in words for a paper.</summary>
public static class PreprocessingText
{
    public static string Of(Plan plan)
    {
        var culture = CultureInfo.InvariantCulture;
        var grid = plan.TargetSpacing is { } spacing
            ? $"resampled {(spacing.Count == 2 ? "in the plane " : "")}to {string.Join(" × ", spacing.Select(size => size.ToString("0.####", culture)))} mm"
            : string.Create(culture, $"scaled in the plane to fit {plan.Patch[0]} × {plan.Patch[1]} px, as the pixel size is unknown");
        var normalised = Enumerable.Range(0, plan.Channels.Count).Select(channel => NormalisationTable.Words(plan.NormalisationOf(channel))).ToArray();
        var all = normalised.Distinct().Count() == 1 ? normalised[0] : string.Join("; ", plan.Channels.Zip(normalised, (name, words) => $"{name} {words}"));
        var turned = plan.Axes is { } axes ? $"turned to {axes} without interpolation, " : "";
        return $"every channel {turned}{grid} (linear, anti-aliased) and {all}";
    }
}
