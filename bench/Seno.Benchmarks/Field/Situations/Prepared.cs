namespace Seno.Benchmarks.Field.Situations;

/// <summary>Good results that situations refer to: a data set with readers, two runs, predictions, evaluations.</summary>
internal sealed class Prepared
{
    public const string Tiny = "--iterations 2 --input-size 32 --width 4 --batch-size 2 --folds 2 --precision fp32 --threads 1 -q";

    private Prepared(string folder) => Folder = folder;

    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    public string Run => Path.Combine(Folder, "run");

    public string Evaluated => Path.Combine(Folder, "evaluated");

    /// <param name="cases">Holds data sets of 2-D pictures and of two-channel volumes.</param>
    /// <param name="folder">Empty.</param>
    /// <param name="seno">The program.</param>
    public static Prepared Make(string cases, string folder, SenoProgram seno)
    {
        var made = new Prepared(folder);
        CopyTree(Path.Combine(cases, "02-predict-nan-gives-empty-mask", "train"), made.Data);
        foreach (var reader in new[] { "A", "B" })
            CopyTree(Path.Combine(made.Data, "labelsTr"), Path.Combine(made.Data, $"labelsTr.{reader}"));
        Do($"train {made.Data} -o {made.Run} {Tiny} --fold all");
        Do($"train {Path.Combine(cases, "04-grids-of-channels-and-labels-not-compared", "channel_mirrored")} -o {Path.Combine(folder, "run2")} {Tiny} --reorient");
        Do($"predict {made.Run} -i {made.Data} -o {Path.Combine(folder, "predicted")} --probabilities -q");
        Do($"evaluate {Path.Combine(folder, "predicted")} {made.Data} -o {made.Evaluated} -q");
        Do($"evaluate {Path.Combine(made.Data, "labelsTr.A")} {made.Data} -o {Path.Combine(folder, "evaluated2")} -q");
        return made;

        void Do(string command)
        {
            var run = seno.Run(command.Split(' '));
            if (run.ExitCode != 0)
                throw new InvalidOperationException($"seno {command}: {run.LastLine}");
        }
    }

    public string Filled(string word) => word switch
    {
        "DATA" => Data,
        "RUN" => Run,
        "RUN2" => Path.Combine(Folder, "run2"),
        "PREDICTED" => Path.Combine(Folder, "predicted"),
        "EVALUATED" => Evaluated,
        "EVALUATED2" => Path.Combine(Folder, "evaluated2"),
        _ => word,
    };

    private static void CopyTree(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, File.ReadAllBytes(file));
        }
    }
}
