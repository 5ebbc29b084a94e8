using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Agreement;

/// <summary>A model beside the readers.</summary>
/// <param name="WithReaders">With each reader.</param>
/// <param name="LeaveOneOut">With the references that each reader is measured by.</param>
/// <param name="Williams">1: agrees with the readers as they do among themselves.</param>
/// <param name="FalseAlarms">Cases in which only the model has the label; they are in no mean.</param>
/// <param name="Test">For readers like these where there are three or more; null with its reason in <see cref="NoTest"/>.</param>
/// <param name="TheseReaders">For these very readers.</param>
/// <param name="NoTest">Why there is no test.</param>
/// <param name="Conclusion">In a sentence.</param>
/// <param name="Assumptions">Of the test.</param>
public sealed record ModelSummary(
    IReadOnlyList<PairSummary> WithReaders,
    IReadOnlyList<PairSummary> LeaveOneOut,
    Estimate Williams,
    int FalseAlarms,
    ReaderStudyResult? Test,
    ReaderStudyResult? TheseReaders,
    string? NoTest,
    string Conclusion,
    IReadOnlyList<string> Assumptions);
