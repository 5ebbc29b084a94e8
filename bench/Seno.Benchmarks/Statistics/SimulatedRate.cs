namespace Seno.Benchmarks.Statistics;

/// <summary>A share of simulated studies, and what it should be.</summary>
/// <param name="Routine">What was tried.</param>
/// <param name="Setting">On what.</param>
/// <param name="Share">Of the studies.</param>
/// <param name="Nominal">What a perfect routine gives.</param>
/// <param name="Studies">Simulated.</param>
internal sealed record SimulatedRate(string Routine, string Setting, double Share, double Nominal, int Studies)
{
    public static SimulatedRate Of(string routine, string setting, double nominal, int studies, Func<int, bool> study)
    {
        var count = 0;
        for (var i = 0; i < studies; i++)
        {
            if (study(i))
                count++;
        }
        return new(routine, setting, (double)count / studies, nominal, studies);
    }
}
