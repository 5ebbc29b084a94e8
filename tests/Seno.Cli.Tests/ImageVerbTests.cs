using System.Text.Json;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>seno convert and seno info as a user starts them.</summary>
public sealed class ImageVerbTests
{
    private static readonly Geometry Placed = new(new(6, 5, 4), new(1, 2, 3), new(10, -20, 30));

    [Fact]
    public void A_converted_image_is_turned_typed_and_described()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("a.nrrd"), Counting());
        var (code, output, error) = SenoProcess.Run("convert", folder.File("a.nrrd"), folder.File("b.nii.gz"), "--orient", "pir", "--json");
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("PIR", json.RootElement.GetProperty("axes").GetString());
        Assert.Equal("int16", json.RootElement.GetProperty("storedAs").GetString());
        Assert.Equal([5, 4, 6], json.RootElement.GetProperty("size").EnumerateArray().Select(number => number.GetInt32()));
        Assert.Equal(119, json.RootElement.GetProperty("values").GetProperty("max").GetDouble());
        SenoProcess.Run("convert", folder.File("b.nii.gz"), folder.File("c.mha"), "--orient", "LPS");
        Assert.Equal(Counting().Images.Volumes[0].Array, ImageFile.Read(folder.File("c.mha")).Array);
    }

    [Theory]
    [InlineData(0, "no room for spacing", "convert IMAGE OUT.npy")]
    [InlineData(1, "takes whole numbers", "convert FRACTIONS OUT.pgm --component 0")]
    [InlineData(1, "for single pictures", "convert IMAGE OUT.png")]
    [InlineData(2, "no component '7'", "convert IMAGE OUT.nii --component 7")]
    [InlineData(1, "no ending of a known image format", "convert IMAGE OUT.xyz")]
    [InlineData(1, "cannot be turned", "convert FRACTIONS OUT.nii --orient RAS")]
    [InlineData(2, "is no axis code", "convert IMAGE OUT.nii --orient RAR")]
    [InlineData(1, "does not exist", "info nowhere.nii")]
    [InlineData(1, "holds no DICOM image", "info FOLDER")]
    public void A_mistake_gets_one_clear_line(int expected, string says, string command)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("a.nrrd"), Counting());
        ImageFile.Write(folder.File("f.npy"), new Volume<float>(new Geometry(new(2, 1, 1)), [0.5f, 3]));
        string[] names = ["IMAGE", folder.File("a.nrrd"), "FRACTIONS", folder.File("f.npy"), "OUT", folder.File("out"), "FOLDER", folder.Path];
        for (var i = 0; i < names.Length; i += 2)
            command = command.Replace(names[i], names[i + 1], StringComparison.Ordinal);
        var (code, _, error) = SenoProcess.Run(command.Split(' '));
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(expected, code);
    }

    [Fact]
    public void Info_shows_numbers_names_a_histogram_and_a_picture()
    {
        using var folder = new TemporaryFolder();
        var labels = new Volume<byte>(Placed);
        labels.Array[50] = 1;
        ImageFile.Write(folder.File("labels.nii.gz"), labels, new Dictionary<byte, string> { [1] = "lesion" });
        var (code, output, error) = SenoProcess.Run("info", folder.File("labels.nii.gz"), "--png", folder.File("p/labels.png"));
        Assert.True(code == 0, error);
        foreach (var text in new[] { "NIfTI-1, uint8", "6 × 5 × 4 voxels", "1 × 2 × 3 mm", "10, -20, 30 mm (LPS)", "LPS", "1 lesion", "█ 119", " 1\n" })
            Assert.Contains(text, output, StringComparison.Ordinal);
        var picture = ImageFile.ReadContent(folder.File("p/labels.png"));
        Assert.InRange(picture.Images.Geometry.Size.X, 720, 1440);
        ImageFile.Write(folder.File("series.nii"), new VolumeSequence([.. Enumerable.Range(0, 3).Select(_ => new Volume<float>(Placed))], [0, 60, 150]));
        using var json = JsonDocument.Parse(SenoProcess.Run("info", folder.File("series.nii"), "--png", folder.File("series.png"), "--json").Output);
        Assert.Equal(150, json.RootElement.GetProperty("times")[2].GetDouble());
        Assert.Equal(3, json.RootElement.GetProperty("volumes").GetInt32());
    }

    private static ImageContent Counting()
    {
        var image = new Volume<float>(Placed);
        for (var i = 0; i < image.Array.Length; i++)
            image.Array[i] = i;
        return new() { Format = "", StoredAs = "", VoxelType = VoxelType.Int16, Images = new([image]) };
    }
}
