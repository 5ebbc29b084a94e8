using System.Text.Json;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>A data set of four tiny images, locked, then evaluated on.</summary>
public sealed class LockCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LockCommandTests()
    {
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            ImageFile.Write(Path.Combine(Set, "imagesTr", $"{name}_0000.png"), Drawn(40));
            ImageFile.Write(Path.Combine(Set, "labelsTr", $"{name}.png"), Drawn(1));
            ImageFile.Write(Path.Combine(folder.File("predicted"), $"{name}.png"), Drawn(1));
        }
        File.WriteAllText(Path.Combine(Set, "dataset.json"), """{"channel_names":{"0":"us"},"labels":{"background":0,"lesion":1},"file_ending":".png","numTraining":4}""");
        File.WriteAllText(Path.Combine(Set, "cases.csv"), "case,patient\na,1\nb,1\nc,2\nd,3\n");
        File.WriteAllText(Splits, """[{"train":["a"],"val":["d"]}]""");
    }

    private string Set => folder.File("set");

    private string Splits => Path.Combine(Set, "splits.json");

    private static Volume<byte> Drawn(byte value)
    {
        var volume = new Volume<byte>(new Geometry(new(8, 8, 1)));
        volume.Span[9] = value;
        return volume;
    }

    private (int Code, string Output, string Error) Evaluate() => SenoProcess.Run("evaluate", folder.File("predicted"), Set, "-o", folder.File("out"), "-q");

    [Fact]
    public void Every_evaluation_on_the_locked_test_set_is_counted_and_changes_are_named()
    {
        Assert.Equal(0, Evaluate().Code);
        var (code, _, error) = SenoProcess.Run("lock", Set, "--splits", Splits, "--margin", "0.05", "--test-cases", "c");
        Assert.True(code == 0, error);
        Assert.Contains("evaluation 1:", Evaluate().Output, StringComparison.Ordinal);
        File.WriteAllText(Splits, """[{"train":["d"],"val":["a"]}]""");
        ImageFile.Write(Path.Combine(Set, "labelsTr", "c.png"), Drawn(0));
        var last = Evaluate();

        Assert.Contains("evaluation 1:", last.Output, StringComparison.Ordinal);
        Assert.Contains("evaluation 2:", last.Output, StringComparison.Ordinal);
        Assert.Contains("the splits (splits.json) were changed after they were locked", last.Error, StringComparison.Ordinal);
        Assert.Contains("test case c: labelsTr/c.png was changed after it was locked", last.Error, StringComparison.Ordinal);
        using var ledger = JsonDocument.Parse(File.ReadAllText(Path.Combine(Set, "analysis-ledger.json")));
        Assert.Equal([0, 2], ledger.RootElement.EnumerateArray().Select(use => use.GetProperty("changes").GetArrayLength()));
        Assert.Equal(1, ledger.RootElement[0].GetProperty("cases").GetInt32());
        Assert.False(File.Exists(Path.Combine(Set, ".lock")));
    }

    [Fact]
    public void A_plan_is_written_once_and_its_splits_may_not_touch_the_test_patients()
    {
        var leaking = SenoProcess.Run("lock", Set, "--splits", Splits, "--test-cases", "b");
        var unknown = SenoProcess.Run("lock", Set, "--test-cases", "cc");
        var none = SenoProcess.Run("lock", Set);
        Assert.Equal(0, SenoProcess.Run("lock", Set, "--test-cases", "c").Code);
        var again = SenoProcess.Run("lock", Set, "--test-cases", "d");

        Assert.Contains("trains or validates on test case 'b' or its patient", leaking.Error, StringComparison.Ordinal);
        Assert.Equal((2, 1, 1), (unknown.Code, none.Code, again.Code));
        Assert.Contains("this data set is locked", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_leaves_the_locked_patients_out_and_takes_the_locked_splits()
    {
        Assert.Equal(0, SenoProcess.Run("lock", Set, "--test-cases", "b").Code);
        var (code, _, error) = Train("run");
        Assert.True(code == 0, error);
        Assert.Contains("2 of 4 cases are left out", error, StringComparison.Ordinal);
        Assert.Equal([["c", "d"]], TrainedOn("run"));

        var image = Path.Combine(Set, "imagesTr", "b_0000.png");
        File.Move(image, folder.File("b.png"));
        Assert.Equal(0, Train("elsewhere").Code);
        Assert.Equal([["c", "d"]], TrainedOn("elsewhere"));

        File.Move(folder.File("b.png"), image);
        File.Delete(Path.Combine(Set, "analysis-plan.json"));
        Assert.Equal(0, SenoProcess.Run("lock", Set, "--splits", Splits, "--test-cases", "c").Code);
        Assert.Equal(0, Train("held").Code);
        Assert.Equal([["a", "d"]], TrainedOn("held"));

        var leaking = Train("run", "--resume");
        Assert.Equal(1, leaking.Code);
        Assert.Contains("trains or validates on 'c'", leaking.Error, StringComparison.Ordinal);
        File.WriteAllText(Splits, """[{"train":["d"],"val":["a"]}]""");
        Assert.Contains("was changed after it was locked", Train("late").Error, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Error) Train(string run, params string[] more) =>
        SenoProcess.Run(["train", Set, "-o", folder.File(run), "--iterations", "1", "--input-size", "16", "--width", "4", "--batch-size", "1", "--precision", "fp32", "-q", .. more]);

    private string[][] TrainedOn(string run)
    {
        using var splits = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.File(run), "splits.json")));
        return [.. splits.RootElement.EnumerateArray().Select(fold => new[] { "train", "val" }.SelectMany(side => fold.GetProperty(side).EnumerateArray()).Select(id => id.GetString()!).Order().ToArray()).DistinctBy(ids => string.Join(',', ids))];
    }

    public void Dispose() => folder.Dispose();
}
