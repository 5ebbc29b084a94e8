using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Ultrasound;

/// <summary>Breast ultrasound of the common anatomy: scatterers through a point-spread function, attenuation, gain, log compression.</summary>
/// <remarks>
/// Many scatterers in a resolution cell give a complex normal field, whose envelope is Rayleigh distributed (fully developed speckle; Wagner et
/// al., IEEE Trans. Sonics Ultrason. 30, 1983): mean over standard deviation 1.91; the mean of several looks has √looks times that. Shadows and
/// enhancement are not drawn: they follow from the attenuation along each scan line, and from a gain that compensates for a typical tissue.
/// </remarks>
public static class UltrasoundPhantom
{
    /// <value>Share of the pixels below white.</value>
    private const double Brightest = 0.998;

    /// <value>mm: standard deviation of what edge enhancement takes for a pixel's neighbourhood: ours.</value>
    private const double Neighbourhood = 0.2;

    /// <value>Share of the images that are taken across ribs: ours.</value>
    private const double RibsInView = 0.4;

    /// <value>Diameters from a lesion's centre beyond which little of it lies.</value>
    private const double BeyondRadius = 0.7;
    private static readonly LesionKind[] Kinds = [LesionKind.RoundMass, LesionKind.LobulatedMass, LesionKind.SpiculatedMass, LesionKind.Fibroadenoma, LesionKind.Fibroadenoma, LesionKind.Cyst];

    /// <param name="options">The scanner and the lesions it meets.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the image in the cohort: the same pair gives the same image.</param>
    public static UltrasoundImage Simulate(UltrasoundOptions options, ulong seed, int index)
    {
        var random = new SeededRandom(seed, "ultrasound", index);
        var anatomy = BreastAnatomy.Draw(new() { Density = options.Density, Elongation = (0.8, 1.1), SkinFold = 0, Ribs = random.Chance(RibsInView) }, seed, index);
        var (breast, lesion) = random.Chance(options.WithoutLesion) ? (anatomy, null) : WithLesion(anatomy, options, random);
        var centre = lesion?.Centre ?? new Vector3(random.Uniform(-0.4, 0.4) * anatomy.Reach, random.Uniform(-0.4, 0.4) * anatomy.Reach, 0.6 * anatomy.Height);
        if (lesion is not null)
            options = options.InDepth(FieldDepth(breast, lesion, options, random));
        var play = Math.Max(0, options.Width * options.Spacing / 2 - BeyondRadius * (lesion?.Diameter ?? 0) - 1);
        return Scan(breast, ScanPlane.Through(breast, centre, Math.Min(play, 10), random), options, random);
    }

    /// <summary>Envelope of fully developed speckle, of one look.</summary>
    /// <param name="decibels">Mean echo of each pixel.</param>
    /// <param name="options">Size and point-spread function.</param>
    /// <param name="random">Consumed.</param>
    /// <param name="reflections">Amplitude of mirror-like echoes, in phase with each other; null for none.</param>
    /// <param name="noise">Amplitude of the receiver's noise by row; null for none.</param>
    internal static float[] Envelope(float[] decibels, UltrasoundOptions options, SeededRandom random, float[]? reflections = null, float[]? noise = null)
    {
        var real = new float[decibels.Length];
        var imaginary = new float[decibels.Length];
        for (var i = 0; i < decibels.Length; i++)
        {
            var amplitude = MathF.Pow(10, decibels[i] / 20);
            real[i] = amplitude * (float)random.Normal() + (reflections?[i] ?? 0);
            imaginary[i] = amplitude * (float)random.Normal();
        }
        foreach (var field in new[] { real, imaginary })
        {
            PointSpread.Across(field, options.Width, options.Depth, options.LateralSpread);

            // each scan line has its own noise: the beam does not blur it, the receiver's filter does
            for (var i = 0; noise is not null && i < field.Length; i++)
                field[i] += noise[i / options.Width] * (float)random.Normal();
            PointSpread.Along(field, options.Width, options.Depth, options.AxialSpread);
        }
        for (var i = 0; i < real.Length; i++)
            real[i] = MathF.Sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]);
        return real;
    }

    /// <summary>The mean of several looks: speckle averages out, structure stays.</summary>
    private static float[] Compounded(EchoMap echoes, UltrasoundOptions options, SeededRandom random)
    {
        var mean = new float[echoes.Decibels.Length];
        for (var look = 0; look < options.Looks; look++)
        {
            var envelope = Envelope(echoes.Decibels, options, random, echoes.Reflections, echoes.Noise);
            for (var i = 0; i < mean.Length; i++)
                mean[i] += envelope[i] / options.Looks;
        }
        return mean;
    }

    private static (BreastAnatomy Breast, Lesion Lesion) WithLesion(BreastAnatomy anatomy, UltrasoundOptions options, SeededRandom random)
    {
        var deepest = options.FieldDepth.High;
        BreastAnatomy? best = null;
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var room = Math.Min(options.Diameter.High, 0.45 * deepest);
            var diameter = options.Diameter.Low * Math.Pow(room / options.Diameter.Low, random.NextDouble());
            best = LesionPlacement.Place(anatomy, [(Kinds[random.Next(Kinds.Length)], diameter)], random, options.Lobulation);
            if (Bottom(best.Lesions[0], anatomy, options) < deepest)
                break;
        }
        return (best!, best!.Lesions[0]);
    }

    /// <returns>mm: the sonographer lets the lesion fill a fair share of the depth, and shows all of it.</returns>
    private static double FieldDepth(BreastAnatomy breast, Lesion lesion, UltrasoundOptions options, SeededRandom random)
    {
        var (low, high) = options.DepthToDiameter;
        var wanted = Math.Max(lesion.Diameter * low * Math.Pow(high / low, random.NextDouble()), Bottom(lesion, breast, options));
        return Math.Clamp(wanted, options.FieldDepth.Low, options.FieldDepth.High);
    }

    /// <returns>mm from the probe, at most, below which little of the pressed lesion lies.</returns>
    private static double Bottom(Lesion lesion, BreastAnatomy breast, UltrasoundOptions options) => options.Squeeze.High * breast.Depth(lesion.Centre) + BeyondRadius * lesion.Diameter;

    private static UltrasoundImage Scan(BreastAnatomy breast, ScanPlane plane, UltrasoundOptions options, SeededRandom random)
    {
        var pressed = new PressedBreast(breast, plane, random.Uniform(options.Squeeze.Low, options.Squeeze.High));
        var echoes = EchoMap.Of(pressed, options, new AcousticProperties(random), random.Uniform(options.Gain.Low, options.Gain.High) * EchoMap.TypicalAttenuation);
        var geometry = new Geometry(new(options.Width, options.Depth, 1), new(options.Spacing, options.Spacing, 1));
        var (soft, tissue) = (new Volume<float>(geometry, echoes.Lesion), new Volume<byte>(geometry, echoes.Tissue));
        var image = new Volume<float>(geometry, Display(Compounded(echoes, options, random), options, random.Uniform(options.OverallGain.Low, options.OverallGain.High)));
        Sharpen(image, options.EdgeEnhancement);
        return new(image, Occupancy.Hard(soft), soft, tissue, breast);
    }

    /// <summary>Logarithm, grey map, 0 to 255.</summary>
    /// <param name="envelope">Mean of the looks.</param>
    /// <param name="options">The scanner.</param>
    /// <param name="gain">dB by which the brightest echoes lie above white.</param>
    private static float[] Display(float[] envelope, UltrasoundOptions options, double gain)
    {
        var reference = envelope.Order().ElementAt((int)(Brightest * envelope.Length)) * Math.Pow(10, -gain / 20);
        return [.. envelope.Select(value => (float)(255 * Math.Pow(Math.Clamp(1 + 20 * Math.Log10(Math.Max(value, 1e-12f) / reference) / options.DynamicRange, 0, 1), options.GreyMap)))];
    }

    /// <summary>Unsharp masking, in place.</summary>
    private static void Sharpen(Volume<float> image, double share)
    {
        if (share == 0)
            return;
        var smooth = Gaussian.InMillimetres(image, new Vector3(Neighbourhood, Neighbourhood, 0), threads: 1);
        for (var i = 0; i < image.Array.Length; i++)
            image.Array[i] = Math.Clamp(image.Array[i] + (float)share * (image.Array[i] - smooth.Array[i]), 0, 255);
    }
}
