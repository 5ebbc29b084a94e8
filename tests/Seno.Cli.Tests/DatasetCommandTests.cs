using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>Data sets that do not fit together, or only after turning, as their owner meets them.</summary>
public sealed class DatasetCommandTests : IClassFixture<TrainedRun>, IDisposable
{
    private static readonly string[] Tiny =
        [.. "--iterations 2 --input-size 16 --width 4 --batch-size 2 --folds 2 --precision fp32 --threads 1 -q".Split(' ')];
    private readonly TemporaryFolder folder = new();
    private readonly TrainedRun trained;

    public DatasetCommandTests(TrainedRun trained) => this.trained = trained;

    [Theory]
    [InlineData("US_0002.png", "is channel 2 of case 'US' by its name")]
    [InlineData("US_0000.png US_0002.png", "is channel 2 of case 'US' by its name")]
    [InlineData("US.png US_0000.png", "with a channel number and without")]
    public void Predict_never_renumbers_a_channel(string files, string says)
    {
        var any = Directory.EnumerateFiles(Path.Combine(trained.Dataset, "imagesTr")).First();
        Directory.CreateDirectory(folder.File("in"));
        foreach (var name in files.Split(' '))
            File.Copy(any, folder.File("in/" + name));
        var (code, _, error) = SenoProcess.Run("predict", trained.Run, "-i", folder.File("in"), "-o", folder.File("out"), "-q");
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.Equal(1, code);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public void A_mirrored_label_is_refused_before_training_and_turned_where_asked_also_on_resuming()
    {
        Volumes(mirrored: 1);
        var refused = SenoProcess.Run(["train", folder.File("data"), "-o", folder.File("run"), .. Tiny]);
        Assert.Equal(1, refused.Code);
        Assert.Contains("only by the order of its axes (RPS against LPS). Repeat with --reorient", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("run/plan.json")));

        var turned = SenoProcess.Run(["train", folder.File("data"), "-o", folder.File("run"), "--reorient", .. Tiny]);
        Assert.True(turned.Code == 0, turned.Error);
        Assert.Contains("no patient information: every case counts as a patient of its own", turned.Error, StringComparison.Ordinal);
        Assert.Contains("no patient information", File.ReadAllText(folder.File("run/fold_0/report.html")), StringComparison.Ordinal);
        var other = SenoProcess.Run(["train", folder.File("data"), "-o", folder.File("run"), "--fold", "1", .. Tiny]);
        Assert.True(other.Code == 0, other.Error);
    }

    [Fact]
    public void Patients_that_cases_csv_names_otherwise_stop_training()
    {
        Volumes(mirrored: -1);
        File.WriteAllText(folder.File("data/cases.csv"), "case,Patient\n00,a\n01,a\n02,b\n03,b\n");
        var (code, _, error) = SenoProcess.Run(["train", folder.File("data"), "-o", folder.File("run"), .. Tiny]);
        Assert.Equal(1, code);
        Assert.Contains("Rename the column 'Patient' to 'patient'", error, StringComparison.Ordinal);
        File.WriteAllText(folder.File("data/cases.csv"), "case,patient\n0,a\n1,a\n2,b\n3,b\n");
        (code, _, error) = SenoProcess.Run(["train", folder.File("data"), "-o", folder.File("run"), .. Tiny]);
        Assert.Equal(1, code);
        Assert.Contains("Did you mean '00'? A spreadsheet drops leading zeros", error, StringComparison.Ordinal);
        Assert.Equal(1, SenoProcess.Run("dataset", "check", folder.File("data"), "-q").Code);
    }

    [Fact]
    public void One_colour_picture_a_case_trains_a_network_of_three_channels_and_is_predicted()
    {
        Describe(["R", "G", "B"], ".png");
        for (var i = 0; i < 4; i++)
        {
            Colour(folder.File($"data/imagesTr/c{i}_0000.png"), i);
            ImageFile.Write(folder.File($"data/labelsTr/c{i}.png"), Mask(new Geometry(new(16, 16, 1))));
        }
        var training = SenoProcess.Run(["train", folder.File("data"), "-o", folder.File("run"), .. Tiny]);
        Assert.True(training.Code == 0, training.Error);
        Colour(folder.File("in/new.png"), 7);
        var prediction = SenoProcess.Run("predict", folder.File("run"), "-i", folder.File("in"), "-o", folder.File("out"), "-q");
        Assert.True(prediction.Code == 0, prediction.Error);
        Assert.True(File.Exists(folder.File("out/new.png")));
        Assert.Equal(0, SenoProcess.Run("dataset", "check", folder.File("data"), "-q").Code);
    }

    public void Dispose() => folder.Dispose();

    private void Volumes(int mirrored)
    {
        Describe(["ct"], ".nii");
        for (var i = 0; i < 4; i++)
        {
            var mask = Mask(new Geometry(new(16, 16, 2), new(1, 1, 1)));
            ImageFile.Write(folder.File($"data/imagesTr/0{i}_0000.nii"), mask.Map(label => 100f * label + 3));
            ImageFile.Write(folder.File($"data/labelsTr/0{i}.nii"), i == mirrored ? Reorient.To(mask, "RPS") : mask);
        }
    }

    private void Describe(IReadOnlyList<string> channels, string ending)
    {
        var labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 };
        new DatasetDescription { Name = "few", Channels = channels, Labels = labels, FileEnding = ending }
            .Write(folder.File("data/dataset.json"), 4);
    }

    private static Volume<byte> Mask(Geometry grid)
    {
        var mask = new Volume<byte>(grid);
        for (var y = 4; y < 8; y++)
            mask.Array.AsSpan(16 * y + 3, 5).Fill(1);
        return mask;
    }

    private static void Colour(string file, int seed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        byte[] pixels = [.. Enumerable.Range(0, 16 * 16 * 3).Select(i => (byte)((i * 7 + seed * 31) % 256))];
        using var image = NetVips.Image.NewFromMemory(pixels, 16, 16, 3, NetVips.Enums.BandFormat.Uchar);
        using var typed = image.Copy(interpretation: NetVips.Enums.Interpretation.Srgb);
        typed.WriteToFile(file);
    }
}
