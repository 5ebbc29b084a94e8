namespace Seno.Evaluation.Statistics;

/// <summary>What a test would show if it rejects.</summary>
public enum Alternative
{
    /// <summary>The two differ.</summary>
    TwoSided,

    /// <summary>The first is greater.</summary>
    Greater,

    /// <summary>The first is less.</summary>
    Less,
}
