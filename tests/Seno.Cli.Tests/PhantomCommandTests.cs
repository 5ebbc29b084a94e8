using Seno.Data;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>seno phantom as a user starts it.</summary>
public sealed class PhantomCommandTests
{
    [Fact]
    public void A_cohort_is_a_data_set_with_truth_tissues_and_readers_and_comes_again_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "first", "second" })
        {
            var (code, output, error) = SenoProcess.Run("phantom", "sbct", "-n", "2", "--voi", "--size", "64", "--diameter", "4..6", "--readers", "2", "--centres", "2", "--seed", "18446744073709551615", "-o", folder.File(name));
            Assert.True(code == 0, error);
            Assert.Contains("2 cases", output, StringComparison.Ordinal);
        }
        foreach (var file in new[] { "imagesTr/sbct_0001_0000.nii.gz", "labelsTr/sbct_0001.nii.gz", "softTr/sbct_0001.nii.gz", "tissueTr/sbct_0001.nii.gz", "labelsTr.B/sbct_0001.nii.gz", "cases.csv", "phantom.json" })
            Assert.Equal(File.ReadAllBytes(folder.File("first/" + file)), File.ReadAllBytes(folder.File("second/" + file)));
        var dataset = Dataset.Open(folder.File("first"));
        Assert.Equal(2, dataset.Cases.Count);
        Assert.True(ImageFile.ReadLabels(folder.File("first/labelsTr/sbct_0000.nii.gz")).Array.Contains((byte)1));
        Assert.Equal(0, SenoProcess.Run("dataset", "check", folder.File("first")).Code);
    }

    [Theory]
    [InlineData("us", "ultrasound", ".nii.gz", "--size 120", "volumetric_density")]
    [InlineData("mammo", "mammography", ".nii.gz", "--voi --size 200 --diameter 4..6", "view,compressed_mm,pixel_mm")]
    [InlineData("dce", "mri", ".nii.gz", "--voi --size 48 --diameter 4..6", "background_enhancement,field_t,times_s,voxel_mm,slice_mm")]
    public void Every_modality_writes_images_truth_soft_truth_tissues_readers_and_what_is_known(string modality, string kind, string ending, string options, string columns)
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = SenoProcess.Run(["phantom", modality, "-n", "3", "--centres", "2", "--readers", "2", "--seed", "3", "-o", folder.File("data"), .. options.Split(' ')]);
        Assert.True(code == 0, error);
        var dataset = Dataset.Open(folder.File("data"));
        Assert.Equal((3, kind, ending), (dataset.Cases.Count, dataset.Modality, dataset.FileEnding));
        foreach (var item in dataset.Cases)
        {
            var image = item.ReadChannels()[0];
            var truth = item.ReadReference(image.Geometry);
            dataset.CheckLabels(item, truth);
            var soft = ImageFile.Read(folder.File($"data/softTr/{item.Id}.nii.gz"));
            var tissue = ImageFile.ReadLabels(folder.File($"data/tissueTr/{item.Id}.nii.gz"));
            Assert.Equal((image.Size, image.Size), (soft.Size, tissue.Size));
            Assert.Contains((byte)1, truth.Array);
            Assert.All(soft.Array, share => Assert.InRange(share, 0, 1));
            Assert.True(soft.Array.Max() > 0.5);
            Assert.All(tissue.Array, label => Assert.InRange(label, (byte)0, (byte)5));
            Assert.Contains((byte)2, tissue.Array);
            Assert.Equal(["A", "B"], item.ReaderFiles.Keys.Order());
            Assert.All(item.ReaderFiles.Values, file => Assert.Equal(image.Size, ImageFile.ReadLabels(file).Size));
            Assert.All(new[] { "patient", "centre", "density", "lesion_kind", "lesion_mm", "class" }.Concat(columns.Split(',')), column => Assert.NotEmpty(item.Metadata[column]));
        }
        Assert.Equal(["1", "2"], dataset.Cases.Select(item => item.Metadata["centre"]).Distinct().Order());
        Assert.Equal(0, SenoProcess.Run("dataset", "check", folder.File("data")).Code);
    }

    [Theory]
    [InlineData(2, "lesions do not fit: after", "--lesions 500 --diameter 25 --size 32")]
    [InlineData(2, "voxels would", "--voi --size 20 --diameter 20..25")]
    [InlineData(2, "no density class", "--density e")]
    [InlineData(2, "is no range within 2..30 mm", "--diameter -3..4")]
    [InlineData(2, "0 cases cannot be simulated", "-n 0")]
    public void An_impossible_cohort_gets_one_clear_line_and_leaves_nothing(int expected, string says, string options)
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = SenoProcess.Run(["phantom", "sbct", "-o", folder.File("cohort"), .. options.Split(' ')]);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(expected, code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Raw_mammograms_hold_counted_quanta_with_the_same_truth_and_say_so()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, option) in new[] { ("shown", Array.Empty<string>()), ("raw", ["--raw"]), ("again", ["--raw"]) })
        {
            var (code, _, error) = SenoProcess.Run(["phantom", "mammo", "-n", "1", "--voi", "--size", "200", "--diameter", "4..6", "-o", folder.File(name), .. option]);
            Assert.True(code == 0, error);
        }
        var (shown, raw) = (Dataset.Open(folder.File("shown")).Cases[0], Dataset.Open(folder.File("raw")).Cases[0]);
        Assert.Equal(("for presentation", "for processing"), (shown.Metadata["intent"], raw.Metadata["intent"]));
        Assert.Equal(File.ReadAllBytes(folder.File("shown/labelsTr/mammo_0000.nii.gz")), File.ReadAllBytes(folder.File("raw/labelsTr/mammo_0000.nii.gz")));
        Assert.Equal(File.ReadAllBytes(folder.File("again/imagesTr/mammo_0000_0000.nii.gz")), File.ReadAllBytes(folder.File("raw/imagesTr/mammo_0000_0000.nii.gz")));

        // where more quanta come through, less is absorbed: darker
        var pairs = raw.ReadChannels()[0].Array.Zip(shown.ReadChannels()[0].Array).OrderBy(pair => pair.First).ToArray();
        Assert.True(pairs[..1000].Average(pair => pair.Second) > pairs[^1000..].Average(pair => pair.Second));
    }

    [Fact]
    public void Raw_images_of_what_has_none_are_refused()
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = SenoProcess.Run("phantom", "us", "-n", "1", "--raw", "-o", folder.File("cohort"));
        Assert.Equal(2, code);
        Assert.Contains("ultrasound has no raw image", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Projections_of_what_has_none_are_refused()
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = SenoProcess.Run("phantom", "us", "-n", "1", "--projection", "-o", folder.File("cohort"));
        Assert.Equal(2, code);
        Assert.Contains("ultrasound has no projection mode", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_something_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("thesis.txt"), "years of work");
        var (code, _, error) = SenoProcess.Run("phantom", "sbct", "-n", "1", "-o", folder.Path);
        Assert.Equal(1, code);
        Assert.Contains("exists already", error, StringComparison.Ordinal);
    }
}
