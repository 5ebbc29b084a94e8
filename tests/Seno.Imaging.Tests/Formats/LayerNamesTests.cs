using System.Text;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats;

public sealed class LayerNamesTests
{
    // as 3D Slicer writes it: two layers, value 1 in both, of two voxels each; layers run fastest
    private const string Header = "NRRD0004\ntype: uint8\ndimension: 4\nspace: left-posterior-superior\nsizes: 2 2 1 1\n"
        + "space directions: none (1,0,0) (0,1,0) (0,0,1)\nkinds: list domain domain domain\nencoding: raw\nspace origin: (0,0,0)\n"
        + "Segment0_LabelValue:=1\nSegment0_Layer:=0\nSegment0_Name:=lesion\nSegment1_LabelValue:=1\nSegment1_Layer:=1\nSegment1_Name:=necrosis\n"
        + "Segment2_LabelValue:=2\nSegment2_Layer:=1\nSegment2_Name:=oedema\n\n";

    private static readonly IReadOnlyDictionary<byte, string>[] Names =
        [new Dictionary<byte, string> { [1] = "lesion" }, new Dictionary<byte, string> { [1] = "necrosis", [2] = "oedema" }];

    [Fact]
    public void Every_layer_keeps_its_own_names()
    {
        using var folder = new TemporaryFolder();
        var content = ImageFile.ReadContent(Segmentation(folder));
        Assert.Empty(content.LabelNames);
        Assert.Equal(Names, content.LayerNames);
        Assert.Equal([[1f, 0], [1f, 2]], content.Images.Volumes.Select(volume => volume.Array));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public void A_layer_that_is_taken_out_has_its_names_and_no_others(string layer)
    {
        using var folder = new TemporaryFolder();
        var content = ImageFile.ReadContent(Segmentation(folder), new() { Component = layer });
        var expected = Names[int.Parse(layer, System.Globalization.CultureInfo.InvariantCulture)];
        Assert.Equal(expected, content.LabelNames);
        Assert.Empty(content.LayerNames);
        foreach (var name in new[] { "a.nii.gz", "a.nrrd" })
        {
            ImageFile.Write(folder.File(name), content);
            Assert.Equal(expected, ImageFile.ReadContent(folder.File(name)).LabelNames);
        }
    }

    [Theory]
    [InlineData("a.nii.gz")]
    [InlineData("a.nrrd")]
    public void All_layers_are_written_with_all_their_names(string name)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File(name), ImageFile.ReadContent(Segmentation(folder)));
        var again = ImageFile.ReadContent(folder.File(name));
        Assert.Equal(Names, again.LayerNames);
        Assert.Empty(again.LabelNames);
        Assert.Equal(Names[1], ImageFile.ReadContent(folder.File(name), new() { Component = "1" }).LabelNames);
    }

    [Theory]
    [InlineData("a.nii.gz")]
    [InlineData("a.nrrd")]
    public void Names_that_hold_for_every_volume_stay_with_each(string name)
    {
        using var folder = new TemporaryFolder();
        var volume = new Volume<float>(new Geometry(new(2, 1, 1), new(1, 1, 1)), [0, 1]);
        ImageFile.Write(folder.File(name), new ImageContent { Format = "", StoredAs = "", Images = new([volume, volume]), VoxelType = VoxelType.UInt8, LabelNames = Names[0] });
        Assert.Equal(Names[0], ImageFile.ReadContent(folder.File(name)).LabelNames);
        Assert.Equal(Names[0], ImageFile.ReadContent(folder.File(name), new() { Component = "1" }).LabelNames);
    }

    private static string Segmentation(TemporaryFolder folder)
    {
        // both layers of the first voxel, then both of the second
        File.WriteAllBytes(folder.File("a.seg.nrrd"), [.. Encoding.ASCII.GetBytes(Header), 1, 1, 0, 2]);
        return folder.File("a.seg.nrrd");
    }
}
