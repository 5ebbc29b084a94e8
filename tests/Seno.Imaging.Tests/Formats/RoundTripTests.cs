using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats;

public sealed class RoundTripTests
{
    private static readonly string[] Placed = ["a.nii", "a.nii.gz", "a.hdr", "a.hdr.gz", "a.nrrd", "a.nhdr", "a.mha", "a.mhd"];

    public static TheoryData<string, VoxelType> EveryTypeOfEveryFormat()
    {
        var data = new TheoryData<string, VoxelType>();
        foreach (var name in Placed.Append("a.npy"))
        {
            foreach (var type in Enum.GetValues<VoxelType>())
                data.Add(name, type);
        }
        return data;
    }

    [Theory, MemberData(nameof(EveryTypeOfEveryFormat))]
    public void Values_place_and_voxel_type_come_back(string name, VoxelType type)
    {
        using var folder = new TemporaryFolder();
        var content = StoredImages.Content(StoredImages.Oblique, type);
        ImageFile.Write(folder.File(name), content);
        var again = ImageFile.ReadContent(folder.File(name));
        Assert.Equal(content.Images.Volumes[0].Array, again.Images.Volumes[0].Array);
        Assert.Equal(type, again.VoxelType);
        Assert.Equal(type.Name(), again.StoredAs);
        if (name != "a.npy")
            StoredImages.AssertSame(StoredImages.Oblique, again.Images.Geometry);
    }

    [Fact]
    public void Several_volumes_come_back_in_order_with_their_times_where_the_format_has_them()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in Placed.Append("a.npy"))
        {
            foreach (var times in new double[][] { [0, 60.5, 121], [0, 60.5, 90] })
            {
                var content = StoredImages.Content(StoredImages.Oblique, VoxelType.Int16, 3, times);
                ImageFile.Write(folder.File(name), content);
                var again = ImageFile.ReadSequence(folder.File(name));
                Assert.Equal(content.Images.Volumes.Select(volume => volume.Array), again.Volumes.Select(volume => volume.Array));
                if (name.Contains("nii", StringComparison.Ordinal) || name.Contains("hdr", StringComparison.Ordinal) || name.Contains("nrrd", StringComparison.Ordinal))
                    Assert.Equal(times, again.Times!.Select(time => Math.Round(time, 4)));
                else
                    Assert.Null(again.Times);
            }
        }
    }

    [Fact]
    public void Label_names_travel_in_nifti_and_nrrd()
    {
        using var folder = new TemporaryFolder();
        var names = new Dictionary<byte, string> { [0] = "background", [1] = "lesion", [7] = "Gefäß \"a\\b\"" };
        var labels = new Volume<byte>(StoredImages.Oblique);
        labels.Array[3] = 7;
        foreach (var name in Placed)
        {
            ImageFile.Write(folder.File(name), labels, names);
            Assert.Equal(labels.Array, ImageFile.ReadLabels(folder.File(name)).Array);
            var again = ImageFile.ReadContent(folder.File(name));
            if (name is "a.nii" or "a.nii.gz" or "a.hdr" or "a.hdr.gz")
                Assert.Equal(names, again.LabelNames);
            else if (name is "a.nrrd" or "a.nhdr")
                Assert.Equal(names.Where(label => label.Key > 0), again.LabelNames);
            ImageFile.Write(folder.File("again" + name), again);
            Assert.Equal(again.LabelNames, ImageFile.ReadContent(folder.File("again" + name)).LabelNames);
        }
    }

    [Fact]
    public void Extensions_and_pairs_are_kept()
    {
        using var folder = new TemporaryFolder();
        var content = StoredImages.Content(StoredImages.Oblique, VoxelType.UInt8) with
        {
            Extensions = [new(4, [1, 2, 3]), new(6, "a comment"u8.ToArray())],
            Pairs = [new("key", "two\nlines \\ and more: yes"), new("other", "")],
        };
        ImageFile.Write(folder.File("a.nii.gz"), content);
        var extensions = ImageFile.ReadContent(folder.File("a.nii.gz")).Extensions;
        Assert.Equal([4, 6], extensions.Select(extension => extension.Code));
        Assert.Equal([1, 2, 3, 0, 0, 0, 0, 0], extensions[0].Content);
        Assert.Equal("a comment"u8.ToArray(), extensions[1].Content);
        ImageFile.Write(folder.File("a.nrrd"), content);
        Assert.Equal(content.Pairs, ImageFile.ReadContent(folder.File("a.nrrd")).Pairs);
    }

    [Fact]
    public void Unknown_spacing_stays_unknown_in_every_format()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in Placed.Concat(["a.npy", "a.pgm", "a.png", "a.tif"]))
        {
            ImageFile.Write(folder.File(name), new Volume<byte>(new Geometry(new(3, 2, 1)), [0, 1, 2, 3, 254, 255]));
            Assert.Equal(new Geometry(new(3, 2, 1)), ImageFile.ReadLabels(folder.File(name)).Geometry);
            Assert.Equal([0, 1, 2, 3, 254, 255], ImageFile.ReadLabels(folder.File(name)).Array);
        }
    }

    [Fact]
    public void Names_in_any_script_are_read_and_written()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("Brüste 乳房"));
        foreach (var ending in ImageFile.Endings)
        {
            var path = folder.File($"Brüste 乳房/ü 病变 50% LIST {ending.Replace('.', '_')}{ending}");
            // JPEG keeps a constant
            ImageFile.Write(path, new Volume<byte>(new Geometry(new(3, 1, 1)), [6, 6, 6]));
            Assert.Equal([6, 6, 6], ImageFile.Read(path).Array);
        }
    }

    [Fact]
    public void An_axis_too_long_for_nifti_1_makes_a_nifti_2_file()
    {
        using var folder = new TemporaryFolder();
        var content = StoredImages.Content(new(new(40000, 2, 1), new(0.1, 0.2, 3), new(1, 2, 3)), VoxelType.Int32);
        ImageFile.Write(folder.File("long.nii.gz"), content);
        var again = ImageFile.ReadContent(folder.File("long.nii.gz"));
        Assert.Equal("NIfTI-2", again.Format);
        Assert.Equal(content.Images.Volumes[0].Array, again.Images.Volumes[0].Array);
        StoredImages.AssertSame(content.Images.Geometry, again.Images.Geometry, 1e-12);
    }

    [Theory]
    [InlineData("a.pgm")]
    [InlineData("a.png")]
    public void Pictures_take_8_or_16_bit_and_nothing_else(string name)
    {
        using var folder = new TemporaryFolder();
        var plane = new Geometry(new(2, 2, 1));
        void Write(params float[] values) => ImageFile.Write(folder.File(name), new ImageContent { Format = "", StoredAs = "", Images = new([new(plane, values)]) });
        Write(0, 1, 254, 255);
        Assert.Equal("uint8", ImageFile.ReadContent(folder.File(name)).StoredAs);
        Write(0, 1, 256, 65535);
        var wide = ImageFile.ReadContent(folder.File(name));
        Assert.Equal("uint16", wide.StoredAs);
        Assert.Equal([0f, 1, 256, 65535], wide.Images.Volumes[0].Array);
        Assert.Contains("from -1 to 3", Assert.Throws<DataException>(() => Write(-1, 0, 0, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 0.5", Assert.Throws<DataException>(() => Write(0, 0, 0.5f, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("a volume of 3×4×5", Assert.Throws<DataException>(() => ImageFile.Write(folder.File(name), StoredImages.Content(StoredImages.Oblique, VoxelType.UInt8))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_does_not_hold_the_values_becomes_float32()
    {
        using var folder = new TemporaryFolder();
        var content = StoredImages.Content(StoredImages.Oblique, VoxelType.UInt8) with { Images = new([StoredImages.Counting(StoredImages.Oblique, 250)]) };
        ImageFile.Write(folder.File("a.nrrd"), content);
        Assert.Equal(VoxelType.Float32, ImageFile.ReadContent(folder.File("a.nrrd")).VoxelType);
    }

    [Fact]
    public void Voxels_beyond_the_third_gibibyte_are_found()
    {
        using var folder = new TemporaryFolder();
        // a float32, in which NIfTI-1 keeps it, holds this offset exactly
        const long Far = (3L << 30) + 1024;
        ImageFile.Write(folder.File("a.nii"), StoredImages.Content(new(new(3, 1, 1), new(1, 1, 1)), VoxelType.Int16));
        var bytes = File.ReadAllBytes(folder.File("a.nii"));
        BitConverter.TryWriteBytes(bytes.AsSpan(108), (float)Far);
        // what is between is a hole: the file takes no room on disk
        using (var file = File.Create(folder.File("a.nii")))
        {
            file.Write(bytes.AsSpan(0, 352));
            file.Position = Far;
            file.Write(bytes.AsSpan(352));
        }
        File.WriteAllText(folder.File("a.nhdr"), FormattableString.Invariant($"NRRD0005\ntype: short\ndimension: 1\nsizes: 3\nendian: little\nencoding: raw\nbyte skip: {Far}\ndata file: a.nii\n"));
        Assert.Equal([0f, 1, 2], ImageFile.Read(folder.File("a.nii")).Array);
        Assert.Equal([0f, 1, 2], ImageFile.Read(folder.File("a.nhdr")).Array);
    }

    [Fact]
    public void Large_files_are_deflated_in_blocks_that_any_gunzip_joins()
    {
        using var folder = new TemporaryFolder();
        var content = StoredImages.Content(new(new(300, 200, 100), new(1, 1, 1)), VoxelType.Float32);
        ImageFile.Write(folder.File("a.nii.gz"), content);
        Assert.Equal(content.Images.Volumes[0].Array, ImageFile.Read(folder.File("a.nii.gz")).Array);
        var bytes = File.ReadAllBytes(folder.File("a.nii.gz"));
        // one member: its trailer holds the whole length
        Assert.Equal(352 + 4 * 6_000_000, BitConverter.ToInt32(bytes, bytes.Length - 4));
    }
}
