using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Ultrasound;

/// <summary>What each pixel of a pressed breast sends back before the pulse blurs it, and what it is made of.</summary>
/// <param name="Decibels">Mean scattered echo of each pixel.</param>
/// <param name="Reflections">Amplitude of mirror-like echoes.</param>
/// <param name="Noise">Amplitude of the receiver's noise, by row.</param>
/// <param name="Lesion">Share of each pixel that is lesion, 0..1.</param>
/// <param name="Tissue">Labels of <see cref="TissueLabels"/>.</param>
internal sealed record EchoMap(float[] Decibels, float[] Reflections, float[] Noise, float[] Lesion, byte[] Tissue)
{
    /// <value>dB per cm and MHz, one way: the mean of fat and glandular tissue.</value>
    public const double TypicalAttenuation = 0.62;

    private const int Samples = 2;
    private const int TruthSamples = 5;

    /// <value>dB by which a flat interface outshines the scatterers about it, at the median. The pulse adds it up in phase, where an inclined one spreads over depths: ours.</value>
    private const double Reflection = 2;

    /// <value>dB by which interfaces vary along themselves: septa come and go.</value>
    private const double ReflectionVariation = 5;

    /// <value>dB of the receiver's noise at the skin; the gain raises it with depth until it drowns the echoes: ours.</value>
    private const double NoiseAtSkin = -64;

    /// <param name="breast">Under the probe.</param>
    /// <param name="options">The scanner.</param>
    /// <param name="acoustics">Of the patient.</param>
    /// <param name="gain">dB per cm and MHz, one way, that the scanner makes up for.</param>
    public static EchoMap Of(PressedBreast breast, UltrasoundOptions options, AcousticProperties acoustics, double gain)
    {
        var pixels = options.Width * options.Depth;
        float[] noise = [.. Enumerable.Range(0, options.Depth).Select(y => (float)Math.Pow(10, (NoiseAtSkin + 2 * gain * options.Frequency * (y + 0.5) * options.Spacing / 10) / 20))];
        var map = new EchoMap(new float[pixels], new float[pixels], noise, new float[pixels], new byte[pixels]);
        for (var x = 0; x < options.Width; x++)
        {
            map.Line(breast, options, acoustics, gain, x);
            map.Truth(breast, options, x);
        }
        for (var i = 0; i < pixels; i++)
            map.Lesion[i] /= TruthSamples * TruthSamples;
        return map;
    }

    private void Line(PressedBreast breast, UltrasoundOptions options, AcousticProperties acoustics, double gain, int x)
    {
        var across = (x - (options.Width - 1) / 2.0) * options.Spacing;
        var entry = breast.Entry(across);

        // dB there and back, beyond what the gain makes up for
        var (lost, step) = (0.0, options.Spacing / Samples);
        var before = Material.Skin;
        Span<int> counts = stackalloc int[TissueLabels.Names.Count];
        for (var y = 0; y < options.Depth; y++)
        {
            var (echo, variation, interfaces) = (0.0, 0.0, 0);
            counts.Clear();
            for (var sample = 0; sample < Samples; sample++)
            {
                var depth = (y + (sample + 0.5) / Samples) * options.Spacing;
                var place = entry is { } skin ? breast.Place(skin, depth) : default;
                var material = entry is null ? Material.Air : breast.At(place, across, depth);
                lost += 2 * (acoustics.Attenuation(material) - gain) * options.Frequency * step / 10;
                var texture = entry is null ? 0 : breast.Layers(across, depth);
                echo += acoustics.Echo(material) + Texture(material) * texture;
                variation += texture / Samples;
                interfaces += material != before ? 1 : 0;
                counts[TissueLabels.Of(material)]++;
                before = material;
            }
            var (scattered, i) = (echo / Samples - lost, x + options.Width * y);
            Decibels[i] = (float)scattered;
            Reflections[i] = interfaces == 0 ? 0 : (float)Math.Pow(10, (scattered + Reflection + ReflectionVariation * variation) / 20);
            Tissue[i] = Most(counts);
        }
    }

    private void Truth(PressedBreast breast, UltrasoundOptions options, int x)
    {
        for (var i = 0; i < TruthSamples; i++)
        {
            var across = (x - (options.Width - 1) / 2.0 + (i + 0.5) / TruthSamples - 0.5) * options.Spacing;
            if (breast.LesionRows(across, options.Spacing) is not var (top, bottom) || breast.Entry(across) is not { } entry)
                continue;
            for (var y = Math.Max(0, top); y <= Math.Min(options.Depth - 1, bottom); y++)
            {
                // counted whole and divided once, so that a full pixel is 1 exactly
                for (var j = 0; j < TruthSamples; j++)
                    Lesion[x + options.Width * y] += breast.IsLesion(entry, across, (y + (j + 0.5) / TruthSamples) * options.Spacing) ? 1 : 0;
            }
        }
    }

    /// <returns>dB by which a material's echo varies from place to place.</returns>
    private static double Texture(Material material) => material switch
    {
        Material.Adipose or Material.Fibroglandular => 2,
        Material.Muscle => 3,
        Material.MalignantMass => 2.5,
        Material.Fibroadenoma => 1.5,
        _ => 0,
    };

    private static byte Most(ReadOnlySpan<int> counts)
    {
        byte most = 0;
        for (byte label = 1; label < counts.Length; label++)
        {
            if (counts[label] > counts[most])
                most = label;
        }
        return most;
    }
}
