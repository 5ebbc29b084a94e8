using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Studies.Comparisons;

/// <summary>Paired comparison of evaluations of the same cases.</summary>
public static class ComparisonStudy
{
    private const double Level = 0.05;

    /// <exception cref="DataException">Fewer than two evaluations, cases missing in one, other references, or an unknown metric.</exception>
    public static Comparison Run(ComparisonRequest request, StudyOutput output)
    {
        var evaluations = Read(request with { Metrics = [.. request.Metrics.Distinct()] });
        var dataset = request.Dataset ?? PatientsOf.Recorded(request.Evaluations);
        using var guard = OutputPaths.Guard(request.Evaluations.SelectMany(InputFiles.OfResult)
            .Concat(InputFiles.OfDataset(dataset)), request.Output is { } target ? ComparisonFiles.Outputs(target) : []);
        if (request.Output is not null)
            OutputFolder.Create(request.Output);
        var keys = Common(evaluations, request.CommonOnly, out var leftOut);
        if (leftOut.Count > 0)
            output.Warn(
                $"{Counted.Of(leftOut.Count, "case")} that not all evaluations have {(leftOut.Count == 1 ? "is" : "are")} left out: {Counted.Names(leftOut)}");
        RequireSameReferences(evaluations, keys);
        if (dataset is null)
            output.Warn("every case counts as a patient of its own; --dataset tells which are of one patient");
        var patient = PatientsOf.Dataset(dataset);
        var pairs = new List<PairComparison>();
        var ranks = new List<MethodRank>();
        foreach (var label in keys.Select(key => key.Label).Distinct())
        {
            var lesions = keys.Where(key => key.Label == label && evaluations[0].Rows[key].ReferenceVoxels > 0).ToArray();
            if (lesions.Length == 0)
                continue;
            foreach (var metric in request.Metrics.Distinct())
            {
                pairs.AddRange(Pairs(evaluations, lesions, label, metric, patient));
                ranks.AddRange(MethodRanks.Of(evaluations, lesions, label, metric, patient));
            }
        }
        if (pairs.Count == 0)
            throw new DataException(request.Evaluations[0], "has no lesion in common with the others", "Compare evaluations of cases that have lesions");
        var corrected = Corrected(pairs);
        var result = new Comparison([.. evaluations.Select(evaluation => evaluation.Name)], keys.Select(key => key.Case).Distinct().Count(), leftOut, corrected.Count(pair => !double.IsNaN(pair.P)), corrected, ranks, [.. corrected.Select(ComparisonText.Conclusion)]);
        if (request.Output is { } folder)
            ComparisonFiles.Write(folder, result);
        return result;
    }

    private static ComparedEvaluation[] Read(ComparisonRequest request)
    {
        if (request.Evaluations.Count < 2)
            throw new DataException("--evaluations", "one evaluation cannot be compared", "Give two or more");
        if (request.Names.Count > 0 && request.Names.Count != request.Evaluations.Count)
            throw new DataException(
                "--names",
                $"{Counted.Of(request.Names.Count, "name")} for {Counted.Of(request.Evaluations.Count, "evaluation")}",
                "Give one each");
        var read = request.Evaluations.Select((folder, i) => ComparedEvaluation.Read(folder, request.Names.Count > 0 ? request.Names[i] : null)).ToArray();
        // folds of several runs are all called fold_0: the path tells them apart
        if (read.Select(evaluation => evaluation.Name).Distinct().Count() < read.Length)
            read = [.. read.Select(evaluation => evaluation with { Name = evaluation.Folder })];
        if (read.Select(evaluation => evaluation.Name).Distinct().Count() < read.Length)
            throw new DataException("--names", "two evaluations have one name", "Give each a name of its own");
        foreach (var metric in request.Metrics)
        {
            if (read.FirstOrDefault(evaluation => !evaluation.Metrics.Contains(metric)) is { } without)
                throw new DataException("--metrics", $"{without.Folder} has no metric '{metric}'", NearestName.Suggest(metric, without.Metrics));
        }
        return read;
    }

    private static (string Case, string Label)[] Common(ComparedEvaluation[] evaluations, bool commonOnly, out IReadOnlyList<string> leftOut)
    {
        var common = evaluations[0].Rows.Keys.Where(key => evaluations.All(evaluation => evaluation.Rows.ContainsKey(key))).OrderBy(key => key.Label, StringComparer.Ordinal).ThenBy(key => key.Case, StringComparer.Ordinal).ToArray();
        leftOut = [.. evaluations.SelectMany(evaluation => evaluation.Rows.Keys).Except(common).Select(key => key.Case).Distinct().Order(StringComparer.Ordinal)];
        if (common.Length == 0)
            throw new DataException(evaluations[0].Folder, "has no case in common with the others", "Compare evaluations of the same cases");
        if (leftOut.Count > 0 && !commonOnly)
        {
            var incomplete = evaluations.First(evaluation => evaluations.Any(other => other.Rows.Keys.Any(key => !evaluation.Rows.ContainsKey(key))));
            var absent = evaluations.SelectMany(evaluation => evaluation.Rows.Keys).Where(key => !incomplete.Rows.ContainsKey(key)).Select(key => key.Case).Distinct().Order(StringComparer.Ordinal).ToArray();
            throw new DataException(incomplete.Folder, $"lacks {Counted.Of(absent.Length, "case")} that another has: {Counted.Names(absent)}",
                "Evaluate them too, or compare the common ones with --common");
        }
        return common;
    }

    private static void RequireSameReferences(ComparedEvaluation[] evaluations, (string Case, string Label)[] keys)
    {
        foreach (var key in keys)
        {
            if (evaluations.FirstOrDefault(evaluation => evaluation.Rows[key].ReferenceVoxels != evaluations[0].Rows[key].ReferenceVoxels) is { } other)
                throw new DataException($"case {key.Case}", $"has a reference of {evaluations[0].Rows[key].ReferenceVoxels} voxels in {evaluations[0].Folder} and of {other.Rows[key].ReferenceVoxels} in {other.Folder}", "Evaluate both against the same references");
        }
    }

    private static IEnumerable<PairComparison> Pairs(ComparedEvaluation[] evaluations, (string Case, string Label)[] lesions, string label, string metric, Func<string, string> patient)
    {
        for (var i = 0; i < evaluations.Length; i++)
        {
            for (var j = i + 1; j < evaluations.Length; j++)
                yield return Pair(evaluations[i], evaluations[j], lesions, label, metric, patient);
        }
    }

    private static PairComparison Pair(ComparedEvaluation first, ComparedEvaluation second, (string Case, string Label)[] lesions, string label, string metric, Func<string, string> patient)
    {
        var compared = lesions.ToHashSet();
        var scores = PairedScores.Of(first, second, metric, patient).Where(score => compared.Contains((score.Case, score.Label))).ToArray();
        var differences = scores.Select(score => score.Difference).ToArray();
        var groups = scores.Select(score => score.Patient).ToArray();
        var means = scores.GroupBy(score => score.Patient).Select(group => MeanOfOne([.. group.Select(score => score.Difference)])).ToArray();
        var test = WilcoxonSignedRank.Test(means);
        return new()
        {
            Label = label,
            Metric = metric,
            First = first.Name,
            Second = second.Name,
            N = scores.Length,
            Patients = means.Length,
            MeanDifference = Bootstrapped(differences, groups, values => values.Average()),
            MedianDifference = Bootstrapped(differences, groups, OrderStatistics.Median),
            Shift = means.Any(double.IsPositiveInfinity) && means.Any(double.IsNegativeInfinity) ? null : HodgesLehmann.Shift(means),
            P = means.Length == 0 ? double.NaN : test.P,
            Exact = test.Exact,
            RankBiserial = test.RankBiserial,
            CohensD = PairedCohensD.Of(means),
            MissedByFirst = lesions.Count(key => first.Rows[key].Missed),
            MissedBySecond = lesions.Count(key => second.Rows[key].Missed),
        };
    }

    /// <summary>−∞ and ∞ in one patient: each method fails once, so neither is better there.</summary>
    private static double MeanOfOne(double[] differences) =>
        differences.Any(double.IsPositiveInfinity) && differences.Any(double.IsNegativeInfinity) ? 0 : differences.Average();

    private static Estimate Bootstrapped(double[] differences, string[] groups, Func<IReadOnlyList<double>, double> statistic)
    {
        if (differences.Length == 0)
            return Estimate.WithoutInterval(double.NaN, "no lesion has a value of both");
        return differences.Any(double.IsPositiveInfinity) && differences.Any(double.IsNegativeInfinity)
            ? Estimate.WithoutInterval(statistic(differences), "differences of both infinite signs")
            : BcaBootstrap.Of(differences, groups, statistic);
    }

    private static PairComparison[] Corrected(List<PairComparison> pairs)
    {
        var adjusted = HolmCorrection.Adjust([.. pairs.Select(pair => pair.P)]);
        return [.. pairs.Zip(adjusted, (pair, p) => pair with { HolmP = p, Better = p <= Level ? BetterOf(pair) : null })];
    }

    private static string? BetterOf(PairComparison pair)
    {
        var direction = MetricDirection.Goodness(pair.Metric, 1) * pair.RankBiserial;
        return direction > 0 ? pair.First : direction < 0 ? pair.Second : null;
    }
}
