using Seno.Phantoms.BreastCt;
using Seno.Phantoms.BreastCt.Quality;
using Seno.Phantoms.Tests.BreastCt.Projection;
using Seno.Studies.Reports;
using Seno.Studies.Reports.Charts;

namespace Seno.Benchmarks.Phantoms;

/// <summary>breast-ct-modes FOLDER: MTF and noise-power spectrum of breast CT's two modes, measured in their images in the same way, for a sharp and a smooth kernel.</summary>
internal static class BreastCtModes
{
    private const int Side = 96;

    private static readonly (string Name, double Voxel, double Blur)[] Kernels = [("0.22 mm", 0.3, 0.22), ("0.36 mm", 0.4, 0.36)];

    public static int Run(string folder)
    {
        ChartFile.Write(folder, "breast-ct-mtf", new()
        {
            Title = "MTF; discs: projections",
            X = new("per mm", 0, 2),
            Y = new("MTF", 0, 1),
            Series = [.. Kernels.SelectMany((kernel, i) => Transfers(kernel, i))],
        });
        ChartFile.Write(folder, "breast-ct-nps", new()
        {
            Title = "Noise power; discs: projections",
            X = new("per mm", 0, 1.6),
            Y = new("NPS, HU² mm²", 0),
            Series = [.. Kernels.SelectMany((kernel, i) => Powers(kernel, i))],
        });
        return 0;
    }

    private static ChartSeries[] Transfers((string Name, double Voxel, double Blur) kernel, int colour)
    {
        var (scanner, geometry) = (Scanner(kernel.Blur) with { Noise = 0 }, Disc.Square(Side, kernel.Voxel));
        const double X = 1.37, Y = -0.71;
        var radius = 0.28 * Side * kernel.Voxel;
        var fast = ModulationTransfer.OfDisc(BreastCtSimulator.Blurred(Disc.Image(geometry, X, Y, radius), scanner, 0), X, Y, radius);
        var projected = ModulationTransfer.OfDisc(Disc.Scanned(scanner, geometry, (X, Y, radius), 0.42 * Side * kernel.Voxel), X, Y, radius);
        Console.WriteLine(FormattableString.Invariant($"{kernel.Name}: MTF 50 % at {fast.At(0.5):F3} (fast) and {projected.At(0.5):F3} (projection), 10 % at {fast.At(0.1):F3} and {projected.At(0.1):F3} per mm"));
        return Both(kernel.Name, colour, fast.Frequencies.Zip(fast.Values), projected.Frequencies.Zip(projected.Values));
    }

    private static ChartSeries[] Powers((string Name, double Voxel, double Blur) kernel, int colour)
    {
        const int Slices = 24, Square = 64;
        var radius = 0.75 * Square * kernel.Voxel;
        var (scanner, geometry) = (Scanner(kernel.Blur) with { ReferenceDiameter = 2 * radius }, Disc.Square(Square, kernel.Voxel, Slices));
        var noise = Disc.Scanned(scanner, geometry, (0, 0, radius), radius + 2);
        var silence = Disc.Scanned(scanner with { Noise = 0 }, Disc.Square(Square, kernel.Voxel), (0, 0, radius), radius + 2);
        for (var i = 0; i < noise.Array.Length; i++)
            noise.Array[i] -= silence.Array[i % silence.Array.Length];
        var fast = NoisePower.Of(BreastCtSimulator.Noise(Disc.Square(Square, kernel.Voxel, 4 * Slices), scanner, 1, 0, 0), Square / 4, Square / 4, Square / 2);
        var projected = NoisePower.Of(noise, Square / 4, Square / 4, Square / 2);
        Console.WriteLine(FormattableString.Invariant($"{kernel.Name}: NPS highest at {fast.Peak:F3} (fast) and {projected.Peak:F3} (projection) per mm; σ {Deviation(fast):F1} and {Deviation(projected):F1} HU"));
        return Both(kernel.Name, colour, fast.Frequencies.Zip(fast.Values), projected.Frequencies.Zip(projected.Values));
    }

    private static ChartSeries[] Both(string name, int colour, IEnumerable<(double X, double Y)> fast, IEnumerable<(double X, double Y)> projected) =>
    [
        new LineSeries(name, Palette.Of(colour), [.. fast.Where(point => point.X <= 2)]),
        new PointSeries("", Palette.Of(colour), [.. projected.Where(point => point.X <= 2).Select(point => new ChartPoint(point.X, point.Y, ""))]),
    ];

    /// <summary>HU: the spectrum's integral over the frequencies of the circle that it covers.</summary>
    private static double Deviation(NoisePower power) => Math.Sqrt(power.Frequencies.Zip(power.Values, (frequency, value) => 2 * Math.PI * frequency * value).Sum() * power.Frequencies[1]);

    private static BreastCtScanner Scanner(double blur) => new() { Blur = blur, Rings = 0, Cupping = 0, AxialBlur = 0 };
}
