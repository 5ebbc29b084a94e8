using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;
using Seno.Tests;

namespace Seno.Data.Tests;

public sealed class ChannelNumberTests
{
    /// <summary>Files of a folder, channels of the model, and the cases understood, as ID=FILES.</summary>
    public static readonly TheoryData<string, int, string> Understood = new()
    {
        { "a_0000.png b_0000.png", 1, "a=a_0000.png b=b_0000.png" },
        { "a.png b.png", 1, "a=a.png b=b.png" },
        { "a.png b_0000.png", 1, "a=a.png b=b_0000.png" },
        { "a_0001.png a_0000.png", 2, "a=a_0000.png,a_0001.png" },
        { "us_2024_0000.png us_2025_0000.png", 1, "us_2024=us_2024_0000.png us_2025=us_2025_0000.png" },
        { "US_0002_0000.png", 1, "US_0002=US_0002_0000.png" },
        { "scan_12.png scan_00001.png", 1, "scan_00001=scan_00001.png scan_12=scan_12.png" },
        { "a_0000.PNG", 1, "a=a_0000.PNG" },
        { "a_0000.png ._a_0000.png Thumbs.db .DS_Store a_0000.png~ desktop.ini notes.txt", 1, "a=a_0000.png" },
    };

    public static readonly TheoryData<string, int, string> Refused = new()
    {
        { "US_0002.png", 1, "channel 2 of case 'US'" },
        { "US_0001.png US_0002.png", 1, "channel 1 of case 'US'" },
        { "US_0000.png US_0001.png", 1, "channel 1 of case 'US'" },
        { "a_0000.png a_0002.png", 2, "channel 2 of case 'a'" },
        { "a_0001.png a_0002.png", 2, "channel 2 of case 'a'" },
        { "a_0000.png a_0002.png", 3, "lacks channel 1" },
        { "a_0000.png", 2, "lacks channel 1" },
        { "a_0001.png", 2, "lacks channel 0" },
        { "a_0000.png a_0001.png a_0002.png", 2, "channel 2 of case 'a'" },
        { "a.png", 2, "without a channel number" },
        { "a.png a_0000.png", 1, "with a channel number and without" },
        { "a.png a_0001.png", 2, "with a channel number and without" },
        { "a.png a.tif", 1, "is there twice" },
        { "a_0000.png a_0000.tif", 1, "is there twice" },
    };

    [Theory]
    [InlineData("series")]
    [InlineData("series/0001.dcm")]
    public void Dicom_is_told_to_be_converted_first(string given)
    {
        using var folder = new TemporaryFolder();
        DicomSeriesFiles.Write(folder.File("series"), new([new Volume<float>(new Geometry(new(2, 2, 2), new(1, 1, 1)))]));
        var failure = Assert.Throws<DataException>(() => CaseFiles.Find(folder.File(given), ["one"]));
        Assert.Equal($"DICOM is converted first: seno convert {folder.File(given)} CASE_0000.nii.gz", failure.Cure);
    }

    [Theory, MemberData(nameof(Understood))]
    public void The_number_of_a_channel_is_what_its_file_says(string files, int channels, string expected)
    {
        using var folder = Filled(files);
        var found = CaseFiles.Find(folder.Path, Names(channels));
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                found.Select(item => $"{item.Id}={string.Join(',', item.ChannelFiles.Select(file => Path.GetFileName(file)))}")));
    }

    [Theory, MemberData(nameof(Refused))]
    public void Channels_that_the_model_does_not_take_are_refused_and_never_renumbered(string files, int channels, string expected)
    {
        using var folder = Filled(files);
        Assert.Contains(
            expected,
            Assert.Throws<DataException>(() => CaseFiles.Find(folder.Path, Names(channels))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_file_is_told_how_it_was_understood_and_what_to_call_it()
    {
        using var folder = Filled("US_0002.png US_0000.png b.png notes.txt");
        var refused = Assert.Throws<DataException>(() => CaseFiles.Find(folder.File("US_0002.png"), Names(1)));
        Assert.Contains("rename the file to US_0002_0000.png", refused.Message, StringComparison.Ordinal);
        Assert.Equal("US", Assert.Single(CaseFiles.Find(folder.File("US_0000.png"), Names(1))).Id);
        Assert.Equal("b", Assert.Single(CaseFiles.Find(folder.File("b.png"), Names(1))).Id);
        Assert.Throws<DataException>(() => CaseFiles.Find(folder.File("notes.txt"), Names(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".DS_Store")]
    [InlineData("Thumbs.db ._a_0000.png readme.txt")]
    public void A_data_set_whose_imagesTs_holds_no_image_gives_imagesTr(string inTest)
    {
        using var tiny = new TinyDataset(("a", "1"), ("b", "2"));
        Directory.CreateDirectory(tiny.File("imagesTs"));
        foreach (var name in inTest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            File.WriteAllText(tiny.File("imagesTs/" + name), "junk");
        Assert.Equal(["a", "b"], CaseFiles.Find(tiny.Path, Names(1)).Select(item => item.Id));
        Assert.Equal(2, Dataset.Open(tiny.Path).Cases.Count);
    }

    [Fact]
    public void A_colour_picture_is_three_channels_and_a_grey_one_is_not()
    {
        using var folder = new TemporaryFolder();
        // ##: a red pixel and one of 10, 20, 30
        using (var colour = NetVips.Image.NewFromMemory(new byte[] { 255, 0, 0, 10, 20, 30 }, 2, 1, 3, NetVips.Enums.BandFormat.Uchar))
            colour.Copy(interpretation: NetVips.Enums.Interpretation.Srgb).WriteToFile(folder.File("rgb_0000.png"));
        var item = Assert.Single(CaseFiles.Find(folder.Path, ["R", "G", "B"]));
        Assert.Equal([[255, 10], [0, 20], [0, 30]], item.ReadChannels().Select(channel => channel.Array));
        ImageFile.Write(folder.File("rgb_0000.png"), new Volume<byte>(new Geometry(new(2, 1, 1))));
        Assert.Throws<DataException>(() => item.ReadChannels());
        Assert.Throws<DataException>(() => CaseFiles.Find(folder.Path, ["R", "G", "B", "depth"]));
    }

    private static string[] Names(int channels) => [.. Enumerable.Range(0, channels).Select(number => $"sequence {number}")];

    private static TemporaryFolder Filled(string files)
    {
        var folder = new TemporaryFolder();
        foreach (var name in files.Split(' '))
            File.WriteAllText(folder.File(name), "");
        return folder;
    }
}
