using System.Numerics;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.BreastCt.Projection;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.BreastCt;

/// <summary>Breast CT from projections: a fan beam for each slice, quanta counted in energy bins, filtered back-projection, the spiral's interpolation along the axis.</summary>
/// <remarks>The same object, truth and parameters as <see cref="BreastCtSimulator"/>, whose image it should match in resolution, noise and HU; it adds what projections bring: streaks, noise that depends on place, hardening that depends on what lies in the beam.</remarks>
public static class BreastCtProjector
{
    /// <value>Slices of the object held at once.</value>
    private const int Block = 16;

    /// <inheritdoc cref="BreastCtSimulator.Scan"/>
    /// <param name="geometry">Where: mm in the breast's coordinates, square voxels in the slices. All of the field of view is projected, whatever part of it is imaged.</param>
    public static BreastCtImage Scan(BreastAnatomy anatomy, BreastCtScanner scanner, Geometry geometry, ulong seed, long index, int threads = 0) =>
        Scan(anatomy, scanner, geometry, seed, index, spectrum: null, threads);

    /// <param name="spectrum">Null: that of the scanner's voltage.</param>
    internal static BreastCtImage Scan(BreastAnatomy anatomy, BreastCtScanner scanner, Geometry geometry, ulong seed, long index, Spectrum? spectrum, int threads)
    {
        var (size, spacing, origin) = (geometry.Size, geometry.Spacing, geometry.Origin);
        var fieldOfView = BreastCtScanner.FieldOfView(anatomy);
        var acquisition = new Acquisition(scanner, (spacing.X, spacing.Z), fieldOfView, anatomy.Reach, new(seed, "rings", index), spectrum);
        var shares = BasisMaterials.Of(HounsfieldUnits.Draw(new(seed, "Hounsfield units", index)), scanner.ReferenceDiameter);
        var image = new Volume<float>(geometry);
        for (var first = 0; first < size.Z; first += Block)
        {
            var count = Math.Min(Block, size.Z - first);
            var (water, bone) = Object(anatomy, acquisition, shares, (origin.Z + first * spacing.Z, spacing.Z, count), threads);
            Slices.ForEach(count, threads, z =>
            {
                var slice = Slice(water, bone, z + 1, fieldOfView);
                acquisition.Image(slice, new(seed, "breast CT quanta", index, first + z), image.Array.AsSpan((first + z) * size.X * size.Y, size.X * size.Y), size.X, origin.X, origin.Y, spacing.X);
            });
        }
        image = Gaussian.InMillimetres(image, new Imaging.Vector3(0, 0, scanner.AxialBlur), threads);
        Finish(image, scanner.Offset, fieldOfView, threads);
        var soft = Occupancy.Of(anatomy.Lesions, geometry, threads);
        return new(image, Occupancy.Hard(soft), soft, MaterialMap.Of(anatomy, geometry, threads).Tissues());
    }

    /// <summary>Water and bone in the whole field of view, with a slice more on either side for mixed voxels.</summary>
    private static (Volume<float> Water, Volume<float> Bone) Object(BreastAnatomy anatomy, Acquisition acquisition, (float[] Water, float[] Bone) shares, (double From, double Step, int Count) slices, int threads)
    {
        var (side, pixel) = (acquisition.ObjectSide, acquisition.ObjectPixel);
        var corner = -(side - 1) / 2.0 * pixel;
        var map = MaterialMap.Of(anatomy, new(new(side, side, slices.Count + 2), new(pixel, pixel, slices.Step), new(corner, corner, slices.From - slices.Step)), threads);
        var water = map.Image(shares.Water, threads);
        Texture.Add(water, map.Centres, anatomy, Texture.Deviation / 1000, threads);
        return (water, map.Image(shares.Bone, threads));
    }

    private static SliceMap Slice(Volume<float> water, Volume<float> bone, int z, double fieldOfView)
    {
        var (side, pixel) = (water.Size.X, water.Geometry.Spacing.X);
        var rows = new System.Numerics.Vector2[side * side];
        for (var i = 0; i < rows.Length; i++)
        {
            var (x, y) = ((i % side - (side - 1) / 2.0) * pixel, (i / side - (side - 1) / 2.0) * pixel);
            if (x * x + y * y <= fieldOfView * fieldOfView)
                rows[i] = new(water.Array[z * rows.Length + i], bone.Array[z * rows.Length + i]);
        }
        return new(side, pixel, rows);
    }

    private static void Finish(Volume<float> image, double offset, double fieldOfView, int threads)
    {
        var (size, spacing, origin) = (image.Size, image.Geometry.Spacing, image.Geometry.Origin);
        Slices.ForEach(size.Z, threads, z =>
        {
            for (var i = z * size.X * size.Y; i < (z + 1) * size.X * size.Y; i++)
            {
                var (x, y) = (origin.X + i % size.X * spacing.X, origin.Y + i / size.X % size.Y * spacing.Y);
                image.Array[i] = x * x + y * y > fieldOfView * fieldOfView
                    ? -1000
                    : BreastCtScanner.Stored(1000 * (image.Array[i] - 1) + offset);
            }
        });
    }
}
