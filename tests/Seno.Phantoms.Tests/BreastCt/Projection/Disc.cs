using System.Numerics;
using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.BreastCt;
using Seno.Phantoms.BreastCt.Projection;

namespace Seno.Phantoms.Tests.BreastCt.Projection;

/// <summary>Discs, whose line integrals and edges are known, as object and as image.</summary>
internal static class Disc
{
    private const int Samples = 8;

    /// <summary>A disc of water in nothing.</summary>
    public static SliceMap Object(int side, double pixel, double x, double y, double radius)
    {
        var first = -(side - 1) / 2.0 * pixel;
        return new(side, pixel, [.. Shares(side, pixel, (first - x, first - y), radius).Select(share => new Vector2(share, 0))]);
    }

    /// <summary>The same on an image's grid, in HU.</summary>
    public static Volume<float> Image(Geometry geometry, double x, double y, double radius) =>
        new(geometry, [.. Shares(geometry.Size.X, geometry.Spacing.X, (geometry.Origin.X - x, geometry.Origin.Y - y), radius).Select(share => 1000 * share - 1000)]);

    /// <summary>Slices of a disc about the axis or beside it, through the whole chain, HU.</summary>
    public static Volume<float> Scanned(BreastCtScanner scanner, Geometry geometry, (double X, double Y, double Radius) disc, double fieldOfView, Spectrum? spectrum = null, double? cuppingRadius = null)
    {
        var acquisition = new Acquisition(scanner, (geometry.Spacing.X, geometry.Spacing.Z), fieldOfView, cuppingRadius ?? disc.Radius, new SeededRandom(1, "rings"), spectrum);
        var slice = Object(acquisition.ObjectSide, acquisition.ObjectPixel, disc.X, disc.Y, disc.Radius);
        var image = new Volume<float>(geometry);
        var area = geometry.Size.X * geometry.Size.Y;
        Slices.ForEach(geometry.Size.Z, 0, z => acquisition.Image(slice, new SeededRandom(1, "quanta", z), image.Array.AsSpan(z * area, area), geometry.Size.X, geometry.Origin.X, geometry.Origin.Y, geometry.Spacing.X));
        return image.Map(value => 1000 * (value - 1));
    }

    /// <summary>A square about the axis.</summary>
    public static Geometry Square(int size, double voxel, int slices = 1, double? thickness = null) =>
        new(new(size, size, slices), new(voxel, voxel, thickness ?? voxel), new(-(size - 1) / 2.0 * voxel, -(size - 1) / 2.0 * voxel, 0));

    private static IEnumerable<float> Shares(int side, double pixel, (double X, double Y) first, double radius)
    {
        for (var i = 0; i < side * side; i++)
        {
            var (x, y) = (first.X + i % side * pixel, first.Y + i / side * pixel);
            var distance = Math.Sqrt(x * x + y * y);
            if (Math.Abs(distance - radius) > pixel)
            {
                yield return distance < radius ? 1 : 0;
                continue;
            }
            var inside = 0;
            for (var sample = 0; sample < Samples * Samples; sample++)
            {
                var (u, v) = (x + ((sample % Samples + 0.5) / Samples - 0.5) * pixel, y + ((sample / Samples + 0.5) / Samples - 0.5) * pixel);
                inside += u * u + v * v < radius * radius ? 1 : 0;
            }
            yield return inside / (float)(Samples * Samples);
        }
    }
}
