using System.Text.Json;
using Seno.Core;
using Seno.Evaluation;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Studies;
using Seno.Studies.Comparisons;
using Seno.Studies.Locking;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>What studies refuse before they compute, on data sets of a few pixels.</summary>
public sealed class StudySafetyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Cases c0, c1, …, each with a square of 9 pixels but for the last, which has no lesion; readers A and B, and predictions as
    /// drawn.</summary>
    private string Dataset(int cases = 5, string labels = """{"background":0,"lesion":1}""", byte highest = 1)
    {
        var data = folder.File("data");
        for (var i = 0; i < cases; i++)
        {
            var mask = i == cases - 1 ? Square(0) : Square(highest);
            ImageFile.Write(Path.Combine(data, "imagesTr", $"c{i}_0000.nii.gz"), Square(100).Map(value => (float)value + i));
            foreach (var name in new[] { "labelsTr", "labelsTr.A", "labelsTr.B" })
                ImageFile.Write(Path.Combine(data, name, $"c{i}.nii.gz"), mask);
            ImageFile.Write(Path.Combine(folder.File("predicted"), $"c{i}.nii.gz"), mask);
        }
        File.WriteAllText(Path.Combine(data, "dataset.json"), $$$"""{"channel_names":{"0":"us"},"labels":{{{labels}}},"file_ending":".nii.gz","numTraining":{{{cases}}}}""");
        File.WriteAllText(Path.Combine(data, "cases.csv"), "case,patient,../evil\n" + string.Concat(Enumerable.Range(0, cases).Select(i => $"c{i},p{i},{(i == cases - 1 ? "none" : "some")}\n")));
        return data;
    }

    private static Volume<byte> Square(byte value)
    {
        var mask = new Volume<byte>(new Geometry(new(12, 10, 1), new(1, 1, 1)));
        for (var y = 3; y < 6; y++)
            mask.Span.Slice(12 * y + 3, 3).Fill(value);
        return mask;
    }

    private EvaluationSummary Evaluate(string data, bool allow = false, string? cases = null, string? by = null, string output = "out", string? predictions = null) => EvaluateStudy.Run(new()
    {
        Predictions = predictions ?? folder.File("predicted"),
        References = data,
        Output = folder.File(output),
        AllowMissing = allow,
        Cases = cases,
        By = by,
        Options = new() { Metrics = ["dsc", "hd95"], Lesions = by is null ? null : new(Evaluation.Detection.LesionCriterion.Overlap, 0.1) },
    }, StudyOutput.Silent).Summary;

    private void Unpredict(params int[] cases)
    {
        foreach (var i in cases)
            File.Delete(Path.Combine(folder.File("predicted"), $"c{i}.nii.gz"));
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data/labelsTr")]
    public void Missing_predictions_are_an_error_that_counts_and_names_them(string references)
    {
        Dataset(cases: 12);
        Unpredict(2, 3, 4, 5, 6, 7, 8);
        var failure = Assert.Throws<DataException>(() => Evaluate(folder.File(references)));
        Assert.Equal("has no prediction of 7 of 12 cases: c2, c3, c4, c5, c6 and 2 more", failure.Problem);
        Assert.Contains("--allow-missing", failure.Cure, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data/labelsTr")]
    public void Allowed_they_count_as_missed_in_table_summary_and_report(string references)
    {
        Dataset();
        Unpredict(1, 4);
        var summary = Evaluate(folder.File(references), allow: true);
        var lesion = summary.Labels.Single().Value;
        Assert.Equal((5, 2), (summary.Cases, summary.Missing));
        Assert.Equal(1, lesion.Missed);
        // three of four lesions found in full, the other by nothing; the empty case without a prediction is neither right nor wrong
        Assert.Equal(0.75, lesion.Lesions["dsc"].Mean, 12);
        Assert.Equal((4, 4), (lesion.Lesions["dsc"].N, lesion.All["dsc"].N));
        // the diagonal of 12 × 10 pixels of 1 mm, shared by four
        Assert.Equal(Math.Sqrt(12 * 12 + 10 * 10) / 4, lesion.Lesions["hd95"].Mean, 9);
        var table = File.ReadAllLines(folder.File("out/cases.csv"));
        Assert.Equal("case,label,dsc,hd95,referenceVoxels,predictionVoxels,missed,falseAlarm,unpredicted", table[0]);
        Assert.Contains(
            table,
            line => line.StartsWith("c1,", StringComparison.Ordinal) && line.EndsWith(",9,0,1,0,1", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("out/summary.json")));
        Assert.Equal(2, json.RootElement.GetProperty("missing").GetInt32());
        using var manifest = JsonDocument.Parse(File.ReadAllText(folder.File("out/evaluation.json")));
        Assert.Equal(["c1", "c4"], manifest.RootElement.GetProperty("missing").EnumerateArray().Select(id => id.GetString()!));
        ReportStudy.Run(new() { Folder = folder.File("out") }, StudyOutput.Silent);
        var report = File.ReadAllText(folder.File("out/report.html"));
        Assert.Contains("2 cases, whose lesions count as missed: c1, c4", report, StringComparison.Ordinal);
        Assert.Contains("missed: not predicted", report, StringComparison.Ordinal);
        Assert.Contains("no prediction, 9 voxels", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluations_are_compared_by_the_patients_of_the_data_set_that_they_record()
    {
        var data = Dataset(cases: 6);
        File.WriteAllText(Path.Combine(data, "cases.csv"), "case,patient\nc0,p\nc1,p\nc2,q\nc3,q\nc4,r\nc5,r\n");
        Evaluate(data, output: "first");
        Evaluate(data, output: "second");
        var said = new List<string>();
        var request = new ComparisonRequest { Evaluations = [folder.File("first"), folder.File("second")], Metrics = ["dsc"] };
        Assert.Equal((5, 3), ComparisonStudy.Run(request, new(_ => { }, said.Add)).Pairs.Select(pair => (pair.N, pair.Patients)).Single());
        Assert.Empty(said);
        Directory.Move(data, folder.File("elsewhere"));
        Assert.Equal(5, ComparisonStudy.Run(request, new(_ => { }, said.Add)).Pairs.Single().Patients);
        Assert.Contains("--dataset tells which are of one patient", said.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_no_list_of_cases()
    {
        var data = Dataset();
        var pipe = folder.File("list");
        System.Diagnostics.Process.Start("mkfifo", [pipe]).WaitForExit();
        Assert.Contains(
            "is a named pipe",
            Assert.Throws<DataException>(() => Evaluate(data, cases: pipe)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void With_every_case_predicted_nothing_speaks_of_missing_ones()
    {
        var summary = Evaluate(Dataset());
        Assert.Null(summary.Missing);
        Assert.DoesNotContain("missing", File.ReadAllText(folder.File("out/summary.json")), StringComparison.Ordinal);
        Assert.EndsWith("missed,falseAlarm", File.ReadLines(folder.File("out/cases.csv")).First(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run/fold_1")]
    [InlineData("list.txt")]
    [InlineData("locked")]
    public void The_cases_meant_are_those_of_a_run_a_fold_a_list_or_the_locked_test_set(string which)
    {
        var data = Dataset();
        Directory.CreateDirectory(folder.File("run/fold_1"));
        File.WriteAllText(folder.File("run/fold_1/checkpoint_final.safetensors"), "");
        File.WriteAllText(folder.File("run/splits.json"), """[{"train":["c0","c3"],"val":["c1","c2","c4"]},{"train":["c1","c2","c4"],"val":["c0","c3"]}]""");
        File.WriteAllText(folder.File("list.txt"), "c3\r\nc0\r\n\r\n");
        LockStudy.Run(new(data, null, null, ["dsc"], ["c0", "c3"]), TimeProvider.System);
        Assert.Equal(2, Evaluate(data, cases: which == "locked" ? which : folder.File(which)).Cases);
        Unpredict(3);
        Assert.Contains(
            "1 of 2 cases: c3",
            Assert.Throws<DataException>(() => Evaluate(data, cases: which == "locked" ? which : folder.File(which))).Problem,
            StringComparison.Ordinal);
        Directory.Move(folder.File("predicted"), folder.File("run/fold_1/predictions"));
        Assert.Contains("1 of 2 cases: c3", Assert.Throws<DataException>(() => Evaluate(data, predictions: folder.File("run/fold_1/predictions"), cases: folder.File("run"))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_in_a_fold_are_of_the_cases_that_it_held_out()
    {
        var data = Dataset();
        Directory.CreateDirectory(folder.File("run/fold_0"));
        File.WriteAllText(folder.File("run/splits.json"), """[{"train":["c0"],"val":["c1","c2"]}]""");
        Unpredict(0, 3, 4);
        Directory.Move(folder.File("predicted"), folder.File("run/fold_0/predictions"));
        Assert.Equal(2, Evaluate(data, predictions: folder.File("run/fold_0/predictions")).Cases);
        foreach (var name in new[] { "cases.csv", "summary.json" })
            File.WriteAllText(folder.File($"run/fold_0/{name}"), "of the training");
        Assert.Contains("is an input", Assert.Throws<DataException>(() => Evaluate(data, predictions: folder.File("run/fold_0/predictions"), output: "run/fold_0")).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "is no file, run or fold")]
    [InlineData("empty.txt", "names no case")]
    [InlineData("unknown.txt", "has no reference for zz")]
    [InlineData("locked", "has no locked test cases")]
    [InlineData("data/labelsTr/c0.nii.gz", "is no list of case ids")]
    public void Cases_that_cannot_be_meant_are_refused(string which, string says)
    {
        var data = Dataset();
        File.WriteAllText(folder.File("empty.txt"), "\n\n");
        File.WriteAllText(folder.File("unknown.txt"), "zz\n");
        Assert.Contains(
            says,
            Assert.Throws<DataException>(() => Evaluate(data, cases: which == "locked" ? which : folder.File(which))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_predicted_of_what_was_asked_is_no_evaluation()
    {
        var data = Dataset();
        Unpredict(0);
        File.WriteAllText(folder.File("list.txt"), "c0\n");
        Assert.Contains(
            "none of the 1 case to be evaluated: c0",
            Assert.Throws<DataException>(() => Evaluate(data, allow: true, cases: folder.File("list.txt"))).Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_without_lesions_has_no_figures_and_a_column_writes_into_its_folder_alone()
    {
        Evaluate(Dataset(), by: "../evil");
        var written = Assert.Single(Directory.EnumerateFiles(folder.File("out"), "by_*.json"));
        using var json = JsonDocument.Parse(File.ReadAllText(written));
        var detection = json.RootElement.GetProperty("none").GetProperty("labels").GetProperty("lesion").GetProperty("detection");
        foreach (var figure in new[] { "sensitivity", "precision", "f1", "lesionDice", "panopticQuality" })
            Assert.Equal("NaN", detection.GetProperty(figure).GetString());
        Assert.Equal(1, json.RootElement.GetProperty("some").GetProperty("labels").GetProperty("lesion").GetProperty("detection").GetProperty("sensitivity").GetDouble());
    }

    public static readonly TheoryData<string, string> IntoInputs = new()
    {
        { "evaluate", "data" },          // cases.csv
        { "agreement", "data" },
        { "consensus A", "data/labelsTr" },
        { "consensus A", "data/labelsTr.A" },
        { "compare", "out" },            // given as a file called as the output
        { "report", "out/summary.json" },
        { "report", "data/dataset.json" },
        { "convert", "data/imagesTr/c0_0000.nii.gz" },
        { "info", "data/imagesTr/c0_0000.nii.gz" },
    };

    [Theory, MemberData(nameof(IntoInputs))]
    public void No_verb_writes_over_what_it_read(string verb, string output)
    {
        var data = Dataset();
        Evaluate(data);
        File.Copy(folder.File("out/cases.csv"), folder.File("out/comparison.csv"));
        var before = Bytes();
        var failure = Assert.Throws<DataException>(() =>
        {
            var target = folder.File(output);
            var image = Path.Combine(data, "imagesTr", "c0_0000.nii.gz");
            _ = verb switch
            {
                "evaluate" => (object)Evaluate(data, output: output),
                "agreement" => AgreementStudy.Run(new() { Dataset = data, Output = target }, StudyOutput.Silent),
                "consensus A" => ConsensusStudy.Run(
                    new() { Inputs = [data], Method = "majority", Output = target, Readers = ["A", "B"] },
                    StudyOutput.Silent),
                "compare" => ComparisonStudy.Run(
                    new() { Evaluations = [folder.File("out/comparison.csv"), folder.File("out")], Metrics = ["dsc"], Output = target },
                    StudyOutput.Silent),
                "report" => ReportStudy.Run(new() { Folder = folder.File("out"), File = target }, StudyOutput.Silent),
                "convert" => ConvertStudy.Run(new(image, target), StudyOutput.Silent),
                _ => InfoStudy.Run(image, new(), new(), target, StudyOutput.Silent),
            };
        });
        Assert.Contains("is an input and would be replaced", failure.Problem, StringComparison.Ordinal);
        Assert.Equal(before, Bytes());
    }

    private Dictionary<string, string> Bytes() => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(
        file => file,
        file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    [Theory]
    [InlineData("a.nhdr", "a.nrrd", "a.mhd", "data file: a.zraw")]
    [InlineData("b.mhd", "b.zraw", "b.mhd", "")]
    [InlineData("c.img", "c.hdr", "c.hdr", "")]
    public void A_detached_data_file_is_an_input_too(string input, string voxels, string output, string line)
    {
        ImageFile.Write(folder.File(input == "c.img" ? "c.hdr" : input), Square(7).Map(value => (float)value));
        if (line.Length > 0)
        {
            File.Move(folder.File("a.raw.gz"), folder.File("a.zraw"));
            File.WriteAllText(
                folder.File(input),
                File.ReadAllText(folder.File(input)).Replace("data file: a.raw.gz", line, StringComparison.Ordinal));
        }
        Assert.NotEmpty(voxels);
        var before = Bytes();
        Assert.Contains(
            "is an input",
            Assert.Throws<DataException>(() => ConvertStudy.Run(new(folder.File(input), folder.File(output)), StudyOutput.Silent)).Problem,
            StringComparison.Ordinal);
        Assert.Equal(before, Bytes());
    }

    [Theory]
    [InlineData("staple")]
    [InlineData("simple")]
    [InlineData("majority")]
    [InlineData("mean")]
    public void One_reader_does_not_vote_twice(string method)
    {
        var data = Dataset();
        var (a, b) = (Path.Combine(data, "labelsTr.A", "c0.nii.gz"), Path.Combine(data, "labelsTr.B", "c0.nii.gz"));
        File.CreateSymbolicLink(folder.File("link.nii.gz"), a);
        foreach (var again in new[] { a, Path.Combine(data, "labelsTr.B", "..", "labelsTr.A", "c0.nii.gz"), folder.File("link.nii.gz") })
            Assert.Contains("the same reader twice", Assert.Throws<DataException>(() => ConsensusStudy.Run(new() { Inputs = [b, a, again], Method = method, Output = folder.File("out") }, StudyOutput.Silent)).Problem, StringComparison.Ordinal);
        Directory.CreateSymbolicLink(Path.Combine(data, "labelsTr.C"), Path.Combine(data, "labelsTr.A"));
        Assert.Contains("the same reader twice", Assert.Throws<DataException>(() => ConsensusStudy.Run(new() { Inputs = [data], Method = method, Output = folder.File("out") }, StudyOutput.Silent)).Problem, StringComparison.Ordinal);
        Assert.Contains("the same reader twice", Assert.Throws<DataException>(() => AgreementStudy.Run(new() { Dataset = data, Output = folder.File("out") }, StudyOutput.Silent)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("CON")]
    [InlineData("a/b")]
    public void A_label_writes_inside_the_output_alone(string label)
    {
        var name = JsonSerializer.Serialize(label);
        var data = Dataset(labels: $$"""{"background":0,{{name}}:1,"other":2}""", highest: 2);
        var before = Bytes();
        ConsensusStudy.Run(new() { Inputs = [data], Method = "staple", Output = folder.File("deep/er/out") }, StudyOutput.Silent);
        DescribeStudy.Run(data, folder.File("deep/er/described"), null, 1, StudyOutput.Silent);
        AgreementStudy.Run(new() { Dataset = data, Output = folder.File("deep/er/agreed") }, StudyOutput.Silent);
        Evaluate(data, output: "deep/er/evaluated");
        ReportStudy.Run(new() { Folder = folder.File("deep/er/evaluated") }, StudyOutput.Silent);
        foreach (var file in Bytes().Keys.Except(before.Keys))
            Assert.Contains(
                new[] { "out", "described", "agreed", "evaluated" },
                target => file.StartsWith(folder.File($"deep/er/{target}/"), StringComparison.Ordinal));
        Assert.True(File.Exists(folder.File($"deep/er/out/soft/{FileNames.For(label)}/c0.nii.gz")));
    }

    [Theory]
    [InlineData("\u0001")]
    [InlineData("a\nb")]
    [InlineData("\u001b[2J")]
    public void A_label_with_a_control_character_is_refused_when_it_is_read(string label)
    {
        var data = Dataset(labels: $$"""{"background":0,{{JsonSerializer.Serialize(label)}}:1}""");
        var failure = Assert.Throws<DataException>(() => Evaluate(data));
        Assert.Contains("control character", failure.Problem, StringComparison.Ordinal);
        Assert.EndsWith("dataset.json", failure.File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dcs", "Did you mean 'dsc'?")]
    [InlineData("dice", "Known names")]
    [InlineData("nsd_1", "Known names")]
    [InlineData("nsd_1,5mm", "is not a metric")]
    public void Only_metrics_that_there_are_can_be_locked(string metric, string says)
    {
        var data = Dataset();
        var failure = Assert.Throws<DataException>(() => LockStudy.Run(
            new(data, null, null, ["dsc", metric], ["c0"]),
            TimeProvider.System));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(data, "analysis-plan.json")));
        Assert.Equal(
            ["hd95", "nsd_1.5mm", "volume_difference_px"],
            LockStudy.Run(new(data, null, null, ["hd95", "nsd_1.5mm", "volume_difference_px"], ["c0"]), TimeProvider.System).Metrics);
    }

    [Theory]
    [InlineData("dsc", "9", "'9' is impossible, values lie within 0 and 1")]
    [InlineData("dsc", "-1", "'-1' is impossible")]
    [InlineData("dsc", "0,93", "'0,93' is not a number. Write 0.93")]
    [InlineData("dsc", "1,000", "'1,000' is not a number")]
    [InlineData("hd95", "-3", "'-3' is impossible, values lie within 0 and infinity")]
    [InlineData("conformity", "1.5", "'1.5' is impossible")]
    [InlineData("referenceVoxels", "2.5", "'2.5' is no count")]
    [InlineData("referenceVoxels", "1,000", "'1,000' is no count")]
    [InlineData("referenceVoxels", "-9", "'-9' is no count")]
    [InlineData("missed", "yes", "'yes' is neither 0 nor 1")]
    public void A_table_with_an_impossible_value_is_refused_by_file_case_and_column(string column, string value, string says)
    {
        string[] columns = ["case", "label", "dsc", "hd95", "conformity", "referenceVoxels", "predictionVoxels", "missed", "falseAlarm"];
        string[] good = ["c0", "lesion", "0.9", "1", "0.7", "9", "9", "0", "0"];
        foreach (var (name, row) in new[] { ("one", good), ("two", good.Select((field, i) => columns[i] == column ? CsvText.Quoted(value) : field).ToArray()) })
        {
            Directory.CreateDirectory(folder.File(name));
            File.WriteAllText(folder.File($"{name}/cases.csv"), string.Join(',', columns) + "\n" + string.Join(',', row) + "\n");
        }
        var failure = Assert.Throws<DataException>(() => ComparisonStudy.Run(
            new() { Evaluations = [folder.File("one"), folder.File("two")], Metrics = ["dsc"] },
            StudyOutput.Silent));
        Assert.Equal(folder.File("two/cases.csv"), failure.File);
        Assert.Contains($"case 'c0', column '{column}': {says}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_with_a_nan_is_refused_by_name_by_whatever_computes_with_it()
    {
        var data = Dataset();
        var image = Square(100).Map(value => (float)value);
        image[4, 5] = float.NaN;
        ImageFile.Write(Path.Combine(data, "imagesTr", "c2_0000.nii.gz"), image);
        var failure = Assert.Throws<DataException>(() => DescribeStudy.Run(data, folder.File("out"), null, 1, StudyOutput.Silent));
        Assert.Equal("case c2", failure.File);
        Assert.Contains("has 1 voxel that is NaN or infinite, at (", failure.Problem, StringComparison.Ordinal);
        Evaluate(data);
        ReportStudy.Run(new() { Folder = folder.File("out"), Dataset = data }, StudyOutput.Silent);
    }

    [Fact]
    public void A_demonstration_replaces_its_own_kind_and_nothing_else()
    {
        Directory.Move(Dataset(), folder.File("dataset"));
        var before = Bytes();
        Assert.Contains(
            "holds something other than an earlier demonstration",
            Assert.Throws<DataException>(() => DemoStudy.Run(folder.Path, "us", true, 1, new(), StudyOutput.Silent)).Problem,
            StringComparison.Ordinal);
        Assert.Equal(before, Bytes());
    }

    public void Dispose() => folder.Dispose();
}
