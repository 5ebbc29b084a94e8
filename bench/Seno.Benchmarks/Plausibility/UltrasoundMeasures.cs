using Seno.Imaging;
using Seno.Phantoms.Plausibility;

namespace Seno.Benchmarks.Plausibility;

/// <summary>B-mode images: grey levels, texture, speckle, depth and lesions.</summary>
internal static class UltrasoundMeasures
{
    private const int Window = 64;
    private const int DepthBins = 25;

    public static Measured Of(ImageSet set)
    {
        var found = new Collector(set.Name);
        foreach (var sample in set.Samples)
        {
            var image = sample.Image;
            var mean = image.Array.Average(value => (double)value);
            found.Add(sample, "mean grey level, share of white", mean);
            found.Add(sample, "standard deviation, share of white", Math.Sqrt(image.Array.Average(value => (value - mean) * (value - mean))));
            found.Add(sample, "black pixels (below 2 %), share", image.Array.Count(value => value < 0.02) / (double)image.Array.Length);
            found.Add(sample, "white pixels (above 98 %), share", image.Array.Count(value => value > 0.98) / (double)image.Array.Length);
            found.Add("grey levels", Grey(image));
            found.Add("depth", Depth(image));
            var spectrum = RadialSpectrum.Of(image, sample.Region, Window);
            found.Add(sample, "β of the power spectrum, 0.05–0.35 cycles/px", spectrum?.Exponent(0.05, 0.35));
            if (spectrum is not null)
                found.Add("spectrum", spectrum.Frequencies.Zip(spectrum.Power.Select(Math.Log10)));
            var speckle = SpeckleStatistics.Of(image, sample.Region);
            found.Add(sample, "speckle: local deviation, share of white", speckle?.Deviation);
            found.Add(sample, "speckle: its slope against the mean", speckle?.Slope);
            found.Add(sample, "speckle: width across the beam, % of the image's width", speckle?.Lateral * 100 / image.Size.X);
            found.Add(sample, "speckle: width along the beam, % of the image's width", speckle?.Axial * 100 / image.Size.X);
            found.Add(sample, "speckle: across over along", speckle?.Lateral / speckle?.Axial);
            Lesion(sample, found);
        }
        return found.Result();
    }

    private static void Lesion(Sample sample, Collector found)
    {
        if (LesionAppearance.Of(sample.Image, sample.Lesion, sample.Region) is not { } lesion)
            return;
        found.Add(sample, "lesion minus ring, share of white", lesion.Inside - lesion.Outside);
        found.Add(sample, "lesion's contrast-to-noise ratio", lesion.ContrastToNoise);
        found.Add(sample, "lesion's area, share of the image", lesion.AreaShare);
        found.Add(sample, "lesion's width over height", lesion.WidthToHeight);
        found.Add(sample, "lesion's perimeter² / (4π area)", lesion.Irregularity);
        var radius = Math.Sqrt(lesion.AreaShare * sample.Image.Array.Length / Math.PI) * sample.Image.Geometry.Spacing.X;
        var profile = EdgeProfile.Of(sample.Image, sample.Lesion, sample.Lesion.Map(_ => (byte)1), 0.8 * radius, 12);
        if (lesion.Outside > lesion.Inside + 0.03)
            found.Add("edge", profile.Select((point, bin) => ((bin - 11.5) * 0.8 / 12, (point.Mean - lesion.Inside) / (lesion.Outside - lesion.Inside))));
    }

    private static IEnumerable<(double, double)> Grey(Volume<float> image)
    {
        const int Bins = 32;
        var counts = new int[Bins];
        foreach (var value in image.Array)
            counts[Math.Min(Bins - 1, (int)(value * Bins))]++;
        return counts.Select((count, bin) => ((bin + 0.5) / Bins, 100.0 * count / image.Array.Length));
    }

    /// <summary>Mean of the rows at each share of the depth.</summary>
    private static IEnumerable<(double, double)> Depth(Volume<float> image) => Enumerable.Range(0, DepthBins).Select(bin =>
    {
        var (from, to) = (bin * image.Size.Y / DepthBins, (bin + 1) * image.Size.Y / DepthBins);
        var sum = 0.0;
        foreach (var value in image.Span[(from * image.Size.X)..(to * image.Size.X)])
            sum += value;
        return ((bin + 0.5) / DepthBins, sum / ((to - from) * image.Size.X));
    });
}
