namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>From the logarithm of what passed to mm of water: exact for water, or in part left proportional to the logarithm, so that the beam's hardening shows as cupping.</summary>
internal sealed class WaterCorrection
{
    private const int Steps = 4096;
    private const double Longest = 500;

    private readonly double[] lengths;
    private readonly double perStep;

    /// <param name="spectrum">Of the beam.</param>
    /// <param name="left">Share of the hardening that is left: 0 corrects it, 1 leaves it.</param>
    /// <param name="meanCoefficient">Per mm: what the logarithm is divided by where it is not corrected.</param>
    public WaterCorrection(Spectrum spectrum, double left, double meanCoefficient)
    {
        lengths = new double[Steps + 1];
        var largest = -Math.Log(spectrum.Transmission(Longest));
        perStep = Steps / largest;
        for (var (i, water) = (1, 0.0); i <= Steps; i++)
        {
            water = Invert(spectrum, i / perStep, water);
            lengths[i] = (1 - left) * water + left * i / perStep / meanCoefficient;
        }
    }

    /// <param name="logarithm">−ln of the share that passed; beyond the table the straight line goes on.</param>
    /// <returns>mm of water.</returns>
    public double Length(double logarithm)
    {
        var at = logarithm * perStep;
        var i = Math.Clamp((int)Math.Floor(at), 0, Steps - 1);
        return lengths[i] + (at - i) * (lengths[i + 1] - lengths[i]);
    }

    /// <returns>mm of water for each unit of the logarithm, behind a path through water.</returns>
    public double Slope(double logarithm) => (Length(logarithm + 0.05) - Length(logarithm - 0.05)) / 0.1;

    /// <summary>Newton's iteration on a function that is concave and rises.</summary>
    private static double Invert(Spectrum spectrum, double logarithm, double water)
    {
        for (var i = 0; i < 50; i++)
        {
            var (passed, slope) = (0.0, 0.0);
            for (var bin = 0; bin < spectrum.Shares.Length; bin++)
            {
                var passing = spectrum.Shares[bin] * Math.Exp(-spectrum.Water[bin] * water);
                passed += passing;
                slope += passing * spectrum.Water[bin];
            }
            var step = (logarithm + Math.Log(passed)) * passed / slope;
            water += step;
            if (Math.Abs(step) < 1e-10)
                break;
        }
        return water;
    }
}
