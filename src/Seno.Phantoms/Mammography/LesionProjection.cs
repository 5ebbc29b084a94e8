using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Mammography;

/// <summary>One lesion, projected pixel by pixel: the rays' paths within it, and what it attenuates more than the tissue in its place.</summary>
internal sealed class LesionProjection
{
    /// <value>mm between the first samples along a ray.</value>
    private const double Step = 0.3;

    /// <value>A boundary is found to a 16th of a step.</value>
    private const int Halvings = 4;

    /// <value>mm kept about the shadow: readers draw outside of it.</value>
    private const double Margin = 10;

    /// <value>Rays across a pixel that meets a grain of calcium.</value>
    private const int Samples = 4;

    private readonly CompressedBreast breast;
    private readonly MammographyScanner scanner;
    private readonly float[] coefficients;
    private readonly Lesion lesion;
    private readonly Vector3 centre;
    private readonly Material? material;

    /// <param name="breast">Between the paddles.</param>
    /// <param name="scanner">Whose beam it is.</param>
    /// <param name="coefficients">Per mm, by <see cref="Material"/>.</param>
    /// <param name="index">Of the lesion.</param>
    public LesionProjection(CompressedBreast breast, MammographyScanner scanner, float[] coefficients, int index)
    {
        (this.breast, this.scanner, this.coefficients) = (breast, scanner, coefficients);
        (lesion, centre) = (breast.Anatomy.Lesions[index], breast.LesionCentres[index]);
        material = lesion is CalcificationCluster ? null : lesion.At(lesion.Centre.X, lesion.Centre.Y, lesion.Centre.Z);
    }

    /// <summary>Adds what the lesion attenuates.</summary>
    /// <param name="attenuation">∫ µ dl, on the image's grid.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>Its shadow; null where the image ends before.</returns>
    public ProjectedLesion? Add(Volume<float> attenuation, int threads)
    {
        if (Region(attenuation.Geometry) is not { } region)
            return null;
        var path = new Volume<float>(region.Geometry);
        Slices.ForEach(path.Size.Y, threads, y =>
        {
            for (var x = 0; x < path.Size.X; x++)
            {
                var ray = MammographySimulator.Ray(breast, scanner, region.Geometry, x, y);
                var (length, excess) = Along(ray);
                path[x, y] = (float)(ray.Obliquity * length);
                attenuation[region.First.X + x, region.First.Y + y] += (float)(ray.Obliquity * excess);
            }
        });
        if (lesion is CalcificationCluster cluster)
        {
            foreach (var (place, radius) in cluster.Grains)
                AddGrain(attenuation, centre + breast.Compression.TurnedBack(place), radius);
        }
        return new(lesion, path, region.First);
    }

    /// <returns>Length within the lesion in mm of v, and ∫ (µ − µ of the tissue) dv there.</returns>
    private (double Length, double Excess) Along(in ConeRay ray)
    {
        if (Chord(ray, centre, lesion.Reach) is not (var from, var to))
            return (0, 0);
        var steps = Math.Max(1, (int)Math.Ceiling((to - from) / Step));
        var (length, excess, low, inside) = (0.0, 0.0, from, Holds(ray, from));
        for (var i = 1; i <= steps; i++)
        {
            var high = from + (to - from) * i / steps;
            var after = Holds(ray, high);
            var (more, above) = Between(ray, low, inside, high, after, Halvings);
            (length, excess, low, inside) = (length + more, excess + above, high, after);
        }
        return (length, excess);
    }

    private (double Length, double Excess) Between(in ConeRay ray, double from, bool before, double to, bool after, int halvings)
    {
        if (before != after && halvings > 0)
        {
            var middle = (from + to) / 2;
            var between = Holds(ray, middle);
            var (first, second) = (Between(ray, from, before, middle, between, halvings - 1), Between(ray, middle, between, to, after, halvings - 1));
            return (first.Length + second.Length, first.Excess + second.Excess);
        }
        var share = (before ? 0.5 : 0) + (after ? 0.5 : 0);
        if (share == 0)
            return (0, 0);
        var tissue = TissueAt(ray, (from + to) / 2);

        // a lesion ends at the skin's surface
        if (tissue == Material.Air)
            return (0, 0);
        var length = share * (to - from);
        return (length, material is { } own ? length * (coefficients[(int)own] - coefficients[(int)tissue]) : 0);
    }

    private bool Holds(in ConeRay ray, double v)
    {
        var scale = ray.ScaleAt(v);
        var offset = breast.Compression.Turned(scale * ray.U - centre.X, v - centre.Y, scale * ray.W - centre.Z);
        return lesion.Contains(lesion.Centre.X + offset.X, lesion.Centre.Y + offset.Y, lesion.Centre.Z + offset.Z);
    }

    private Material TissueAt(in ConeRay ray, double v)
    {
        var scale = ray.ScaleAt(v);
        return breast.TissueAt(scale * ray.U, v, scale * ray.W);
    }

    /// <summary>A grain is a ball: its chords are exact, and averaged over each pixel.</summary>
    private void AddGrain(Volume<float> attenuation, Vector3 place, double radius)
    {
        var grid = attenuation.Geometry;
        var tissue = breast.TissueAt(place.X, place.Y, place.Z);
        if (tissue == Material.Air || Box(grid, place, radius, 0) is not (var first, var last))
            return;
        var excess = coefficients[(int)Material.Calcification] - coefficients[(int)tissue];
        for (var y = first.Y; y <= last.Y; y++)
        {
            for (var x = first.X; x <= last.X; x++)
            {
                var sum = 0.0;
                for (var sample = 0; sample < Samples * Samples; sample++)
                {
                    var ray = MammographySimulator.Ray(breast, scanner, grid, x + Offset(sample % Samples), y + Offset(sample / Samples));
                    if (Chord(ray, place, radius) is (var from, var to))
                        sum += ray.Obliquity * (to - from);
                }
                attenuation[x, y] += (float)(excess * sum / (Samples * Samples));
            }
        }
    }

    private static double Offset(int sample) => (sample + 0.5) / Samples - 0.5;

    /// <returns>v at which a ray enters and leaves a ball; null where it passes by.</returns>
    private static (double From, double To)? Chord(in ConeRay ray, Vector3 middle, double radius)
    {
        var scale = ray.ScaleAt(middle.Y);
        var (u, w) = (scale * ray.U - middle.X, scale * ray.W - middle.Z);
        var (slopeU, slopeW) = (-ray.U / ray.Distance, -ray.W / ray.Distance);
        var (squared, along) = (1 + slopeU * slopeU + slopeW * slopeW, u * slopeU + w * slopeW);
        var discriminant = along * along - squared * (u * u + w * w - radius * radius);
        if (discriminant <= 0)
            return null;
        var half = Math.Sqrt(discriminant) / squared;
        return (middle.Y - along / squared - half, middle.Y - along / squared + half);
    }

    private (Geometry Geometry, Size3 First)? Region(Geometry image)
    {
        if (Box(image, centre, lesion.Reach, Margin) is not (var first, var last))
            return null;
        var origin = image.Origin + new Vector3(first.X * image.Spacing.X, first.Y * image.Spacing.Y, 0);
        return (new(new(last.X - first.X + 1, last.Y - first.Y + 1, 1), image.Spacing, origin), first);
    }

    /// <returns>The first and last pixels of the shadow of a ball with a margin; null outside the image.</returns>
    private (Size3 First, Size3 Last)? Box(Geometry image, Vector3 middle, double radius, double margin)
    {
        var ray = MammographySimulator.Ray(breast, scanner, image, 0, 0);
        var magnified = 1 / ray.ScaleAt(middle.Y);
        var reach = 1.1 * magnified * radius + margin + image.Spacing.X;
        var (x, y) = ((magnified * middle.Z - image.Origin.X) / image.Spacing.X, (magnified * middle.X - image.Origin.Y) / image.Spacing.Y);
        var pixels = reach / image.Spacing.X;
        var first = new Size3(Math.Max(0, (int)Math.Floor(x - pixels)), Math.Max(0, (int)Math.Floor(y - pixels)), 0);
        var last = new Size3(Math.Min(image.Size.X - 1, (int)Math.Ceiling(x + pixels)), Math.Min(image.Size.Y - 1, (int)Math.Ceiling(y + pixels)), 0);
        return first.X > last.X || first.Y > last.Y ? null : (first, last);
    }
}
