namespace Seno.Imaging.Operators;

/// <summary>How readily values flow across a gradient g, for a contrast K.</summary>
public enum Conductance
{
    /// <summary>exp(−(g/K)²): favours high-contrast edges over low-contrast ones.</summary>
    Exponential,

    /// <summary>1/(1 + (g/K)²): favours wide regions over small ones.</summary>
    Rational,
}
