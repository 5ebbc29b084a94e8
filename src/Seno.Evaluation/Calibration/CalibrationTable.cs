namespace Seno.Evaluation.Calibration;

/// <summary>Every way to calibrate, by name: a new one is a file and a line here (and one in <see cref="CalibrationMap"/>).</summary>
public static class CalibrationTable
{
    private static readonly (string Name, Func<ProbabilityPool, CalibrationMap> Fit)[] Methods =
    [
        ("temperature", TemperatureScaling.Fit),
        ("platt", PlattScaling.Fit),
        ("isotonic", IsotonicRegression.Fit),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Methods.Select(method => method.Name)];

    /// <exception cref="ArgumentException">There is no such method.</exception>
    public static CalibrationMap Fit(string method, ProbabilityPool pool) => Array.Find(Methods, known => known.Name == method).Fit is { } fit
        ? fit(pool)
        : throw new ArgumentException($"'{method}' is none of {string.Join(", ", Names)}", nameof(method));
}
