using Seno.Evaluation.Calibration;

namespace Seno.Studies.Calibration;

/// <summary>Cases of one set, each with the map that calibrates it.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Cases">Any.</param>
/// <param name="Maps">By method in the order shown, for each case.</param>
internal sealed record CalibratedSet(string Name, IReadOnlyList<PooledCase> Cases, IReadOnlyList<(string Method, Func<PooledCase, CalibrationMap> Map)> Maps)
{
    public const string Before = "none";

    /// <param name="labels">Values by name, background first.</param>
    /// <param name="rows">Receives the figures.</param>
    /// <param name="diagrams">Receives the diagrams.</param>
    public void Measure(IReadOnlyDictionary<string, byte> labels, List<CalibrationRow> rows, List<CalibrationDiagram> diagrams)
    {
        foreach (var region in CalibrationRegions.All)
        {
            PooledCase[] held = [.. Cases.Where(item => item.In(region) is not null)];
            if (held.Length == 0)
                continue;
            string[] groups = [.. held.Select(item => item.Group)];
            var before = Diagrams(held, region, _ => TemperatureScaling.None);
            foreach (var (method, map) in Maps.Prepend((Before, _ => TemperatureScaling.None)))
            {
                var after = method == Before ? before : Diagrams(held, region, map);
                foreach (var (name, label) in labels.Where(label => label.Value != 0))
                {
                    rows.AddRange(CalibrationFigure.Of(after, method == Before ? null : before, groups, label).Select(figure => new CalibrationRow(Name, region, method, name, figure.Measure, figure.Value, figure.LessBefore)));
                    diagrams.Add(new(Name, region, method, name, CalibrationDiagram.BinsOf(ReliabilityDiagram.Sum([.. after.Select(item => item.EqualWidth[label])]))));
                }
            }
        }
    }

    private static IReadOnlyList<CaseDiagrams> Diagrams(PooledCase[] cases, string region, Func<PooledCase, CalibrationMap> map) =>
        CaseDiagrams.Of([.. cases.Select(item => CalibrationSums.Of(item.In(region)!, map(item)))]);
}
