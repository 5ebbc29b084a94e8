using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>Powers with which focal losses weigh what is hard.</summary>
internal static class Focus
{
    // Below, a root's slope would be infinite, and infinity times the 0 it is weighted with no number.
    private const double Smallest = 1e-7;

    /// <param name="values">0 to 1.</param>
    /// <param name="exponent">0 or more.</param>
    public static Tensor Power(Tensor values, double exponent) => exponent switch
    {
        0 => ones_like(values),
        1 => values,
        _ => values.clamp_min(Smallest).pow(exponent),
    };

    /// <summary>One exponent for class 0, another for the others.</summary>
    /// <param name="values">[batch, classes, …], 0 to 1.</param>
    /// <param name="background">For class 0.</param>
    /// <param name="foreground">For the others.</param>
    public static Tensor OnForeground(Tensor values, double background, double foreground) =>
        cat([Power(values.narrow(1, 0, 1), background), Power(values.narrow(1, 1, values.shape[1] - 1), foreground)], 1);
}
