using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
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

    [Fact]
    public void Info_says_what_tells_the_volumes_apart_and_the_file_made_from_them_says_it_too()
    {
        var geometry = new Geometry(new(4, 3, 2), new(1, 1, 2));
        var phases = Enumerable.Range(0, 2).Select(phase => new Volume<float>(geometry).Map(_ => 10f * phase)).ToArray();
        ImageFile.Write(folder.File("dce.nii.gz"), new VolumeSequence(phases, [0, 90]));
        Done("convert", folder.File("dce.nii.gz"), folder.File("series"), "--as", "series");
        var json = JsonDocument.Parse(SenoProcess.Succeed("info", folder.File("series"), "--json")).RootElement;
        Assert.Equal("acquisition time (0008,0032)", json.GetProperty("image").GetProperty("separatedBy").GetString());
        Assert.Equal("acquisition time (0008,0032)", json.GetProperty("objects")[0].GetProperty("separatedBy").GetString());
        Assert.Contains(
            "volumes     2 told apart by acquisition time (0008,0032)",
            SenoProcess.Succeed("info", folder.File("series")),
            StringComparison.Ordinal);
        foreach (var file in new[] { "back.nii.gz", "back.nrrd" })
        {
            Done("convert", folder.File("series"), folder.File(file));
            Assert.Contains(
                "told apart by acquisition time (0008,0032)",
                SenoProcess.Succeed("info", folder.File(file)),
                StringComparison.Ordinal);
        }
        Done("convert", folder.File("series"), folder.File("set"), "--case", "A");
        Assert.Equal("acquisition time (0008,0032)", ImageFile.ReadContent(folder.File("set/imagesTr/A_0001.nii.gz")).SeparatedBy);
        File.WriteAllText(folder.File("set/cases.csv"), "case,patient\nA,7\n");
        Done("convert", folder.File("series"), folder.File("set"), "--case", "B");
        Assert.Equal(
            "case,patient,times_s,volumes_by\nA,7,,\nB,,0;90,\"acquisition time (0008,0032)\"\n",
            File.ReadAllText(folder.File("set/cases.csv")));
    }

    [Fact]
    public void A_fractional_segmentation_made_yes_or_no_says_so_and_how_to_get_its_fractions()
    {
        var geometry = new Geometry(new(4, 3, 2), new(1, 1, 2));
        ImageFile.Write(folder.File("image.nii.gz"), new Volume<float>(geometry));
        ImageFile.Write(folder.File("shares.nii.gz"), new Volume<float>(geometry).Map(_ => 0.75f));
        Done("convert", folder.File("image.nii.gz"), folder.File("series"), "--as", "series");
        Done("convert", folder.File("shares.nii.gz"), folder.File("seg.dcm"), "--as", "fractions", "--source", folder.File("series"));
        var (code, _, error) = SenoProcess.Run("convert", folder.File("seg.dcm"), folder.File("a.nii.gz"));
        Assert.Equal(0, code);
        Assert.Contains("fractional (PROBABILITY), made yes or no at one half; --component 1 takes", error, StringComparison.Ordinal);
        (code, _, error) = SenoProcess.Run("convert", folder.File("seg.dcm"), folder.File("b.nii.gz"), "--component", "1");
        Assert.Equal((0, ""), (code, error));
        Assert.All(ImageFile.Read(folder.File("b.nii.gz")).Array, value => Assert.Equal(0.75f, value, 0.002f));
    }

    [Fact]
    public void An_option_without_a_meaning_is_refused_by_its_name()
    {
        var geometry = new Geometry(new(4, 3, 2), new(1, 1, 2));
        var labels = new Volume<byte>(geometry);
        labels[1, 1, 1] = 1;
        ImageFile.Write(folder.File("image.nii.gz"), new Volume<float>(geometry));
        ImageFile.Write(folder.File("labels.nii.gz"), labels);
        ImageFile.Write(folder.File("shifted.nii.gz"), labels.With(new Geometry(geometry.Size, geometry.Spacing, new(5, 0, 0))));
        ImageFile.Write(folder.File("picture.png"), new Volume<byte>(new Geometry(new(4, 3, 1))));
        var series = folder.File("series");
        Done("convert", folder.File("image.nii.gz"), series, "--as", "series");
        Done("convert", folder.File("labels.nii.gz"), folder.File("seg.dcm"), "--source", series);
        string[][] misuses =
        [
            ["--series", "convert", "labels.nii.gz", "x.nii.gz", "--series", "1"],
            ["--series", "info", "labels.nii.gz", "--series", "1"],
            ["--series", "convert", "seg.dcm", "x.nii.gz", "--series", "1"],
            ["--series", "convert", "series", "x.nii.gz", "--series", "7"],
            ["--source", "convert", "series", "x.nii.gz", "--source", series],
            ["--source", "info", "series", "--source", series],
            ["--component", "convert", "series", "x.nii.gz", "--component", "1"],
            ["--component", "convert", "seg.dcm", "x.nii.gz", "--component", "2"],
            ["--resample-sheared", "convert", "series", "x.nii.gz", "--resample-sheared"],
            ["--resample-sheared", "convert", "picture.png", "x.png", "--resample-sheared"],
            ["--nearest", "convert", "labels.nii.gz", "x.nii.gz", "--nearest"],
            ["--as", "convert", "labels.nii.gz", "x.nii.gz", "--as", "seg", "--source", series],
            ["--as", "convert", "labels.nii.gz", "set", "--as", "rtstruct", "--case", "A"],
            ["--case", "convert", "labels.nii.gz", "x.nii.gz", "--case", "A"],
            ["--orient", "convert", "labels.nii.gz", "x.dcm", "--orient", "RAS", "--source", series],
            ["--source", "convert", "labels.nii.gz", "x.dcm"],
        ];
        foreach (var misuse in misuses)
        {
            var words = misuse[2..].Select(word => word.Contains(
                '.',
                StringComparison.Ordinal) || word is "series" or "set" ? folder.File(word) : word);
            var (code, _, error) = SenoProcess.Run([misuse[1], .. words]);
            Assert.True(
                code == 2 && error.StartsWith($"seno: {misuse[0]}: ", StringComparison.Ordinal),
                $"{string.Join(' ', misuse)}: {code} {error}");
        }
        Assert.Empty(Directory.GetFiles(folder.Path, "x.*"));
        // a label map on the images it is said to lie on is taken, another is not
        Done("convert", folder.File("labels.nii.gz"), folder.File("y.nii.gz"), "--source", series);
        var shifted = SenoProcess.Run("convert", folder.File("shifted.nii.gz"), folder.File("z.nii.gz"), "--source", series);
        Assert.Equal(1, shifted.Code);
        Assert.Contains("does not lie on the grid of the images given with --source", shifted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_is_told_to_end_while_it_unpacks_leaves_no_images_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are those of Unix");
        var temporary = Directory.CreateDirectory(folder.File("tmp")).FullName;
        using (var zip = new ZipArchive(File.Create(folder.File("study.zip")), ZipArchiveMode.Create))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 160; i++)
            {
                using var entry = zip.CreateEntry($"{i}.dcm", CompressionLevel.NoCompression).Open();
                entry.Write(zeros);
            }
        }
        foreach (var signal in new[] { 15, 1 })
        {
            using var process = SenoProcess.Start(["info", folder.File("study.zip")], ("TMPDIR", temporary));
            var clock = Stopwatch.StartNew();
            while (!process.HasExited && clock.Elapsed < TimeSpan.FromMinutes(1) && !Directory.EnumerateFiles(
                temporary,
                "*.dcm",
                SearchOption.AllDirectories).Any())
                Thread.Yield();
            Assert.Equal(0, Signal(process.Id, signal));
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
            Assert.Empty(Directory.EnumerateDirectories(temporary));
        }
        // and what a process that was killed outright left goes with the next one
        using (var process = SenoProcess.Start(["info", folder.File("study.zip")], ("TMPDIR", temporary)))
        {
            while (!process.HasExited && !Directory.EnumerateFiles(temporary, "*.dcm", SearchOption.AllDirectories).Any())
                Thread.Yield();
            process.Kill();
            process.WaitForExit();
        }
        using (var next = SenoProcess.Start(["info", folder.File("absent.dcm")], ("TMPDIR", temporary)))
            next.WaitForExit();
        Assert.Empty(Directory.EnumerateDirectories(temporary));
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    private static void Done(params string[] arguments)
    {
        var (code, _, error) = SenoProcess.Run(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {error}");
    }

    public void Dispose() => folder.Dispose();
}
