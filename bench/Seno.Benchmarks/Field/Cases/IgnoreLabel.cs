using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Benchmarks.Field.Cases;

/// <summary>nnU-Net's reserved label 'ignore': voxels that nobody annotated are neither learnt nor counted.</summary>
internal static class IgnoreLabel
{
    private const int Ignore = 2;
    private const int FirstColumn = 45;

    public static void Try(FieldRun run)
    {
        run.Done("dataset check", run.Seno("dataset", "check", run.Input("data"), "--folds", "2", "-q"));
        run.Done("train", run.Train(run.Input("data"), run.Out("run")));
        run.Equal("classes that are learnt", 2, FieldRun.PlanOf(run.Out("run"))?.Classes ?? 0);
        Directory.CreateDirectory(run.Out("perfect"));
        foreach (var file in Directory.EnumerateFiles(run.Input("data/labelsTr")))
            ImageFile.Write(Path.Combine(run.Out("perfect"), Path.GetFileName(file)), Answer(ImageFile.ReadLabels(file)));
        var evaluated = run.Seno(
            "evaluate",
            run.Out("perfect"),
            run.Input("data"),
            "-o",
            run.Out("evaluated"),
            "--metrics",
            "dsc",
            "--json",
            "-q");
        run.Done("evaluate", evaluated);
        run.Check(
            "'ignore' is no class that is missed",
            !evaluated.Output.Contains("\"ignore\"", StringComparison.Ordinal),
            evaluated.LastLine);
        var scores = File.Exists(run.Out("evaluated/cases.csv"))
            ? File.ReadAllLines(run.Out("evaluated/cases.csv")).Skip(1).Select(line => line.Split(',')[2]).Distinct().ToArray()
            : [];
        run.Equal("DSC of a prediction that is right wherever anything is annotated", "1", string.Join(" ", scores));
    }

    /// <summary>The annotated lesion, and something where nobody looked.</summary>
    private static Volume<byte> Answer(Volume<byte> reference)
    {
        var answer = new Volume<byte>(reference.Geometry);
        for (var i = 0; i < answer.Array.Length; i++)
            answer.Array[i] = reference.Array[i] == 1 || (reference.Array[i] == Ignore && i % reference.Size.X >= FirstColumn)
                ? (byte)1
                : (byte)0;
        return answer;
    }
}
