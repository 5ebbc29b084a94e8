using Seno.Imaging;

namespace Seno.Evaluation.Consensus;

/// <summary>Simultaneous truth and performance level estimation (Warfield, Zou and Wells, IEEE TMI 23, 2004), for any number of labels.</summary>
/// <remarks>
/// Expectation maximisation over a hidden true label a voxel and a confusion matrix a reader; of two labels that is sensitivity and
/// specificity. Voxels with the same votes have the same posterior, so the work is by combination of votes, not by voxel. No spatial
/// prior. Readers' errors are assumed independent given the truth.
/// </remarks>
public static class Staple
{
    /// <summary>The consensus of one case.</summary>
    /// <param name="masks">Labels on one grid, one map a reader.</param>
    /// <param name="labels">Label values, background (0) first.</param>
    /// <param name="options">Default as published.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static StapleResult Of(IReadOnlyList<Volume<byte>> masks, IReadOnlyList<byte> labels, StapleOptions? options = null, int threads = 0)
    {
        options ??= new();
        var radius = options.Dilation ?? VotingRegion.DefaultRadius(masks[0].Geometry);
        var region = double.IsInfinity(radius) ? null : VotingRegion.DilatedUnion(masks, radius, threads);
        var patterns = VotePatterns.Of(masks, labels, region);
        return Paint(patterns, Estimate(patterns, options));
    }

    /// <summary>Performance and posterior from the votes alone.</summary>
    /// <param name="patterns">In the region.</param>
    /// <param name="options">Their dilation is not used.</param>
    public static StapleEstimate Estimate(VotePatterns patterns, StapleOptions options)
    {
        var prior = Prior(patterns, options);
        var confusion = Enumerable.Range(0, patterns.Readers).Select(_ => Start(patterns.Labels.Count, options.Start)).ToArray();
        var posterior = Expect(patterns, prior, confusion);
        for (var iteration = 1; iteration <= options.Iterations; iteration++)
        {
            Maximise(patterns, posterior, confusion);
            var next = Expect(patterns, prior, confusion);
            var change = posterior.Zip(next).SelectMany(pair => pair.First.Zip(pair.Second)).Select(weights => Math.Abs(weights.First - weights.Second)).DefaultIfEmpty().Max();
            posterior = next;
            if (change <= options.Tolerance)
                return Finish(iteration, converged: true);
        }
        return Finish(options.Iterations, converged: false);

        StapleEstimate Finish(int iterations, bool converged)
        {
            var voxels = (double)patterns.Voxels;
            double Share(int label) => patterns.Patterns.Zip(posterior).Sum(pair => pair.First.Voxels * pair.Second[label]) / voxels;
            return new(patterns.Labels, prior, confusion, posterior, [.. Enumerable.Range(0, prior.Length).Select(Share)], iterations, converged);
        }
    }

    private static StapleResult Paint(VotePatterns patterns, StapleEstimate estimate)
    {
        var best = estimate.Posterior.Select(weights => patterns.Labels[Array.IndexOf(weights, weights.Max())]).ToArray();
        var soft = Enumerable.Range(1, patterns.Labels.Count - 1).ToDictionary(label => patterns.Labels[label], label => patterns.Paint([.. estimate.Posterior.Select(weights => (float)weights[label])], 0f));
        return new(patterns.Paint(best, (byte)0), soft, estimate);
    }

    private static double[] Prior(VotePatterns patterns, StapleOptions options)
    {
        var labels = patterns.Labels.Count;
        return options.Prior switch
        {
            StaplePrior.Uniform => [.. Enumerable.Repeat(1.0 / labels, labels)],
            StaplePrior.Given => [1 - options.Foreground, .. Enumerable.Repeat(options.Foreground / (labels - 1), labels - 1)],
            StaplePrior.MeanDecisionOfImage => Shares(patterns, patterns.ImageVoxels - patterns.Voxels),
            _ => Shares(patterns, 0),
        };
    }

    /// <summary>Of votes, those outside the region being for background.</summary>
    private static double[] Shares(VotePatterns patterns, long outside)
    {
        var votes = new double[patterns.Labels.Count];
        votes[0] = (double)outside * patterns.Readers;
        foreach (var pattern in patterns.Patterns)
        {
            foreach (var vote in pattern.Votes)
                votes[vote] += pattern.Voxels;
        }
        var all = votes.Sum();
        return [.. votes.Select(count => all > 0 ? count / all : 1.0 / votes.Length)];
    }

    private static double[,] Start(int labels, double diagonal)
    {
        var matrix = new double[labels, labels];
        for (var decision = 0; decision < labels; decision++)
        {
            for (var truth = 0; truth < labels; truth++)
                matrix[decision, truth] = decision == truth ? diagonal : (1 - diagonal) / (labels - 1);
        }
        return matrix;
    }

    /// <summary>Posterior by pattern and label, in logarithms: many readers' products would vanish.</summary>
    private static double[][] Expect(VotePatterns patterns, double[] prior, double[][,] confusion) => [.. patterns.Patterns.Select(pattern =>
    {
        var weights = new double[prior.Length];
        for (var truth = 0; truth < weights.Length; truth++)
        {
            weights[truth] = Math.Log(prior[truth]);
            for (var reader = 0; reader < confusion.Length; reader++)
                weights[truth] += Math.Log(confusion[reader][pattern.Votes[reader], truth]);
        }
        var most = weights.Max();
        if (double.IsNegativeInfinity(most))
            return prior;
        var sum = 0.0;
        for (var truth = 0; truth < weights.Length; truth++)
            sum += weights[truth] = Math.Exp(weights[truth] - most);
        return weights.Select(weight => weight / sum).ToArray();
    })];

    private static void Maximise(VotePatterns patterns, double[][] posterior, double[][,] confusion)
    {
        for (var truth = 0; truth < patterns.Labels.Count; truth++)
        {
            var all = 0.0;
            for (var i = 0; i < posterior.Length; i++)
                all += patterns.Patterns[i].Voxels * posterior[i][truth];
            if (all <= 0)
                continue;
            for (var reader = 0; reader < confusion.Length; reader++)
            {
                var given = new double[patterns.Labels.Count];
                for (var i = 0; i < posterior.Length; i++)
                    given[patterns.Patterns[i].Votes[reader]] += patterns.Patterns[i].Voxels * posterior[i][truth];
                for (var decision = 0; decision < given.Length; decision++)
                    confusion[reader][decision, truth] = given[decision] / all;
            }
        }
    }
}
