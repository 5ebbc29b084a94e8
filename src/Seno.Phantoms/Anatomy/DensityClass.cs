namespace Seno.Phantoms.Anatomy;

/// <summary>Density classes a to d of BI-RADS, as ranges of volumetric density: fibroglandular / (fibroglandular + adipose), skin excluded.</summary>
/// <remarks>
/// Bounds 4.5, 7.5 and 15.5 % are those of the Volpara density grades. In breast CT of 43 women the mean was 14 % without skin and 95 % of
/// them lay below 45 % (Yaffe et al., Med. Phys. 36, 2009), which bounds class d.
/// </remarks>
public static class DensityClass
{
    public static IReadOnlyList<char> All { get; } = ['a', 'b', 'c', 'd'];

    /// <returns>Shares in 0..1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another letter.</exception>
    public static (double Low, double High) Range(char density) => density switch
    {
        'a' => (0.02, 0.045),
        'b' => (0.045, 0.075),
        'c' => (0.075, 0.155),
        'd' => (0.155, 0.45),
        _ => throw new ArgumentOutOfRangeException(nameof(density), $"'{density}' is no density class; a, b, c and d are"),
    };

    /// <summary>Drawn as in a screening population: about a tenth a, two fifths b, two fifths c, a tenth d (BI-RADS Atlas, 5th edition).</summary>
    public static char Draw(Core.SeededRandom random) => random.NextDouble() switch { < 0.1 => 'a', < 0.5 => 'b', < 0.9 => 'c', _ => 'd' };
}
