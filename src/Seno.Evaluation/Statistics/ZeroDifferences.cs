namespace Seno.Evaluation.Statistics;

/// <summary>What a signed-rank test does with pairs that are equal.</summary>
public enum ZeroDifferences
{
    /// <summary>They take the lowest ranks and are then left out (Pratt, JASA 54, 1959): many ties weaken the evidence.</summary>
    Pratt,

    /// <summary>They are left out before ranking (Wilcoxon's own way).</summary>
    Drop,
}
