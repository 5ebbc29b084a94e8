using Seno.Core;

namespace Seno.Studies;

/// <summary>The same work for every case, several at a time; of several failures the first case's is told.</summary>
internal static class CaseLoop
{
    /// <exception cref="DataException">What the first case that failed threw.</exception>
    public static TResult[] Run<TCase, TResult>(string stage, IReadOnlyList<TCase> cases, Func<TCase, string> name, int threads, StudyOutput output, Func<TCase, TResult> work)
    {
        var results = new TResult[cases.Count];
        var failures = new DataException?[cases.Count];
        var done = 0;
        Parallel.For(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, i =>
        {
            try
            {
                results[i] = work(cases[i]);
            }
            catch (Exception failure) when (PlainFailure.Of(failure, $"case {name(cases[i])}") is { } plain)
            {
                failures[i] = plain;
            }
            output.Progress(new(stage, Interlocked.Increment(ref done), cases.Count, name(cases[i])));
        });
        return failures.FirstOrDefault(failure => failure is not null) is { } first ? throw first : results;
    }
}
