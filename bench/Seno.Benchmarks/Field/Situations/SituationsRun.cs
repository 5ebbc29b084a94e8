using System.Globalization;

namespace Seno.Benchmarks.Field.Situations;

/// <summary>situations CASES DATA SENO.DLL [COUNT [FIRST]]: damaged copies of real and small files, and a command over each; never a stack
/// trace, "unexpected", or a changed input.</summary>
internal static class SituationsRun
{
    private const int DefaultCount = 2000;
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(2);

    /// <returns>1 if one went wrong.</returns>
    public static int Run(string cases, string data, string library, string[] numbers)
    {
        var count = numbers.Length > 0 ? int.Parse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture) : DefaultCount;
        var first = numbers.Length > 1 ? int.Parse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        Environment.SetEnvironmentVariable("OMP_WAIT_POLICY", "passive");
        var seno = new SenoProgram(library, Allowed);
        var root = Directory.CreateTempSubdirectory("seno-situations-").FullName;
        try
        {
            var prepared = Prepared.Make(cases, Directory.CreateDirectory(Path.Combine(root, "prepared")).FullName, seno);
            SituationSeed[] seeds =
            [
                .. SituationSeed.OfFolder(cases), .. SituationSeed.OfFolder(Path.Combine(data, "conformance")),
                .. Enumerable.Repeat(SituationSeed.OfDataset(prepared.Data), 30), .. Enumerable.Repeat(SituationSeed.OfRun(prepared.Run), 40), .. Enumerable.Repeat(SituationSeed.OfEvaluation(prepared.Evaluated), 20),
            ];
            return Try(first, count, seeds, prepared, seno, root);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static int Try(int first, int count, IReadOnlyList<SituationSeed> seeds, Prepared prepared, SenoProgram seno, string root)
    {
        var codes = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        var wrong = 0;
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
        {
            var scratch = Directory.CreateDirectory(Path.Combine(root, number.ToString(CultureInfo.InvariantCulture))).FullName;
            var (what, code, fault) = Situation.Try(number, seeds, prepared, seno, scratch);
            Directory.Delete(scratch, recursive: true);
            lock (codes)
            {
                var verb = what[(what.LastIndexOf("seno ", StringComparison.Ordinal) + 5)..].Split(' ')[0];
                if (!codes.TryGetValue(verb, out var counts))
                    codes[verb] = counts = new int[4];
                counts[code is 0 or 1 or 2 ? code : 3]++;
                if (fault is null)
                    return;
                wrong++;
                Console.Out.WriteLine($"WRONG {what}\n      {fault}");
            }
        });
        Console.Out.WriteLine("\n| verb | situations | done | bad data | bad usage | other |\n|---|---|---|---|---|---|");
        foreach (var (verb, counts) in codes)
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {verb} | {counts.Sum()} | {counts[0]} | {counts[1]} | {counts[2]} | {counts[3]} |"));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{count - wrong} of {count} right"));
        return wrong == 0 ? 0 : 1;
    }
}
