using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Benchmarks.Plausibility;

/// <summary>Dynamic series: enhancement of cancers and of what lies about them, its unevenness, noise.</summary>
/// <remarks>
/// PE = 100 (early − before) / before, SER = (early − before) / (late − before). Cancers are where PE ≥ 70 % and SER &gt; 0 within what was marked, as
/// the functional tumour volume counts them (Hylton et al., Radiology 263, 2012), in real and simulated series alike.
/// </remarks>
internal static class DceMeasures
{
    private const double Deepest = 10;

    public static Measured Of(string name, IEnumerable<DceSample> samples)
    {
        var found = new Collector(name);
        foreach (var sample in samples)
        {
            var (count, size) = (sample.Before.Array.Length, sample.Before.Geometry);
            var label = new Sample(sample.Id, sample.Id, sample.Before, sample.Lesion, sample.Lesion);
            var enhancing = new Volume<byte>(size, [.. Enumerable.Range(0, count).Select(i => (byte)(sample.Lesion.Array[i] != 0 && Percent(sample, i) >= 70 && Ratio(sample, i) > 0 ? 1 : 0))]);
            var voxels = Enumerable.Range(0, count).Where(i => enhancing.Array[i] != 0).ToArray();
            if (voxels.Length < 30)
                continue;
            Kinetics(sample, label, voxels, found);
            var distance = DistanceTransform.ToMask(sample.Lesion);
            var glandular = 0.6 * OrderStatistics.Median(voxels.Select(i => (double)sample.Before.Array[i]));
            var parenchyma = Enumerable.Range(0, count).Where(i => distance.Array[i] is > 4 and < 25 && sample.Before.Array[i] > glandular).ToArray();
            found.Add(label, "parenchyma: median PE, %", parenchyma.Length < 30 ? null : OrderStatistics.Median(parenchyma.Select(i => Percent(sample, i))));
            if (sample.Glands is { } glands)
            {
                var known = Enumerable.Range(0, count).Where(i => glands.Array[i] != 0 && distance.Array[i] > 4).ToArray();
                found.Add(label, "fibroglandular tissue by its label: median PE, %", known.Length < 30 ? null : OrderStatistics.Median(known.Select(i => Percent(sample, i))));
            }
            found.Add(label, "noise of PE within 3 × 3 voxels of the cancer, %", Roughness(sample, enhancing));
            Depth(sample, enhancing, voxels, found);
        }
        return found.Result();
    }

    private static void Kinetics(DceSample sample, Sample label, int[] voxels, Collector found)
    {
        var (percent, ratio) = (voxels.Select(i => Percent(sample, i)).Order().ToArray(), voxels.Select(i => Ratio(sample, i)).Order().ToArray());
        found.Add(label, "cancer: median PE, %", percent[percent.Length / 2]);
        found.Add(label, "cancer: interquartile range of PE, %", percent[3 * percent.Length / 4] - percent[percent.Length / 4]);
        found.Add(label, "cancer: IQR over median of PE", (percent[3 * percent.Length / 4] - percent[percent.Length / 4]) / percent[percent.Length / 2]);
        found.Add(label, "cancer: median SER", ratio[ratio.Length / 2]);
        found.Add(label, "cancer: interquartile range of SER", ratio[3 * ratio.Length / 4] - ratio[ratio.Length / 4]);
        found.Add(label, "cancer: share that washes out (SER > 1.1)", ratio.Count(value => value > 1.1) / (double)ratio.Length);
        found.Add(label, "cancer: share that persists (SER < 0.9)", ratio.Count(value => value < 0.9) / (double)ratio.Length);
        found.Add("pe", Shares(percent, 70, 500, 24));
        found.Add("ser", Shares(ratio, 0, 2.4, 24));
    }

    private static IEnumerable<(double, double)> Shares(double[] values, double low, double high, int bins) => Enumerable.Range(0, bins).Select(bin =>
    {
        var (from, to) = (low + bin * (high - low) / bins, low + (bin + 1) * (high - low) / bins);
        return ((from + to) / 2, 100.0 * values.Count(value => value >= from && value < to) / values.Length);
    });

    /// <summary>PE by depth below the enhancing part's edge, as a share of its mean there and in the case.</summary>
    private static void Depth(DceSample sample, Volume<byte> enhancing, int[] voxels, Collector found)
    {
        // closed, so that necrosis and single dark voxels do not count as edge
        var closed = BinaryMorphology.Close(enhancing, 4);
        var depth = DistanceTransform.ToBackground(closed);
        var mean = voxels.Average(i => Percent(sample, i));
        var inside = Enumerable.Range(0, closed.Array.Length).Where(i => closed.Array[i] != 0 && sample.Before.Array[i] > 0).ToArray();
        var bins = inside.GroupBy(i => (int)depth.Array[i]).Where(bin => bin.Key < Deepest && bin.Count() >= 8).Select(bin => (bin.Key + 0.5, bin.Average(i => Percent(sample, i)) / mean)).ToArray();
        found.Add("depth of pe", bins);
        var deep = bins.Where(bin => bin.Item1 > 4).ToArray();
        if (deep.Length > 0)
            found.Add(new(sample.Id, sample.Id, sample.Before, sample.Lesion, sample.Lesion), "cancer: PE deeper than 4 mm over that at 1 to 3 mm", deep.Average(bin => bin.Item2) / bins.Where(bin => bin.Item1 is > 1 and < 3).Average(bin => bin.Item2));
    }

    /// <summary>Median standard deviation of PE within 3 × 3 voxels that all belong to the cancer.</summary>
    private static double? Roughness(DceSample sample, Volume<byte> enhancing)
    {
        var (size, deviations) = (enhancing.Size, new List<double>());
        for (var place = 0; place < enhancing.Array.Length; place++)
        {
            var (x, y) = (place % size.X, place / size.X % size.Y);
            if (x == 0 || y == 0 || x == size.X - 1 || y == size.Y - 1)
                continue;
            int[] around = [.. Enumerable.Range(0, 9).Select(i => place + i % 3 - 1 + (i / 3 - 1) * size.X)];
            if (Array.Exists(around, i => enhancing.Array[i] == 0))
                continue;
            var values = Array.ConvertAll(around, i => Percent(sample, i));
            var mean = values.Average();
            deviations.Add(Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / 8));
        }
        return deviations.Count < 10 ? null : OrderStatistics.Median(deviations);
    }

    private static double Percent(DceSample sample, int i) => sample.Before.Array[i] <= 0 ? 0 : 100 * (sample.Early.Array[i] - sample.Before.Array[i]) / sample.Before.Array[i];

    private static double Ratio(DceSample sample, int i) => sample.Late.Array[i] <= sample.Before.Array[i] ? 0 : (sample.Early.Array[i] - sample.Before.Array[i]) / (sample.Late.Array[i] - sample.Before.Array[i]);
}
