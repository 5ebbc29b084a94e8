using System.IO.Compression;
using Seno.Core;
using Seno.Data.Importers;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Data.Tests;

public sealed class ImporterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Busi_unites_masks_keeps_normals_empty_and_finds_the_supplied_near_duplicates()
    {
        var source = RealData.Folder("busi");
        ImporterTable.Import("busi", source, folder.File("busi"));
        var dataset = Dataset.Open(folder.File("busi"));

        Assert.Equal(624, dataset.Cases.Count);
        foreach (var normal in dataset.Cases.Where(item => item.Id.Contains("normal", StringComparison.Ordinal)).Take(5))
            Assert.Equal(0, ImageFile.ReadLabels(normal.ReferenceFile!).Array.Max());
        var benign = dataset.Cases.First(item => item.Id == "busi_benign_0001");
        Assert.Equal(1, ImageFile.ReadLabels(benign.ReferenceFile!).Array.Max());

        // groups.csv was made independently: exactly the same pairs are together.
        var theirs = CaseTable.Rows(Path.Combine(source, "groups.csv")).ToDictionary(row => row["image"], row => row["near_duplicate_group"]);
        var pairs = dataset.Cases.Select(item => (Ours: item.Group, Theirs: theirs[item.Metadata["source"][..^".png".Length]])).ToArray();
        Assert.Equal(pairs.Select(pair => pair.Ours).Distinct().Count(), pairs.Select(pair => pair.Theirs).Distinct().Count());
        Assert.All(pairs.GroupBy(pair => pair.Ours), group => Assert.Single(group.Select(pair => pair.Theirs).Distinct()));
    }

    [Fact]
    public void Busi_with_several_masks_has_more_foreground_than_any_one_of_them()
    {
        var source = Path.Combine(RealData.Folder("busi"), "Dataset_BUSI_with_GT", "benign");
        var second = Directory.EnumerateFiles(source, "*_mask_1.png").Order(StringComparer.Ordinal).First();
        var stem = Path.GetFileName(second)[..^"_mask_1.png".Length];
        var part = Directory.CreateDirectory(folder.File("part/benign")).FullName;
        foreach (var file in Directory.EnumerateFiles(source, stem + "*"))
            File.Copy(file, Path.Combine(part, Path.GetFileName(file)));
        ImporterTable.Import("busi", folder.File("part"), folder.File("one"));

        var united = ImageFile.ReadLabels(Assert.Single(Dataset.Open(folder.File("one")).Cases).ReferenceFile!).Array.Count(label => label == 1);
        var each = Directory.EnumerateFiles(part, "*_mask*").Select(file => RasterFile.Read(file).Array.Count(value => value > 0)).ToArray();
        Assert.True(each.Length > 1);
        Assert.True(united > each.Max());
        Assert.True(united <= each.Sum());
    }

    [Fact]
    public void Bus_bra_keeps_patients_and_scanners()
    {
        ImporterTable.Import("busbra", RealData.Folder("busbra"), folder.File("busbra"));
        var dataset = Dataset.Open(folder.File("busbra"));
        Assert.Equal(948, dataset.Cases.Count);
        Assert.Equal(4, dataset.Cases.Select(item => item.Centre).Distinct().Count());
        var first = dataset.Cases.First(item => item.Id == "bus_0001-l");
        Assert.Equal("1", first.Group);
        Assert.Equal("malignant", first.Metadata["pathology"]);
        Assert.Equal("4", first.Metadata["birads"]);
        Assert.Equal(new Size3(248, 320, 1), first.ReadChannels()[0].Size);
        // The bounding box in bus_data.csv: [82, 22, 93, 72].
        var labels = first.ReadReference(new(new(248, 320, 1)));
        var inside = Enumerable.Range(0, labels.Array.Length).Where(i => labels.Array[i] == 1).ToArray();
        Assert.InRange(inside.Min(i => i % 248), 80, 84);
        Assert.InRange(inside.Max(i => i / 248), 22 + 70, 22 + 74);
    }

    [Theory]
    [InlineData("../x.png")]
    [InlineData("a/../../x.png")]
    [InlineData("/x.png")]
    public void A_zip_entry_that_escapes_is_refused_and_nothing_remains(string name)
    {
        using (var zip = ZipFile.Open(folder.File("evil.zip"), ZipArchiveMode.Create))
            zip.CreateEntry(name).Open().Dispose();
        var failure = Assert.Throws<DataException>(() => ImporterTable.Import("busi", folder.File("evil.zip"), folder.File("out")));
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
        Assert.False(File.Exists(folder.File("x.png")));
    }

    [Fact]
    public void A_zip_is_read_as_its_folder_is()
    {
        var part = Directory.CreateDirectory(folder.File("BUSI/Dataset_BUSI_with_GT/malignant")).FullName;
        var image = new Volume<byte>(new Geometry(new(40, 30, 1)));
        for (var i = 0; i < image.Array.Length; i++)
            image.Array[i] = (byte)(i % 251);
        ImageFile.Write(Path.Combine(part, "malignant (7).png"), image);
        ImageFile.Write(Path.Combine(part, "malignant (7)_mask.png"), image.Map(value => (byte)(value > 200 ? 255 : 0)));
        ZipFile.CreateFromDirectory(folder.File("BUSI"), folder.File("busi.zip"));
        ImporterTable.Import("busi", folder.File("busi.zip"), folder.File("out"));
        Assert.Equal("busi_malignant_0007", Assert.Single(Dataset.Open(folder.File("out")).Cases).Id);
    }

    [Fact]
    public void A_missing_mask_and_a_taken_destination_are_refused()
    {
        var part = Directory.CreateDirectory(folder.File("src/benign")).FullName;
        ImageFile.Write(Path.Combine(part, "benign (1).png"), new Volume<byte>(new Geometry(new(4, 4, 1))));
        Assert.Contains("has no mask", Assert.Throws<DataException>(() => ImporterTable.Import("busi", folder.File("src"), folder.File("out"))).Message, StringComparison.Ordinal);
        Assert.Contains("exists already", Assert.Throws<DataException>(() => ImporterTable.Import("busi", folder.File("src"), folder.File("src"))).Message, StringComparison.Ordinal);
        Assert.Contains("busbra", Assert.Throws<DataException>(() => ImporterTable.Import("busbar", folder.File("src"), folder.File("out"))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
