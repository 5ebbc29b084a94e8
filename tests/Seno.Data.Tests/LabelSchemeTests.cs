using Seno.Core;
using Seno.Data.Checking;
using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Data.Tests;

/// <summary>nnU-Net's ignore label and regions, as dataset.json has them.</summary>
public sealed class LabelSchemeTests
{
    private const string Tumours = """{"background":0,"whole_tumor":[1,2,3],"tumor_core":[2,3],"enhancing":3,"ignore":4}""";

    private static DatasetDescription Read(string labels, string? order = null)
    {
        using var tiny = new TinyDataset(("a", "1"));
        File.WriteAllText(tiny.File("dataset.json"), Json(labels, order));
        return DatasetDescription.Read(tiny.File("dataset.json"));
    }

    private static string Json(string labels, string? order)
    {
        var ending = order is null ? "" : $",\"regions_class_order\":{order}";
        return $$"""{"channel_names":{"0":"us"},"labels":{{labels}},"numTraining":2,"file_ending":".png"{{ending}}}""";
    }

    [Theory]
    [InlineData("""{"background":0,"lesion":1,"ignore":2}""", null, 2, 2)]
    [InlineData("""{"ignore":3,"lesion":1,"background":0,"cyst":2}""", null, 3, 3)]
    [InlineData("""{"background":0,"lesion":[1],"ignore":[2]}""", null, 2, 2)]
    [InlineData("""{"background":0,"lesion":1}""", null, 2, null)]
    [InlineData("""{"background":0,"lesion":1}""", "[1]", 2, null)]
    [InlineData(Tumours, "[1,2,3]", 3, 4)]
    [InlineData("""{"background":0,"kidney":[1,2,3],"masses":[2,3],"tumor":2}""", "[1,3,2]", 3, null)]
    [InlineData("""{"background":0,"any":[1,2]}""", "[2]", 1, null)]
    [InlineData("""{"background":0,"left":[1,3],"right":[2,3],"both":3}""", "[1,2,3]", 3, null)]
    public void What_nnUNet_reads_is_read(string labels, string? order, int classes, int? ignore)
    {
        var scheme = Read(labels, order).Scheme;
        Assert.Equal(classes, scheme.Classes);
        Assert.Equal((byte?)ignore, scheme.Ignore);
        Assert.False(scheme.Labels.ContainsKey("ignore"));
    }

    [Theory]
    [InlineData("""{"background":0,"lesion":1,"lesion":2}""", null, "has the key 'lesion' twice in 'labels'")]
    [InlineData("""{"background":0,"lesion":1,"ignore":2,"ignore":3}""", null, "has the key 'ignore' twice in 'labels'")]
    [InlineData("""{"background":0,"lesion":1,"cyst":1}""", null, "'lesion' and 'cyst' one value, 1")]
    [InlineData("""{"background":0,"lesion":2}""", null, "without gaps")]
    [InlineData("""{"lesion":1,"cyst":2}""", null, "without gaps")]
    [InlineData("""{"background":0,"air":0,"lesion":1}""", null, "'air' is 0, the background, once more")]
    [InlineData("""{"background":0,"ignore":1,"lesion":2}""", null, "gives 'ignore' the value 1. It must be the highest, 3 here")]
    [InlineData("""{"background":0,"lesion":1,"ignore":255}""", null, "It must be the highest, 2 here")]
    [InlineData("""{"background":0,"lesion":1,"ignore":[2,3]}""", null, "gives 'ignore' the value 2, 3")]
    [InlineData("""{"background":0,"lesion":1,"Ignore":2}""", null, "leaves voxels out only under the name 'ignore'")]
    [InlineData("""{"background":0,"ignore":1}""", null, "at least one more that is learnt")]
    [InlineData("""{"background":0}""", null, "at least one more")]
    [InlineData("""{"0":"background","1":"lesion"}""", null, "gives the label '0' the value \"background\"")]
    [InlineData("""{"background":0,"lesion":true}""", null, "gives the label 'lesion' the value true")]
    [InlineData("""{"background":0,"lesion":1.5}""", null, "the value 1.5")]
    [InlineData("""{"background":0,"lesion":-1}""", null, "the value -1")]
    [InlineData("""{"background":0,"lesion":null}""", null, "the value null")]
    [InlineData("""{"background":0,"lesion":[]}""", null, "the value []")]
    [InlineData("""{"background":0,"lesion":[1,"2"]}""", null, "the value [1,\"2\"]")]
    [InlineData("[0,1]", null, "needs 'labels'")]
    [InlineData(Tumours, null, "no 'regions_class_order'")]
    [InlineData(Tumours, "[1,2]", "has 2 values for 3 regions")]
    [InlineData(Tumours, "[1,2,3,4]", "has 4 values for 3 regions")]
    [InlineData(Tumours, "3", "no list of whole numbers")]
    [InlineData(Tumours, "[1,\"2\",3]", "no list of whole numbers")]
    [InlineData(Tumours, "[1,2,7]", "has 7, which is in no region")]
    [InlineData(Tumours, "[0,2,3]", "has 0, the background")]
    [InlineData(Tumours, "[3,2,1]", "would be written as")]
    [InlineData("""{"background":0,"core":2,"whole":[1,2]}""", "[2,1]", "written as 1 by regions_class_order, and region 'core' holds only one")]
    [InlineData("""{"background":0,"lesion":[0,1],"core":2}""", "[1,2]", "region 'lesion' holds 0, the background")]
    [InlineData("""{"background":0,"nothing":[0],"lesion":[1,2]}""", "[1]", "is 0, the background, once more")]
    [InlineData("""{"background":0,"whole":[1,3],"core":3}""", "[1,3]", "without gaps")]
    public void What_has_no_meaning_is_refused_by_its_key(string labels, string? order, string expected) =>
        Assert.Contains(expected, Assert.Throws<DataException>(() => Read(labels, order)).Message, StringComparison.Ordinal);

    [Fact]
    public void Regions_have_their_values_the_one_that_is_written_and_a_name_for_every_value()
    {
        var scheme = Read(Tumours, "[1,2,3]").Scheme;
        Assert.Equal(["whole_tumor", "tumor_core", "enhancing"], scheme.Foreground.Select(region => region.Name));
        Assert.Equal([[1, 2, 3], [2, 3], [3]], scheme.Foreground.Select(region => region.Values));
        Assert.Equal(
            [(0, "background"), (1, "whole_tumor only"), (2, "tumor_core only"), (3, "enhancing")],
            scheme.Names.Select(name => ((int)name.Key, name.Value)));
        Assert.True(scheme.Knows(4) && scheme.Knows(0) && !scheme.Knows(5));
        Assert.Equal(["background", "label 1", "any only"], Read("""{"background":0,"any":[1,2]}""", "[2]").Scheme.Names.Values);
        Assert.Equal("any only'", Read("""{"background":0,"any":[1,2],"any only":2}""", "[1,2]").Scheme.Names[1]);
    }

    [Theory]
    [InlineData(Tumours, "[1,2,3]")]
    [InlineData("""{"background":0,"lesion":1,"ignore":2}""", null)]
    public void What_is_written_is_read_again(string labels, string? order)
    {
        using var tiny = new TinyDataset(("a", "1"));
        var first = Read(labels, order);
        first.Write(tiny.File("dataset.json"), 1);
        var second = DatasetDescription.Read(tiny.File("dataset.json"));
        Assert.Equal(first.Ignore, second.Ignore);
        Assert.Equal(first.Labels, second.Labels);
        Assert.Equal(
            first.Regions?.Select(region => (region.Name, string.Join(",", region.Values), region.Written)),
            second.Regions?.Select(region => (region.Name, string.Join(",", region.Values), region.Written)));
    }

    [Fact]
    public void A_plan_keeps_regions_in_their_order_and_what_is_ignored()
    {
        using var tiny = new TinyDataset(("a", "1"));
        var description = Read("""{"background":0,"kidney":[1,2,3],"masses":[2,3],"tumor":2,"ignore":4}""", "[1,3,2]");
        Planned(description).Write(tiny.File("plan.json"));
        var plan = Plan.Read(tiny.File("plan.json"));
        Assert.Equal(3, plan.Classes);
        Assert.Equal((byte?)4, plan.Ignore);
        Assert.Equal(
            ["kidney 1,2,3 1", "masses 2,3 3", "tumor 2 2"],
            plan.Regions!.Select(region => $"{region.Name} {string.Join(",", region.Values)} {region.Written}"));
        Assert.DoesNotContain("ignore", plan.Labels.Keys);
    }

    [Theory]
    [InlineData("\"ignore\": 4", "\"ignore\": 2", "'ignore' must be above")]
    [InlineData("\"written\": 3", "\"written\": 1", "'labels' must be the background, and for each region")]
    [InlineData("\"name\": \"masses\"", "\"name\": \"other\"", "'labels' must be the background, and for each region")]
    public void A_plan_edited_into_nonsense_names_the_field(string from, string to, string expected)
    {
        using var tiny = new TinyDataset(("a", "1"));
        Planned(Read("""{"background":0,"kidney":[1,2,3],"masses":[2,3],"tumor":2,"ignore":4}""", "[1,3,2]")).Write(tiny.File("plan.json"));
        File.WriteAllText(tiny.File("plan.json"), File.ReadAllText(tiny.File("plan.json")).Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(expected, Assert.Throws<DataException>(() => Plan.Read(tiny.File("plan.json"))).Message, StringComparison.Ordinal);
    }

    /// <summary>The lesion's two pixels are 200, a third of them ignored at 220; half of the image was annotated.</summary>
    [Fact]
    public void A_fingerprint_leaves_out_what_was_not_annotated()
    {
        using var tiny = Sparse();
        var dataset = Dataset.Open(tiny.Path);
        var fingerprint = Fingerprint.Of(dataset, dataset.Cases, 1);
        Assert.Equal(24, fingerprint.IgnoredVoxels);
        Assert.Equal(2 / 24.0, fingerprint.ForegroundShare![1], 12);
        Assert.Equal((200, 200), (fingerprint.Foreground[0].Low, fingerprint.Foreground[0].High));
    }

    [Fact]
    public void A_check_takes_ignored_voxels_and_warns_where_nothing_else_is()
    {
        using var tiny = Sparse();
        Assert.DoesNotContain(DatasetCheck.Run(tiny.Path), problem => problem.Kind is "label" or "empty");
        ImageFile.Write(tiny.File("labelsTr/a.png"), new Volume<byte>(new Geometry(new(8, 6, 1)), [.. Enumerable.Repeat((byte)2, 48)]));
        Assert.Contains(
            "nothing is annotated",
            Assert.Single(DatasetCheck.Run(tiny.Path), problem => problem.Kind == "empty").Problem,
            StringComparison.Ordinal);
        ImageFile.Write(tiny.File("labelsTr/a.png"), new Volume<byte>(new Geometry(new(8, 6, 1)), [.. Enumerable.Repeat((byte)3, 48)]));
        Assert.Contains(
            "3 (48 voxels)",
            Assert.Single(DatasetCheck.Run(tiny.Path), problem => problem.Kind == "label").Problem,
            StringComparison.Ordinal);
    }

    /// <summary>Between background, 0, and ignored, 2, lies the lesion's 1: an average would invent one.</summary>
    [Fact]
    public void Preparing_resamples_ignored_voxels_without_inventing_labels()
    {
        using var tiny = Sparse();
        ImageFile.Write(
            tiny.File("labelsTr/a.png"),
            new Volume<byte>(new Geometry(new(8, 6, 1)), [.. Enumerable.Range(0, 48).Select(i => (byte)(i % 8 < 4 ? 0 : 2))]));
        var dataset = Dataset.Open(tiny.Path);
        var plan = Planned(dataset.Description) with { Patch = [32, 32], TargetSpacing = null };
        var prepared = Preprocessor.Case(dataset.Cases[0], plan, distances: true).Slices[0];
        Assert.Equal(new byte[] { 0, 2 }, prepared.Labels.Distinct().Order());
        Assert.Empty(prepared.Foreground);
        Assert.Equal(prepared.Labels.Length / 2, prepared.Labels.Count(label => label == 2));
        Assert.Equal(2, prepared.Distances!.Maps.Count);
    }

    /// <summary>An 8×6 picture with a lesion of two pixels, whose right half was not annotated, though it is bright there.</summary>
    private static TinyDataset Sparse()
    {
        var tiny = new TinyDataset(("a", "1"));
        File.WriteAllText(tiny.File("dataset.json"), Json("""{"background":0,"lesion":1,"ignore":2}""", null));
        var labels = new Volume<byte>(new Geometry(new(8, 6, 1)), [.. Enumerable.Range(0, 48).Select(i => (byte)(i % 8 < 4 ? 0 : 2))]);
        labels[2, 2] = labels[3, 2] = 1;
        ImageFile.Write(tiny.File("labelsTr/a.png"), labels);
        ImageFile.Write(tiny.File("imagesTr/a_0000.png"), labels.Map(label => label == 1 ? 200f : label == 2 ? 220f : 20f));
        return tiny;
    }

    private static Plan Planned(DatasetDescription description) => new()
    {
        Dataset = "tiny",
        Channels = ["us"],
        Labels = description.Labels,
        Regions = description.Regions,
        Ignore = description.Ignore,
        FileEnding = ".png",
        Patch = [16, 16],
        BatchSize = 1,
        Features = [4, 8],
        Iterations = 1,
        EpochLength = 1,
    };
}
