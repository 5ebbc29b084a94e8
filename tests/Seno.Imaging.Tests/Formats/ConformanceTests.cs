using System.IO.Hashing;
using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats;

/// <summary>Real files of nibabel's, niivue's and pynrrd's own tests.</summary>
public sealed class ConformanceTests
{
    private const uint HeadInRas = 0x9FEC6F87;

    // file, size, volumes, spacing, origin in LPS, axis codes, least, greatest and mean finite value, CRC-32 of all voxels as little-endian float32.
    // NIfTI: nibabel 5.0.0 (get_fdata, aff2axcodes). NRRD: thirty lines of NumPy, written for this from the format's definition.
    public static readonly TheoryData<string, int[], int, double[], double[], string, double, double, double, uint> Read = new()
    {
        { "nifti/nibabel/tests/data/anatomical.nii", [33, 41, 25], 1, [2, 2, 2], [-32, 40, -16], "LAS", -610, 30393, 8401.066725794532, 0xE3824B2A },
        { "nifti/nibabel/tests/data/example4d.nii.gz", [128, 96, 24], 2, [2, 2.0000001, 2.1999992], [-117.8551, 35.72294, -7.2488], "LAS", 0, 1162, 172.90811496310764, 0xD6C0ECD5 },
        { "nifti/nibabel/tests/data/example_nifti2.nii.gz", [32, 20, 12], 2, [2, 2.0000001, 2.1999992], [-117.8551, 35.72294, -7.2488], "LAS", 46, 757, 450.963671875, 0x3AE172FC },
        { "nifti/nibabel/tests/data/functional.nii", [17, 21, 3], 20, [4, 4, 8], [-32, 40, 0], "LAS", 629.826171875, 5571.6220703125, 3637.4085152676794, 0xCF56BDB5 },
        { "nifti/nibabel/tests/data/reoriented_anat_moved.nii", [21, 26, 22], 1, [4, 4, 4], [35.2979, 47.97758, -27.59941], "RAS", 0, 21199.935546875, 2725.588532230912, 0x8EAD5A29 },
        { "nifti/nibabel/tests/data/resampled_anat_moved.nii", [17, 21, 3], 1, [4, 4, 8], [-32, 40, 0], "LAS", 409.3004455566406, 13360.9619140625, 8442.21906172476, 0xC8592FDC },
        { "nifti/nibabel/tests/data/standard.nii.gz", [4, 5, 7], 1, [1, 3, 2], [0, 0, 0], "RAS", 0, 255, 54.642857142857146, 0x5C6E512B },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30.nii.gz", [30, 30, 30], 1, [1, 1, 1], [0, 0, 0], "LPS", 0, 257, 136.38133333333334, 0x76C4C1CE },
        { "nifti_orientations/AIL.nii.gz", [79, 67, 64], 1, [2.3897538, 2.3664863, 2.3852322], [-74.5071, 110.76254, 84.42556], "AIL", 0, 92.55388641357422, 33.64839542537876, 0x8AEE680E },
        { "nifti_orientations/ALI.nii.gz", [79, 64, 67], 1, [2.3897538, 2.3852322, 2.3664863], [-74.5071, 110.76254, 84.42556], "ALI", 0, 92.55388641357422, 33.64839542537876, 0x901BEFEE },
        { "nifti_orientations/ARI.nii.gz", [79, 64, 67], 1, [2.3897538, 2.3852322, 2.3664863], [75.76254, 110.76254, 84.42556], "ARI", 0, 92.55388641357422, 33.64839542537876, 0x3B289055 },
        { "nifti_orientations/ASL.nii.gz", [79, 67, 64], 1, [2.3897538, 2.3664863, 2.3852322], [-74.5071, 110.76254, -71.76254], "ASL", 0, 92.55388641357422, 33.64839542537876, 0x51E4FDA5 },
        { "nifti_orientations/IAL.nii.gz", [67, 79, 64], 1, [2.3664863, 2.3897538, 2.3852322], [-74.5071, 110.76254, 84.42556], "IAL", 0, 92.55388641357422, 33.64839542537876, 0xF8E0EA8C },
        { "nifti_orientations/ILA.nii.gz", [67, 64, 79], 1, [2.3664863, 2.3852322, 2.3897538], [-74.5071, 110.76254, 84.42556], "ILA", 0, 92.55388641357422, 33.64839542537876, 0x4E3BB604 },
        { "nifti_orientations/IPL.nii.gz", [67, 79, 64], 1, [2.3664863, 2.3897538, 2.3852322], [-74.5071, -75.63826, 84.42556], "IPL", 0, 92.55388641357422, 33.64839542537876, 0xD1C67D1D },
        { "nifti_orientations/IRA.nii.gz", [67, 64, 79], 1, [2.3664863, 2.3852322, 2.3897538], [75.76254, 110.76254, 84.42556], "IRA", 0, 92.55388641357422, 33.64839542537876, 0xC115F4A3 },
        { "nifti_orientations/LAI.nii.gz", [64, 79, 67], 1, [2.3852322, 2.3897538, 2.3664863], [-74.5071, 110.76254, 84.42556], "LAI", 0, 92.55388641357422, 33.64839542537876, 0xDCC0C1B9 },
        { "nifti_orientations/LIA.nii.gz", [64, 67, 79], 1, [2.3852322, 2.3664863, 2.3897538], [-74.5071, 110.76254, 84.42556], "LIA", 0, 92.55388641357422, 33.64839542537876, 0xB07637F7 },
        { "nifti_orientations/LPI.nii.gz", [64, 79, 67], 1, [2.3852322, 2.3897538, 2.3664863], [-74.5071, -75.63826, 84.42556], "LPI", 0, 92.55388641357422, 33.64839542537876, 0x22D88C60 },
        { "nifti_orientations/LSA.nii.gz", [64, 67, 79], 1, [2.3852322, 2.3664863, 2.3897538], [-74.5071, 110.76254, -71.76254], "LSA", 0, 92.55388641357422, 33.64839542537876, 0xABB7A6D5 },
        { "nifti_orientations/PIL.nii.gz", [79, 67, 64], 1, [2.3897538, 2.3664863, 2.3852322], [-74.5071, -75.63826, 84.42556], "PIL", 0, 92.55388641357422, 33.64839542537876, 0xF6B79A3A },
        { "nifti_orientations/PLI.nii.gz", [79, 64, 67], 1, [2.3897538, 2.3852322, 2.3664863], [-74.5071, -75.63826, 84.42556], "PLI", 0, 92.55388641357422, 33.64839542537876, 0x8712E326 },
        { "nifti_orientations/PRI.nii.gz", [79, 64, 67], 1, [2.3897538, 2.3852322, 2.3664863], [75.76254, -75.63826, 84.42556], "PRI", 0, 92.55388641357422, 33.64839542537876, 0x42D8DFC1 },
        { "nifti_orientations/PSL.nii.gz", [79, 67, 64], 1, [2.3897538, 2.3664863, 2.3852322], [-74.5071, -75.63826, -71.76254], "PSL", 0, 92.55388641357422, 33.64839542537876, 0xF889773C },
        { "nifti_orientations/RAI.nii.gz", [64, 79, 67], 1, [2.3852322, 2.3897538, 2.3664863], [75.76254, 110.76254, 84.42556], "RAI", 0, 92.55388641357422, 33.64839542537876, 0xA0FD7D7C },
        { "nifti_orientations/RAS.nii.gz", [64, 79, 67], 1, [2.3852322, 2.3897538, 2.3664863], [75.76254, 110.76254, -71.76254], "RAS", 0, 92.55388641357422, 33.64839542537876, 0x9FEC6F87 },
        { "nifti_orientations/RIA.nii.gz", [64, 67, 79], 1, [2.3852322, 2.3664863, 2.3897538], [75.76254, 110.76254, 84.42556], "RIA", 0, 92.55388641357422, 33.64839542537876, 0x12CDB24B },
        { "nifti_orientations/RPI.nii.gz", [64, 79, 67], 1, [2.3852322, 2.3897538, 2.3664863], [75.76254, -75.63826, 84.42556], "RPI", 0, 92.55388641357422, 33.64839542537876, 0xA369246D },
        { "nifti_orientations/RSA.nii.gz", [64, 67, 79], 1, [2.3852322, 2.3664863, 2.3897538], [75.76254, 110.76254, -71.76254], "RSA", 0, 92.55388641357422, 33.64839542537876, 0xD4821703 },
        { "nifti_orientations/SAL.nii.gz", [67, 79, 64], 1, [2.3664863, 2.3897538, 2.3852322], [-74.5071, 110.76254, -71.76254], "SAL", 0, 92.55388641357422, 33.64839542537876, 0x31C6E866 },
        { "nifti_orientations/SLA.nii.gz", [67, 64, 79], 1, [2.3664863, 2.3852322, 2.3897538], [-74.5071, 110.76254, -71.76254], "SLA", 0, 92.55388641357422, 33.64839542537876, 0x88DCC531 },
        { "nifti_orientations/SPL.nii.gz", [67, 79, 64], 1, [2.3664863, 2.3897538, 2.3852322], [-74.5071, -75.63826, -71.76254], "SPL", 0, 92.55388641357422, 33.64839542537876, 0xA5443A9A },
        { "nifti_orientations/SRA.nii.gz", [67, 64, 79], 1, [2.3664863, 2.3852322, 2.3897538], [75.76254, 110.76254, -71.76254], "SRA", 0, 92.55388641357422, 33.64839542537876, 0xA9B4BF7E },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30.nhdr", [30, 30, 30], 1, [1, 1, 1], [0, 0, 0], "LPS", 0, 257, 136.38133333333334, 0x76C4C1CE },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30.nrrd", [30, 30, 30], 1, [1, 1, 1], [0, 0, 0], "LPS", 0, 257, 136.38133333333334, 0x76C4C1CE },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30_byteskip_minus_one.nhdr", [30, 30, 30], 1, [1, 1, 1], [0, 0, 0], "LPS", 0, 257, 136.38133333333334, 0x76C4C1CE },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30_byteskip_minus_one_nifti.nhdr", [30, 30, 30], 1, [1, 1, 1], [0, 0, 0], "LPS", 0, 257, 136.38133333333334, 0x76C4C1CE },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30_bz2.nrrd", [30, 30, 30], 1, [1, 1, 1], [0, 0, 0], "LPS", 0, 257, 136.38133333333334, 0x76C4C1CE },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30_gz.nrrd", [30, 30, 30], 1, [1, 1, 1], [0, 0, 0], "LPS", 0, 257, 136.38133333333334, 0x76C4C1CE },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30_gz_byteskip_minus_one.nrrd", [30, 30, 30], 1, [1, 1, 1], [0, 0, 0], "LPS", 0, 257, 136.38133333333334, 0x76C4C1CE },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30_gz_lineskip.nrrd", [30, 30, 30], 1, [1, 1, 1], [0, 0, 0], "LPS", 0, 257, 136.38133333333334, 0x76C4C1CE },
        { "nrrd/nrrd/tests/data/test1d_ascii.nrrd", [27, 1, 1], 1, [1.0458, 1, 1], [0, 0, 0], "LPS", 1, 27, 14, 0x157B4A4E },
        { "nrrd/nrrd/tests/data/test2d_ascii.nrrd", [3, 9, 1], 1, [1.0458, 2, 1], [0, 0, 0], "LPS", 1, 27, 14, 0x157B4A4E },
        { "nrrd/nrrd/tests/data/test_customFields.nrrd", [27, 1, 1], 1, [1.0458, 1, 1], [0, 0, 0], "LPS", 1, 27, 14, 0x157B4A4E },
        { "nrrd/nrrd/tests/data/test_simple4d_raw.nrrd", [1, 1, 1], 1, [1.5, 1.5, 1], [0, 0, 0], "RAS", 0.7690342664718628, 0.7690342664718628, 0.7690342664718628, 0x5E1B8A1D },
    };

    [Theory, MemberData(nameof(Read))]
    public void Real_files_agree_with_an_independent_reader(string file, int[] size, int volumes, double[] spacing, double[] origin, string codes, double least, double greatest, double mean, uint checksum)
    {
        var images = ImageFile.ReadSequence(Path.Combine(RealData.Folder("conformance"), file));
        Assert.Equal(new Size3(size[0], size[1], size[2]), images.Geometry.Size);
        Assert.Equal(volumes, images.Volumes.Count);
        for (var axis = 0; axis < 3; axis++)
        {
            Assert.Equal(spacing[axis], images.Geometry.Spacing[axis], 1e-6);
            Assert.Equal(origin[axis], images.Geometry.Origin[axis], 1e-4);
        }
        Assert.Equal(codes, AxisCodes.Of(images.Geometry));
        var finite = images.Volumes.SelectMany(volume => volume.Array).Where(float.IsFinite).Select(value => (double)value).ToArray();
        Assert.Equal(least, finite.Min());
        Assert.Equal(greatest, finite.Max());
        Assert.Equal(mean, finite.Average(), Math.Abs(mean) * 1e-9);
        Assert.Equal(checksum, Checksum(images));
    }

    public static readonly TheoryData<string, string> Refused = new()
    {
        { "nifti/nibabel/tests/data/analyze.hdr", "Analyze 7.5" },
        { "nifti/nibabel/tests/data/nifti1.hdr", "nifti1.img does not exist" },
        { "nifti/nibabel/tests/data/nifti2.hdr", "nifti2.img does not exist" },
        { "nifti/nibabel/tests/data/row_major.dconn.nii", "CIFTI" },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30_byteskip_minus_five.nhdr", "byte skip '-5'" },
        { "nrrd/nrrd/tests/data/BallBinary30x30x30_nifti.nhdr", "more than the 54000 bytes" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_read_is_refused_in_one_line_that_says_why(string file, string why)
    {
        var failure = Assert.Throws<DataException>(() => ImageFile.ReadSequence(Path.Combine(RealData.Folder("conformance"), file)));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void The_25_orientations_of_one_head_are_one_head_in_ras()
    {
        var folder = Path.Combine(RealData.Folder("conformance"), "nifti_orientations");
        var expected = ImageFile.Read(Path.Combine(folder, "RAS.nii.gz")).Geometry;
        var files = Directory.GetFiles(folder, "*.nii.gz");
        Assert.Equal(25, files.Length);
        foreach (var file in files)
        {
            var turned = Reorient.To(ImageFile.ReadSequence(file), "RAS");
            Assert.Equal(HeadInRas, Checksum(turned));
            Assert.True((expected.Origin - turned.Geometry.Origin).Length < 1e-4, file);
            Assert.True((expected.Spacing - turned.Geometry.Spacing).Length < 1e-6, file);
            Assert.Equal(expected.Size, turned.Geometry.Size);
        }
    }

    [Fact]
    public void Times_extensions_and_pairs_are_what_the_files_say()
    {
        var nifti = Path.Combine(RealData.Folder("conformance"), "nifti/nibabel/tests/data");
        Assert.Equal([0, 2, 4], ImageFile.ReadSequence(Path.Combine(nifti, "functional.nii")).Times!.Take(3));
        var content = ImageFile.ReadContent(Path.Combine(nifti, "example_nifti2.nii.gz"));
        Assert.Equal("NIfTI-2", content.Format);
        Assert.Equal(["extcomment1", "extlongcomment2"], content.Extensions.Select(extension => System.Text.Encoding.ASCII.GetString(extension.Content)));
        var nrrd = ImageFile.ReadContent(Path.Combine(RealData.Folder("conformance"), "nrrd/nrrd/tests/data/test_customFields.nrrd"));
        Assert.Contains(new(" 25.5566", "double"), nrrd.Pairs.Select(pair => new KeyValuePair<string, string>(pair.Value, pair.Key)));
    }

    private static uint Checksum(VolumeSequence images)
    {
        var checksum = new Crc32();
        foreach (var volume in images.Volumes)
            checksum.Append(MemoryMarshal.AsBytes<float>(volume.Span));
        return checksum.GetCurrentHashAsUInt32();
    }
}
