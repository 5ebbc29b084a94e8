using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Phantoms.Plausibility;

namespace Seno.Benchmarks.Plausibility;

/// <summary>Mammograms: grey levels within the breast, texture, rim, masses.</summary>
internal static class MammogramMeasures
{
    private const int Window = 128;
    private const double Rim = 40;

    public static Measured Of(ImageSet set)
    {
        var found = new Collector(set.Name);
        foreach (var sample in set.Samples)
        {
            var breast = Values(sample);
            var (low, high) = (breast[(int)(0.01 * (breast.Length - 1))], breast[(int)(0.99 * (breast.Length - 1))]);
            var scaled = sample with { Image = sample.Image.Map(value => Math.Clamp((value - low) / Math.Max(high - low, 1e-6f), 0, 1)) };
            var grey = breast.Select(value => Math.Clamp((value - low) / Math.Max(high - low, 1e-6f), 0, 1)).ToArray();
            found.Add(sample, "median grey level within the breast", grey[grey.Length / 2]);
            found.Add(sample, "interquartile range of the grey levels", grey[3 * grey.Length / 4] - grey[grey.Length / 4]);
            found.Add("grey levels", Grey(grey));
            var spectrum = RadialSpectrum.Of(scaled.Image, sample.Region, Window);
            found.Add(sample, "β of the power spectrum, 0.02–0.2 cycles/px", spectrum?.Exponent(0.02, 0.2));
            found.Add(sample, "β, 0.2–0.4 cycles/px", spectrum?.Exponent(0.2, 0.4));
            if (spectrum is not null)
                found.Add("spectrum", spectrum.Frequencies.Zip(spectrum.Power.Select(Math.Log10)));
            found.Add("rim", EdgeProfile.Of(scaled.Image, sample.Region, sample.Region, Rim * sample.Image.Geometry.Spacing.X, 20).Where(point => point.Distance < 0).Select((point, bin) => ((bin + 0.5) * Rim / 20, point.Mean)).Select(point => (Rim - point.Item1, point.Mean)));
            Lesion(scaled, found);
        }
        return found.Result();
    }

    private static void Lesion(Sample sample, Collector found)
    {
        foreach (var component in ConnectedComponents.Describe(sample.Lesion, Connectivity.Faces).Where(component => component.Voxels >= 40))
        {
            var (labels, _) = ConnectedComponents.Label(sample.Lesion, Connectivity.Faces);
            var one = labels.Map(label => label == component.Label ? (byte)1 : (byte)0);
            if (LesionAppearance.Of(sample.Image, one, sample.Region) is not { } lesion)
                continue;
            found.Add(sample, "mass minus ring, share of the breast's range", lesion.Inside - lesion.Outside);
            found.Add(sample, "mass: contrast-to-noise ratio", lesion.ContrastToNoise);
            found.Add(sample, "mass: area, share of the breast", lesion.AreaShare * sample.Image.Array.Length / sample.Region.Array.Count(value => value != 0));
            found.Add(sample, "mass: width over height", lesion.WidthToHeight);
        }
    }

    private static float[] Values(Sample sample)
    {
        float[] values = [.. Enumerable.Range(0, sample.Image.Array.Length).Where(i => sample.Region.Array[i] != 0).Select(i => sample.Image.Array[i])];
        Array.Sort(values);
        return values;
    }

    private static IEnumerable<(double, double)> Grey(float[] values)
    {
        const int Bins = 32;
        var counts = new int[Bins];
        foreach (var value in values)
            counts[Math.Min(Bins - 1, (int)(value * Bins))]++;
        return counts.Select((count, bin) => ((bin + 0.5) / Bins, 100.0 * count / values.Length));
    }
}
