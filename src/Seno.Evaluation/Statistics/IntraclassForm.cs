namespace Seno.Evaluation.Statistics;

/// <summary>Which intraclass correlation, as Shrout and Fleiss (Psychological Bulletin 86, 1979) number them.</summary>
public enum IntraclassForm
{
    /// <summary>ICC(1,1): each case by raters of its own.</summary>
    OneWaySingle,

    /// <summary>ICC(2,1): the same raters, a sample of many; their offsets count as disagreement.</summary>
    AgreementSingle,

    /// <summary>ICC(3,1): these raters only; their offsets do not count.</summary>
    ConsistencySingle,

    /// <summary>ICC(1,k): the mean of k raters of the case's own.</summary>
    OneWayAverage,

    /// <summary>ICC(2,k): the mean of the k raters, absolute agreement.</summary>
    AgreementAverage,

    /// <summary>ICC(3,k): the mean of the k raters, consistency (Cronbach's alpha).</summary>
    ConsistencyAverage,
}
