using System.Text;
using Seno.Core;
using Seno.Tests;

namespace Seno.Data.Tests;

public sealed class DatasetDescriptionTests : IDisposable
{
    private const string Labels = "\"labels\":{\"background\":0,\"lesion\":1}";
    private const string Channels = "\"channel_names\":{\"0\":\"us\"}";
    private const string Ending = "\"file_ending\":\".png\"";
    private readonly TemporaryFolder folder = new();

    public static readonly TheoryData<string, string> Refused = new()
    {
        { $"{{{Channels},{Ending},\"labels\":{{\"background\":0,\"lesion\":1,\"lesion\":2}}}}", "the key 'lesion' twice in 'labels'" },
        { $"{{\"channel_names\":{{\"0\":\"a\",\"0\":\"b\"}},{Labels},{Ending}}}", "the key '0' twice in 'channel_names'" },
        { $"{{{Channels},{Labels},{Labels},{Ending}}}", "the key 'labels' twice" },
        { $"{{{Channels},{Labels},{Ending},\"licence\":[{{\"a\":1,\"a\":2}}]}}", "the key 'a' twice in 'licence'" },
        { $"{{\"modality\":{{\"0\":\"US\"}},{Labels}}}", "Rename the key 'modality' to 'channel_names'" },
        { $"{{{Labels},{Ending}}}", "has no 'channel_names'" },
        { $"{{\"channel_names\":[\"a\"],{Labels},{Ending}}}", "'channel_names' that is a list" },
        { $"{{\"channel_names\":\"a\",{Labels},{Ending}}}", "'channel_names' that is a text" },
        { $"{{\"channel_names\":{{}},{Labels},{Ending}}}", "'channel_names' that is empty" },
        { $"{{\"channel_names\":{{\"0\":1}},{Labels},{Ending}}}", "no name for '0' in 'channel_names'" },
        { $"{{\"channel_names\":{{\"0\":null}},{Labels},{Ending}}}", "no name for '0' in 'channel_names'" },
        { $"{{\"channel_names\":{{\"us\":\"0\"}},{Labels},{Ending}}}", "'us' for a number in 'channel_names'" },
        { $"{{\"channel_names\":{{\"0\":\"a\",\"00\":\"b\"}},{Labels},{Ending}}}", "channel 0 twice" },
        { $"{{{Channels},{Labels}}}", "has no 'file_ending'" },
        { $"{{{Channels},{Labels},\"file_ending\":5}}", "'file_ending' that is a number" },
        { $"{{{Channels},{Labels},\"file_ending\":\"png\"}}", "Did you mean '.png'?" },
        { $"{{{Channels},{Labels},\"file_ending\":\".doc\"}}", "file_ending '.doc'" },
        { $"{{{Channels},{Labels},{Ending},\"dataset\":{{\"c1\":{{\"images\":[\"x.png\"],\"label\":\"y.png\"}}}}}}", "under 'dataset'" },
        { "[1]", "a list where a JSON object is expected" },
        { "null", "null where a JSON object is expected" },
        { "", "not valid JSON" },
        { "{\"a\":" + new string('[', 500) + new string(']', 500) + "}", "not valid JSON" },
    };

    public static readonly TheoryData<string> Read = new()
    {
        $"{{{Channels},{Labels},{Ending},\"modality\":{{\"0\":\"US\"}}}}",
        $"{{{Channels},{Labels},{Ending},\"name\":7,\"modality\":[\"us\"]}}",
        $"{{{Channels},{Labels},{Ending},\"numTraining\":\"12\",\"relase\":\"1.0\",\"licence\":{{\"a\":1}}}}",
        $"{{{Channels},{Labels},{Ending},\"overwrite_image_reader_writer\":\"NaturalImage2DIO\",\"dataset\":\"BUSI\"}}",
        $"// written by hand\n{{{Channels},/* 0 is background */{Labels},{Ending},}}",
        $"\uFEFF{{{Channels},{Labels},{Ending}}}",
        $"{{\"channel_names\":{{\"0000\":\"us\"}},{Labels},{Ending}}}",
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_read_is_refused_by_its_key(string json, string expected)
    {
        var refused = Assert.Throws<DataException>(() => DatasetDescription.Read(Written(json)));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("dataset.json", refused.File, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Read))]
    public void What_nnU_Net_reads_is_read(string json)
    {
        var description = DatasetDescription.Read(Written(json));
        Assert.Equal(["us"], description.Channels);
        Assert.Equal(".png", description.FileEnding);
        Assert.Null(description.Modality);
    }

    [Fact]
    public void UTF_16_is_read_as_the_byte_order_mark_says()
    {
        File.WriteAllText(folder.File("dataset.json"), $"{{{Channels},{Labels},{Ending}}}", Encoding.Unicode);
        Assert.Equal(["us"], DatasetDescription.Read(folder.File("dataset.json")).Channels);
    }

    [Fact]
    public void Channel_names_that_count_from_1_are_taken_in_order_and_it_is_said()
    {
        var said = new List<string>();
        Assert.Equal(
            ["T1", "T2"],
            DatasetDescription.Read(Written($"{{\"channel_names\":{{\"2\":\"T2\",\"1\":\"T1\"}},{Labels},{Ending}}}"), said.Add).Channels);
        Assert.Contains("_0000", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_description_that_counts_from_1_is_read() =>
        Assert.Equal(
            ["T1"],
            DatasetDescription.Read(RealData.Folder("nnunet_real_plans/mama_mia_Dataset102_Breast") + "/dataset.json").Channels);

    [Fact]
    public void Counting_anew_keeps_what_else_the_file_says()
    {
        var file = Written($"{{{Channels},{Labels},{Ending},\"licence\":\"CC-BY\",\"numTraining\":1}}");
        DatasetDescription.WriteCount(file, 5);
        Assert.Contains("CC-BY", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains("\"numTraining\": 5", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_doubled_key_of_a_file_that_Seno_reads_is_an_error()
    {
        File.WriteAllText(folder.File("splits.json"), """[{"train": ["a"], "val": ["b"], "val": ["c"]}]""");
        Assert.Contains(
            "val",
            Assert.Throws<DataException>(() => Splits.Read(folder.File("splits.json"), [])).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private string Written(string json)
    {
        File.WriteAllText(folder.File("dataset.json"), json);
        return folder.File("dataset.json");
    }
}
