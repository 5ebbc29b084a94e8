using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Data.Tests;

public sealed class DatasetTests
{
    [Fact]
    public void What_is_written_is_opened_again()
    {
        using var tiny = new TinyDataset(("b", "p1"), ("a", "p2"));
        var dataset = Dataset.Open(tiny.Path);
        Assert.Equal(["a", "b"], dataset.Cases.Select(item => item.Id));
        Assert.Equal(["p2", "p1"], dataset.Cases.Select(item => item.Group));
        Assert.Equal(200, dataset.Cases[0].ReadChannels()[0][3, 2]);
        Assert.Equal(2, dataset.Cases[0].ReadReference(new(new(8, 6, 1))).Array.Sum(label => label));
    }

    [Fact]
    public void A_missing_reference_names_the_case()
    {
        using var tiny = new TinyDataset(("a", "1"), ("b", "2"));
        File.Delete(tiny.File("labelsTr/b.png"));
        Assert.Contains(
            "labelsTr/b.png: is missing: the case has no reference",
            Assert.Throws<DataException>(() => Dataset.Open(tiny.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_of_another_size_names_both_sizes()
    {
        using var tiny = new TinyDataset(("a", "1"), ("b", "2"));
        ImageFile.Write(tiny.File("labelsTr/b.png"), new Volume<byte>(new Geometry(new(8, 5, 1))));
        var dataset = Dataset.Open(tiny.Path);
        var failure = Assert.Throws<DataException>(() => Fingerprint.Of(dataset, dataset.Cases, 2));
        Assert.Contains("is 8×5 but its image", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_dataset_json_does_not_name_is_refused()
    {
        using var tiny = new TinyDataset(("a", "1"), ("b", "2"));
        var labels = new Volume<byte>(new Geometry(new(8, 6, 1)));
        labels[0, 0] = 3;
        ImageFile.Write(tiny.File("labelsTr/b.png"), labels);
        var dataset = Dataset.Open(tiny.Path);
        Assert.Contains("label 3", Assert.Throws<DataException>(() => Fingerprint.Of(dataset, dataset.Cases, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_bad_cases_are_counted()
    {
        using var tiny = new TinyDataset(("a", "1"), ("b", "2"), ("c", "3"));
        File.WriteAllBytes(tiny.File("imagesTr/b_0000.png"), File.ReadAllBytes(tiny.File("imagesTr/b_0000.png"))[..40]);
        File.WriteAllText(tiny.File("imagesTr/c_0000.png"), "no picture");
        var dataset = Dataset.Open(tiny.Path);
        Assert.Contains("1 more cases", Assert.Throws<DataException>(() => Fingerprint.Of(dataset, dataset.Cases, 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("{\"labels\":{\"background\":0,\"lesion\":1},\"file_ending\":\".png\"}", "channel_names")]
    [InlineData("{\"channel_names\":{\"0\":\"us\"},\"labels\":{\"background\":0,\"lesion\":2},\"file_ending\":\".png\"}", "without gaps")]
    [InlineData("{\"channel_names\":{\"0\":\"us\"},\"labels\":{\"background\":0,\"lesion\":[1,2]},\"file_ending\":\".png\"}", "region")]
    [InlineData("{\"channel_names\":{\"0\":\"us\"},\"labels\":{\"background\":0,\"lesion\":1},\"file_ending\":\".xyz\"}", ".xyz")]
    [InlineData("{\"channel_names\":{\"0\":5},\"labels\":{\"background\":0,\"lesion\":1},\"file_ending\":\".png\"}", "channel_names")]
    public void A_malformed_description_says_what_to_do(string json, string expected)
    {
        using var tiny = new TinyDataset(("a", "1"));
        File.WriteAllText(tiny.File("dataset.json"), json);
        Assert.Contains(expected, Assert.Throws<DataException>(() => Dataset.Open(tiny.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_writer_given_up_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        new DatasetWriter(folder.File("x")).Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_reader_can_be_the_reference_if_he_drew_every_case()
    {
        using var tiny = new TinyDataset(("a", "1"), ("b", "2"));
        Directory.CreateDirectory(tiny.File("labelsTr.anna"));
        File.Copy(tiny.File("labelsTr/a.png"), tiny.File("labelsTr.anna/a.png"));
        Assert.Contains("case b: has no reference by 'anna'", Assert.Throws<DataException>(() => Dataset.Open(tiny.Path, "anna")).Message, StringComparison.Ordinal);
        File.Copy(tiny.File("labelsTr/b.png"), tiny.File("labelsTr.anna/b.png"));
        Assert.All(Dataset.Open(tiny.Path, "anna").Cases, item => Assert.Contains("labelsTr.anna", item.ReferenceFile, StringComparison.Ordinal));
    }
}
