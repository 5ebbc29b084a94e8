using System.Globalization;
using Seno.Imaging.Tests.Formats;

namespace Seno.Benchmarks.Formats;

/// <summary>fuzz [INPUTS] [DATA]: the tests' damaged files, more of them.</summary>
internal static class FuzzRun
{
    private const int DefaultInputs = 100_000;

    /// <returns>1 if an input crashed a reader, took longer than 2 s, or made it allocate more than 64 MB and four times the file.</returns>
    public static int Run(string[] args)
    {
        var inputs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultInputs;
        var folder = Directory.CreateTempSubdirectory("seno-fuzz-").FullName;
        try
        {
            var scratch = Directory.CreateDirectory(Path.Combine(folder, "seeds")).FullName;
            FuzzSeed[] made = [.. FuzzSeed.Made(scratch), .. FuzzSeed.MadeDicom(scratch)];
            var conformance = args.Length > 1 ? Path.Combine(args[1], "conformance") : null;
            FuzzSeed[] real = conformance is null ? [] : [.. FuzzSeed.Real(conformance), .. FuzzSeed.RealDicom(conformance)];
            return Report([.. made, .. real], inputs, Directory.CreateDirectory(Path.Combine(folder, "damaged")).FullName);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Report(IReadOnlyList<FuzzSeed> seeds, int inputs, string folder)
    {
        Console.Out.WriteLine("""
            # Damaged files

            Written by `bench/fuzz 100000 DATA > docs/results/fuzz.md`. Each seed, a good file of Seno's or of another program's tests, is cut, flipped,
            and given other numbers and lines, and opened; of DICOM also elements lose, change and exchange their values, lengths and representations,
            and series, segmentations and contours are read. "Wrong" would be anything but an image or one line: a crash, more than 2 s, or more
            than 64 MB and four times the file allocated. "Allocated" is managed memory, all of it. What GDCM decodes has a minute, its worker's own limit:
            a damaged JPEG-LS stream may keep it busy for seconds.

            Led by coverage, `bench/fuzz-afl .dcm 120` made 204,793 executions in two minutes on a busy machine, without a crash or a hang.

            """);
        Console.Out.WriteLine("| seed | files | inputs | read | refused | wrong | slowest, ms | most allocated, MB |\n|---|---|---|---|---|---|---|---|");
        var wrong = 0;
        var shares = seeds.Sum(Share);
        foreach (var group in seeds.GroupBy(seed => seed.Group, StringComparer.Ordinal))
        {
            var outcomes = group.SelectMany(seed => Enumerable.Range(0, (int)Math.Ceiling(inputs * Share(seed) / shares)).Select(round => Fuzz.Try(seed, folder, round))).ToArray();
            foreach (var outcome in outcomes.Where(outcome => outcome.Wrong is not null))
                Console.Error.WriteLine(outcome.Wrong);
            var (read, bad) = (outcomes.Count(outcome => outcome.Read), outcomes.Count(outcome => outcome.Wrong is not null));
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Count()} | {outcomes.Length} | {read} | {outcomes.Length - read - bad} | {bad} | {outcomes.Max(outcome => outcome.Time.TotalMilliseconds):F0} | {outcomes.Max(outcome => outcome.Allocated) / 1e6:F1} |"));
            wrong += bad;
        }
        return wrong == 0 ? 0 : 1;
    }

    /// <summary>What another process decodes takes its time, and of DICOM files there are hundreds.</summary>
    private static double Share(FuzzSeed seed) => seed.Native ? 0.1 : seed.Group == seed.Name ? 1 : 0.25;
}
