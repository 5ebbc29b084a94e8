namespace Seno.Evaluation.Statistics;

/// <summary>Intraclass correlation with F-based intervals (Shrout and Fleiss, Psychological Bulletin 86, 1979; McGraw and Wong, Psychological Methods 1, 1996).</summary>
public static class IntraclassCorrelation
{
    /// <param name="ratings">[case][rater], complete.</param>
    /// <param name="form">Single or mean rating; one-way, agreement or consistency.</param>
    /// <param name="confidence">Of the interval. Default 0.95.</param>
    /// <returns>Above 1/(1 − k) for single ratings, at most 1; NaN, with the reason, where all ratings are equal.</returns>
    /// <exception cref="ArgumentException">A rating is not finite, rows differ in length, or there are fewer than two cases or raters.</exception>
    public static Estimate Of(IReadOnlyList<IReadOnlyList<double>> ratings, IntraclassForm form, double confidence = 0.95)
    {
        var squares = RatingSquares.Of(ratings);
        if (squares.Cases == 0 && squares.Within == 0)
            return Estimate.WithoutInterval(double.NaN, "all ratings are equal");
        return form switch
        {
            IntraclassForm.OneWaySingle => OneFactor(squares, squares.Within, squares.N * (squares.K - 1), confidence),
            IntraclassForm.ConsistencySingle => OneFactor(squares, squares.Error, (squares.N - 1) * (squares.K - 1), confidence),
            IntraclassForm.AgreementSingle => Agreement(squares, confidence),
            IntraclassForm.OneWayAverage => Averaged(OneFactor(squares, squares.Within, squares.N * (squares.K - 1), confidence), squares.K),
            IntraclassForm.ConsistencyAverage => Averaged(OneFactor(squares, squares.Error, (squares.N - 1) * (squares.K - 1), confidence), squares.K),
            IntraclassForm.AgreementAverage => Averaged(Agreement(squares, confidence), squares.K),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
    }

    private static Estimate OneFactor(RatingSquares squares, double error, int freedom, double confidence)
    {
        var (n, k) = (squares.N, squares.K);
        var value = (squares.Cases - error) / (squares.Cases + (k - 1) * error);
        if (error == 0)
            return Estimate.WithoutInterval(value, "the raters agree perfectly");
        var ratio = squares.Cases / error;
        var upper = (1 + confidence) / 2;
        var low = ratio / FisherQuantile.Of(upper, n - 1, freedom);
        var high = ratio * FisherQuantile.Of(upper, freedom, n - 1);
        return new(value, (low - 1) / (low + k - 1), (high - 1) / (high + k - 1));
    }

    private static Estimate Agreement(RatingSquares squares, double confidence)
    {
        var (n, k, cases, raters, error) = (squares.N, squares.K, squares.Cases, squares.Raters, squares.Error);
        var value = (cases - error) / (cases + (k - 1) * error + k * (raters - error) / n);
        if (error == 0)
            return Estimate.WithoutInterval(value, "the raters differ by an offset at most, so the error variance is 0");
        var freedom = AgreementFreedom(n, k, value, raters / error);
        var upper = (1 + confidence) / 2;
        var f = FisherQuantile.Of(upper, n - 1, freedom);
        var g = FisherQuantile.Of(upper, freedom, n - 1);
        var spread = k * raters + ((double)k * n - k - n) * error;
        return new(value, n * (cases - f * error) / (f * spread + n * cases), n * (g * cases - error) / (spread + n * g * cases));
    }

    /// <summary>Satterthwaite's degrees of freedom of a sum of rater and error variance.</summary>
    private static double AgreementFreedom(int n, int k, double value, double ratio)
    {
        var raters = k * value * ratio;
        var error = n * (1 + (k - 1) * value) - k * value;
        return (k - 1) * (n - 1) * (raters + error) * (raters + error) / ((n - 1) * raters * raters + error * error);
    }

    /// <summary>Spearman and Brown's formula, which turns single-rating forms into those of means.</summary>
    private static Estimate Averaged(Estimate single, int k)
    {
        double Of(double value) => k * value / (1 + (k - 1) * value);
        return new(Of(single.Value), Of(single.Low), Of(single.High), single.Reason);
    }
}
