using Seno.Core;
using Seno.Imaging;

namespace Seno.Phantoms.Ultrasound;

/// <summary>Breast ultrasound from first principles, simply: layered echogenicity, random scatterers through a point-spread function, envelope, attenuation, log compression.</summary>
/// <remarks>
/// Many scatterers in a resolution cell give a complex normal field, whose envelope is Rayleigh distributed (fully developed speckle; Wagner et
/// al., IEEE Trans. Sonics Ultrason. 30, 1983): mean over standard deviation 1.91.
/// </remarks>
public static class UltrasoundPhantom
{
    /// <param name="options">The scanner and the lesions it meets.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the image in the cohort: the same pair gives the same image.</param>
    public static UltrasoundImage Simulate(UltrasoundOptions options, ulong seed, int index)
    {
        var random = new SeededRandom(seed, "ultrasound", index);
        var geometry = new Geometry(new(options.Width, options.Depth, 1), new(options.Spacing, options.Spacing, 1));
        var lesion = random.Chance(options.WithoutLesion) ? null : UltrasoundLesion.Draw(options, random);
        var truth = new Volume<byte>(geometry);
        var decibels = Echogenicity(options, lesion, truth, random);
        var envelope = Envelope(decibels, options, random);
        return new(new(geometry, Compress(envelope, options)), truth, lesion);
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
        Smooth(real, options.Width, options.Depth, options.LateralSpread, options.AxialSpread);
        Smooth(imaginary, options.Width, options.Depth, options.LateralSpread, options.AxialSpread);
        for (var i = 0; i < real.Length; i++)
            real[i] = MathF.Sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]);
        return real;
    }

    private static float[] Echogenicity(UltrasoundOptions options, UltrasoundLesion? lesion, Volume<byte> truth, SeededRandom random)
    {
        var (width, depth) = (options.Width, options.Depth);
        var decibels = new float[width * depth];
        var skin = random.Uniform(0.03, 0.06) * depth;
        var fat = skin + random.Uniform(0.08, 0.25) * depth;
        var gland = fat + random.Uniform(0.4, 0.65) * depth;
        var wave = RandomField(width, depth, 30, random);
        var lobules = RandomField(width, depth, 9, random);
        var strands = RandomField(width, depth, 4, random);
        var attenuation = random.Uniform(-0.035, 0.01);
        var shadow = new float[width];
        var (focus, tilt) = (random.Uniform(0.3, 0.7) * depth, random.Uniform(-4, 4));
        for (var y = 0; y < depth; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var i = x + width * y;
                var boundary = 0.05 * depth * wave[i];
                var tissue = y < skin ? 4.0
                    : y < fat + boundary ? -13 + 3.0 * lobules[i] + (strands[i] > 1.3 ? 8 : 0)
                    : y < gland + boundary ? -4 + 3.5 * lobules[i] + 1.5 * strands[i]
                    : y < gland + boundary + 0.03 * depth ? 3
                    : -11 + 4.0 * Math.Sin(0.6 * y + 3 * wave[i]);
                var level = lesion?.Level(x, y) ?? double.PositiveInfinity;
                if (level <= 1)
                {
                    truth.Array[i] = 1;
                    shadow[x] = Math.Min(1, shadow[x] + 4f / (float)(lesion!.Radius * 2));
                    tissue = -4 + lesion.Contrast + 1.5 * lobules[i];
                }
                else if (level < 1.12 && lesion!.Malignant)
                {
                    tissue += 4;
                }
                var behind = lesion is not null && level > 1 && y > lesion.CentreY ? lesion.Behind * shadow[x] : 0;
                decibels[i] = (float)(tissue + behind + attenuation * y + tilt * (x - width / 2.0) / width - 2e-4 * (y - focus) * (y - focus));
            }
        }
        return decibels;
    }

    /// <summary>Smooth normal field of unit variance.</summary>
    private static float[] RandomField(int width, int height, double correlation, SeededRandom random)
    {
        var field = new float[width * height];
        for (var i = 0; i < field.Length; i++)
            field[i] = (float)random.Normal();
        Smooth(field, width, height, 1.3 * correlation, correlation);
        var mean = field.Average();
        var deviation = MathF.Sqrt(field.Sum(value => (value - mean) * (value - mean)) / field.Length);
        for (var i = 0; i < field.Length; i++)
            field[i] = (field[i] - mean) / deviation;
        return field;
    }

    private static float[] Compress(float[] envelope, UltrasoundOptions options)
    {
        var reference = envelope.Order().ElementAt((int)(0.995 * envelope.Length));
        return [.. envelope.Select(value => Math.Clamp((float)(255 * (1 + 20 * Math.Log10(Math.Max(value, 1e-12f) / reference) / options.DynamicRange)), 0, 255))];
    }

    /// <summary>Separable Gaussian, edges repeated, in place.</summary>
    private static void Smooth(float[] plane, int width, int height, double sigmaX, double sigmaY)
    {
        var line = new float[Math.Max(width, height)];
        for (var y = 0; y < height; y++)
            Line(plane, y * width, 1, width, Kernel(sigmaX), line);
        for (var x = 0; x < width; x++)
            Line(plane, x, width, height, Kernel(sigmaY), line);
    }

    private static float[] Kernel(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var weights = Enumerable.Range(-radius, 2 * radius + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    private static void Line(float[] plane, int start, int step, int count, float[] kernel, float[] line)
    {
        for (var i = 0; i < count; i++)
            line[i] = plane[start + i * step];
        var radius = kernel.Length / 2;
        for (var i = 0; i < count; i++)
        {
            var sum = 0f;
            for (var k = 0; k < kernel.Length; k++)
                sum += kernel[k] * line[Math.Clamp(i + k - radius, 0, count - 1)];
            plane[start + i * step] = sum;
        }
    }
}
