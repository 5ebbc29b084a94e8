using Seno.Core;
using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Data.Tests.Preprocessing;

public sealed class PreprocessorTests
{
    /// <summary>Masks are often saved with voxels of 1 mm, whatever the image has: sizes agree, so voxels do.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_reference_and_a_second_channel_that_state_no_place_lie_where_the_first_does(int dimensions)
    {
        using var folder = new TemporaryFolder();
        var image = new Volume<float>(new Geometry(new(16, 8, 4), new(1, 1, 1)));
        image[11, 6, 3] = 7;
        var truth = new Volume<byte>(new Geometry(image.Size), [.. image.Array.Select(value => (byte)(value > 0 ? 1 : 0))]);
        ImageFile.Write(folder.File("a_0000.nii.gz"), image);
        ImageFile.Write(folder.File("a_0001.npy"), new Volume<float>(truth.Geometry, image.Array));
        ImageFile.Write(folder.File("a.npy"), truth);
        string[] channels = [folder.File("a_0000.nii.gz"), folder.File("a_0001.npy")];
        var item = new Case { Id = "a", Group = "a", ChannelFiles = channels, ReferenceFile = folder.File("a.npy") };
        var plan = new Plan
        {
            Dataset = "a",
            Channels = ["one", "two"],
            Normalisation = [new("none"), new("none")],
            Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
            FileEnding = ".nii.gz",
            TargetSpacing = [.. Enumerable.Repeat(1.0, dimensions)],
            Patch = [.. Enumerable.Repeat(16, dimensions)],
            BatchSize = 1,
            Features = [4, 8],
            Iterations = 1,
            EpochLength = 1,
        };
        var slices = Preprocessor.Case(item, plan).Slices;
        Assert.Equal((16, 8, 4), (slices[0].Width, slices[0].Height, slices.Count));
        Assert.Equal([11 + 16 * 6], slices[3].Foreground);
        Assert.Equal(image.Array[(3 * 128)..], slices[3].Channels[0]);
        Assert.Equal(image.Array[(3 * 128)..], slices[3].Channels[1]);
    }
}
