using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Ultrasound;

/// <summary>Breast ultrasound of the common anatomy: scatterers through a point-spread function, attenuation, gain, log compression.</summary>
/// <remarks>
/// Many scatterers in a resolution cell give a complex normal field, whose envelope is Rayleigh distributed (fully developed speckle; Wagner et
/// al., IEEE Trans. Sonics Ultrason. 30, 1983): mean over standard deviation 1.91. Shadows and enhancement are not drawn: they follow from
/// the attenuation along each scan line, and from a gain that compensates for glandular tissue alone.
/// </remarks>
public static class UltrasoundPhantom
{
    private const int Samples = 2;
    private const int TruthSamples = 5;
    private const double TypicalAttenuation = 0.62;
    private static readonly LesionKind[] Kinds = [LesionKind.RoundMass, LesionKind.LobulatedMass, LesionKind.SpiculatedMass, LesionKind.Fibroadenoma, LesionKind.Fibroadenoma, LesionKind.Cyst];

    /// <param name="options">The scanner and the lesions it meets.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the image in the cohort: the same pair gives the same image.</param>
    public static UltrasoundImage Simulate(UltrasoundOptions options, ulong seed, int index)
    {
        var random = new SeededRandom(seed, "ultrasound", index);
        var anatomy = BreastAnatomy.Draw(new() { Density = options.Density, Elongation = (0.6, 0.9), SkinFold = 0 }, seed, index);
        var (breast, lesion) = random.Chance(options.WithoutLesion) ? (anatomy, null) : WithLesion(anatomy, options, random);
        var centre = lesion?.Centre ?? new Vector3(random.Uniform(-0.4, 0.4) * anatomy.Reach, random.Uniform(-0.4, 0.4) * anatomy.Reach, 0.6 * anatomy.Height);
        var play = Math.Max(0, options.Width * options.Spacing / 2 - (lesion?.Reach ?? 0) - 1);
        return Scan(breast, ScanPlane.Through(breast, centre, Math.Min(play, 10), random), options, random);
    }

    /// <summary>Envelope of fully developed speckle.</summary>
    /// <param name="decibels">Mean echo of each pixel.</param>
    /// <param name="options">Size and point-spread function.</param>
    /// <param name="random">Consumed.</param>
    internal static float[] Envelope(float[] decibels, UltrasoundOptions options, SeededRandom random)
    {
        var real = new float[decibels.Length];
        var imaginary = new float[decibels.Length];
        for (var i = 0; i < decibels.Length; i++)
        {
            var amplitude = MathF.Pow(10, decibels[i] / 20);
            real[i] = amplitude * (float)random.Normal();
            imaginary[i] = amplitude * (float)random.Normal();
        }
        foreach (var field in new[] { real, imaginary })
            PointSpread.Apply(field, options.Width, options.Depth, options.LateralSpread, options.AxialSpread);
        for (var i = 0; i < real.Length; i++)
            real[i] = MathF.Sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]);
        return real;
    }

    private static (BreastAnatomy Breast, Lesion Lesion) WithLesion(BreastAnatomy anatomy, UltrasoundOptions options, SeededRandom random)
    {
        var deepest = options.Depth * options.Spacing;
        BreastAnatomy? best = null;
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var room = Math.Min(options.Diameter.High, 0.45 * deepest);
            var diameter = options.Diameter.Low * Math.Pow(room / options.Diameter.Low, random.NextDouble());
            best = LesionPlacement.Place(anatomy, [(Kinds[random.Next(Kinds.Length)], diameter)], random);
            if (anatomy.Depth(best.Lesions[0].Centre) + 0.6 * diameter < deepest)
                break;
        }
        return (best!, best!.Lesions[0]);
    }

    private static UltrasoundImage Scan(BreastAnatomy breast, ScanPlane plane, UltrasoundOptions options, SeededRandom random)
    {
        var (width, depth, spacing) = (options.Width, options.Depth, options.Spacing);
        var geometry = new Geometry(new(width, depth, 1), new(spacing, spacing, 1));
        var soft = new Volume<float>(geometry);
        var decibels = new float[width * depth];
        var acoustics = new AcousticProperties(random);
        var gain = random.Uniform(0.9, 1.1) * TypicalAttenuation;
        for (var x = 0; x < width; x++)
        {
            var across = x - (width - 1) / 2.0;
            if (plane.Entry(across * spacing) is { } entry)
                Line(breast, plane, entry, options, acoustics, gain, x, decibels);
            else
                Fill(decibels, x, width, acoustics.Echo(Material.Air));
            if (breast.Lesions.Count == 0)
                continue;
            Vector3?[] entries = [.. Enumerable.Range(0, TruthSamples).Select(i => plane.Entry((across + (i + 0.5) / TruthSamples - 0.5) * spacing))];
            for (var y = 0; y < depth; y++)
                soft.Array[x + width * y] = Share(breast.Lesions, plane, entries, y, spacing);
        }
        var envelope = Envelope(decibels, options, random);
        return new(new(geometry, Compress(envelope, options)), Occupancy.Hard(soft), soft, breast);
    }

    private static void Line(BreastAnatomy breast, ScanPlane plane, Vector3 entry, UltrasoundOptions options, AcousticProperties acoustics, double gain, int x, float[] decibels)
    {
        // dB there and back, beyond what the gain makes up for
        var (lost, step) = (0.0, options.Spacing / Samples);
        var before = Material.Skin;
        for (var y = 0; y < options.Depth; y++)
        {
            var (echo, interfaces) = (0.0, 0);
            for (var sample = 0; sample < Samples; sample++)
            {
                var point = plane.Below(entry, (y + (sample + 0.5) / Samples) * options.Spacing);
                var material = breast.At(point.X, point.Y, point.Z);
                lost += 2 * (acoustics.Attenuation(material) - gain) * options.Frequency * step / 10;
                echo += acoustics.Echo(material) + Texture(material) * breast.Texture(point.X, point.Y, point.Z);
                interfaces += material != before ? 1 : 0;
                before = material;
            }

            // an interface across the beam reflects
            decibels[x + options.Width * y] = (float)(echo / Samples + 4 * interfaces - lost);
        }
    }

    /// <returns>dB by which a material's echo varies from place to place.</returns>
    private static double Texture(Material material) => material switch
    {
        Material.Adipose => 2.5,
        Material.Fibroglandular or Material.Muscle => 3,
        Material.MalignantMass => 2.5,
        Material.Fibroadenoma => 1.5,
        _ => 0,
    };

    private static void Fill(float[] decibels, int x, int width, float value)
    {
        for (var i = x; i < decibels.Length; i += width)
            decibels[i] = value;
    }

    private static float Share(IReadOnlyList<Lesion> lesions, ScanPlane plane, Vector3?[] entries, int y, double spacing)
    {
        var inside = 0;
        foreach (var entry in entries)
        {
            for (var j = 0; entry is { } skin && j < TruthSamples; j++)
            {
                var point = plane.Below(skin, (y + (j + 0.5) / TruthSamples) * spacing);
                inside += lesions.Any(lesion => lesion.Contains(point.X, point.Y, point.Z)) ? 1 : 0;
            }
        }
        return inside / (float)(TruthSamples * TruthSamples);
    }

    private static float[] Compress(float[] envelope, UltrasoundOptions options)
    {
        var reference = envelope.Order().ElementAt((int)(0.995 * envelope.Length));
        return [.. envelope.Select(value => Math.Clamp((float)(255 * (1 + 20 * Math.Log10(Math.Max(value, 1e-12f) / reference) / options.DynamicRange)), 0, 255))];
    }
}
