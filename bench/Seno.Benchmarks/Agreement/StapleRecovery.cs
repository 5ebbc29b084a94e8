using System.Globalization;
using Seno.Core;
using Seno.Evaluation.Consensus;
using Seno.Imaging;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Readers;

namespace Seno.Benchmarks.Agreement;

/// <summary>agreement staple: how far STAPLE's rates of the phantoms' readers are from their true ones, by panel and region.</summary>
internal static class StapleRecovery
{
    private const int Lesions = 4;
    private static readonly Geometry Grid = new(new(44, 44, 44), new(0.6, 0.6, 0.6), new(-12.9, -12.9, -12.9));

    public static int Run()
    {
        Console.Out.WriteLine("| readers | region, mm | largest error of a mean over 4 lesions: panel 1 | panel 2 | panel 3 | of a single lesion, any panel |\n|---|---|---|---|---|---|");
        var panels = new ulong[] { 1, 2, 3 }.Select(Draw).ToArray();
        foreach (var readers in new[] { 3, 4, 5, 7 })
        {
            foreach (var radius in new[] { 0.6, 1, 2, 5 })
            {
                var errors = panels.Select(panel => panel.Select(lesion => Errors(lesion.Truth, lesion.Masks[..readers], radius)).ToArray()).ToArray();
                var means = errors.Select(panel => Enumerable.Range(0, 2 * readers).Max(rate => Math.Abs(panel.Average(lesion => lesion[rate]))));
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {readers} | {radius} | {string.Join(" | ", means.Select(mean => mean.ToString("0.000", CultureInfo.InvariantCulture)))} | {errors.Max(panel => panel.Max(lesion => lesion.Max(Math.Abs))):0.000} |"));
            }
        }
        return 0;
    }

    private static (Volume<byte> Truth, Volume<byte>[] Masks)[] Draw(ulong seed)
    {
        var readers = SimulatedReader.Panel(7, seed);
        return [.. Enumerable.Range(0, Lesions).Select(index =>
        {
            var lesion = Mass.Draw(index % 2 == 0 ? LesionKind.RoundMass : LesionKind.LobulatedMass, default, 12, new SeededRandom(seed, "lesion", index));
            return (Occupancy.Hard(Occupancy.Of([lesion], Grid)), readers.Select(reader => reader.Read([lesion], Grid, seed, index)).ToArray());
        })];
    }

    /// <summary>Sensitivity and specificity of every reader, estimated less true, in the same region.</summary>
    private static double[] Errors(Volume<byte> truth, Volume<byte>[] masks, double radius)
    {
        var region = VotingRegion.DilatedUnion(masks, radius);
        var estimate = Staple.Of(masks, [0, 1], new() { Dilation = radius }).Estimate;
        return [.. masks.SelectMany((mask, reader) =>
        {
            double Share(byte label)
            {
                var inside = Enumerable.Range(0, mask.Array.Length).Where(i => region.Array[i] != 0 && truth.Array[i] == label).ToArray();
                return (double)inside.Count(i => mask.Array[i] == label) / inside.Length;
            }
            return new[] { estimate.Sensitivity(reader, 1) - Share(1), estimate.Specificity(reader, 1) - Share(0) };
        })];
    }
}
