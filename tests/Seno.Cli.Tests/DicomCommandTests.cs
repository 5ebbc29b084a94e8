using System.Text.Json;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>convert and info on DICOM, as a user types them.</summary>
public sealed class DicomCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void An_image_becomes_a_series_and_its_labels_a_segmentation_and_contours_and_all_come_back()
    {
        var geometry = new Geometry(new(12, 10, 6), new(0.7, 0.7, 2), new(-20, 5, 40));
        var image = new Volume<float>(geometry);
        var labels = new Volume<byte>(geometry);
        for (var i = 0; i < image.Array.Length; i++)
        {
            image.Array[i] = i % 97 - 40;
            labels.Array[i] = (byte)(i / 12 % 10 is > 2 and < 7 && i % 12 is > 3 and < 9 && i / 120 is > 0 and < 4 ? i % 12 < 6 ? 1 : 2 : 0);
        }
        ImageFile.Write(folder.File("image.nii.gz"), image);
        ImageFile.Write(folder.File("labels.nii.gz"), labels, new Dictionary<byte, string> { [1] = "mass", [2] = "cyst" });
        var series = folder.File("series");
        Done("convert", folder.File("image.nii.gz"), series, "--as", "series");
        Done("convert", series, folder.File("back.nii.gz"));
        Assert.Equal(image.Array, ImageFile.Read(folder.File("back.nii.gz")).Array);
        foreach (var (kind, file) in new[] { ("seg", "seg.dcm"), ("rtstruct", "rt.dcm") })
        {
            Done("convert", folder.File("labels.nii.gz"), folder.File(file), "--as", kind, "--source", series);
            Done("convert", folder.File(file), folder.File(kind + ".nii.gz"), "--source", series);
            Assert.Equal(labels.Array, ImageFile.ReadLabels(folder.File(kind + ".nii.gz")).Array);
            Assert.Equal("cyst", ImageFile.ReadContent(folder.File(kind + ".nii.gz")).LabelNames[2]);
        }
        var without = SenoProcess.Run("convert", folder.File("rt.dcm"), folder.File("x.nii.gz"));
        Assert.Equal(1, without.Code);
        Assert.Contains("--source", without.Error, StringComparison.Ordinal);
        ImageFile.Write(folder.File("shifted.nii.gz"), labels.With(new Geometry(geometry.Size, geometry.Spacing, new(-19, 5, 40))));
        var shifted = SenoProcess.Run("convert", folder.File("shifted.nii.gz"), folder.File("x.dcm"), "--source", series);
        Assert.Equal(1, shifted.Code);
        Assert.Contains("does not lie on the grid", shifted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dynamic_series_becomes_a_case_with_a_channel_for_each_phase()
    {
        var archive = Path.Combine(RealData.Folder("nact_dce"), "UCSF-BR-06.tar.gz");
        var (code, output, error) = SenoProcess.Run("info", archive, "--json");
        Assert.True(code == 0, error);
        var objects = JsonDocument.Parse(output).RootElement.GetProperty("objects").EnumerateArray().ToArray();
        Assert.Equal([180, 60, 60], objects.Where(one => one.GetProperty("kind").GetString() == "series").Select(one => one.GetProperty("images").GetInt32()));
        Assert.Single(objects, one => one.GetProperty("kind").GetString() == "segmentation");
        Done("convert", archive, folder.File("set"), "--series", "Sagittal-IR_3DFGRE", "--case", "BR06");
        Assert.Equal(["BR06_0000.nii.gz", "BR06_0001.nii.gz", "BR06_0002.nii.gz"], Directory.GetFiles(folder.File("set/imagesTr")).Select(Path.GetFileName).Order());
        var phase = ImageFile.Read(folder.File("set/imagesTr/BR06_0001.nii.gz"));
        Assert.Equal(new Size3(256, 256, 60), phase.Size);
        Assert.Contains("\"mri\"", File.ReadAllText(folder.File("set/dataset.json")), StringComparison.Ordinal);
    }

    private static void Done(params string[] arguments)
    {
        var (code, _, error) = SenoProcess.Run(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {error}");
    }

    public void Dispose() => folder.Dispose();
}
