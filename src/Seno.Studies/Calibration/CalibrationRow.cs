using Seno.Evaluation.Statistics;

namespace Seno.Studies.Calibration;

/// <summary>One figure of one condition.</summary>
/// <param name="Set">"validation", another data set's name, or COLUMN=VALUE.</param>
/// <param name="Region">"image" or "lesion".</param>
/// <param name="Method">"none" before calibration; "METHOD (others)" is fitted on the column's other values.</param>
/// <param name="Label">Of a measure that is of one label.</param>
/// <param name="Measure">As <see cref="Evaluation.Calibration.CalibrationFigure"/> names it.</param>
/// <param name="Value">With 95 % interval by patient.</param>
/// <param name="LessBefore">Less that of "none", in pairs; null for "none" and for parts of the Brier score.</param>
public sealed record CalibrationRow(string Set, string Region, string Method, string Label, string Measure, Estimate Value, Estimate? LessBefore);
