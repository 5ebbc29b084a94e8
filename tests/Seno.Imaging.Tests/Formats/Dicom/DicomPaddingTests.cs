using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;

namespace Seno.Imaging.Tests.Formats.Dicom;

/// <summary>Pixel padding takes the least value of what is none, whatever its representation says.</summary>
public sealed class DicomPaddingTests
{
    private const string One = "MONOCHROME1";
    private const string Two = "MONOCHROME2";

    public static readonly TheoryData<string, string, bool, ushort, string, int, int?, int[], float[], int> Cases = new()
    {
        // what, photometric, signed, bits stored, VR of the padding, padding, range limit, stored pixels, intensities, padded
        // intensities are 2 · stored + 1
        { "zero where low is bright", One, false, 12, "US", 0, null, [0, 3000, 1000, 2000, 0, 3000], [2191, 2191, 6191, 4191, 2191, 2191], 2 },
        { "none", Two, false, 12, "US", 7, null, [0, 1, 2, 3, 4, 5], [1, 3, 5, 7, 9, 11], 0 },
        { "bright where high is bright", Two, false, 16, "US", 65535, null, [65535, 1, 2, 3, 4, 5], [3, 3, 5, 7, 9, 11], 1 },
        { "signed", Two, true, 16, "SS", -2000, null, [-2000, -900, 0, 40, 41, -2000], [-1799, -1799, 1, 81, 83, -1799], 2 },
        { "signed, stated unsigned", Two, true, 16, "US", 63536, null, [-2000, -900, 0, 40, 41, -2000], [-1799, -1799, 1, 81, 83, -1799], 2 },
        { "unsigned, stated signed", Two, false, 16, "SS", -2000, null, [63536, 900, 0, 40, 41, 63536], [1, 1801, 1, 81, 83, 1], 2 },
        { "beyond the bits stored", Two, false, 12, "US", 63536, null, [63536, 900, 2096, 40, 41, 63536], [81, 1801, 4193, 81, 83, 81], 2 },
        { "signed beyond the bits stored", Two, true, 12, "SS", -3000, null, [-3000, 900, 1096, 40, 41, -3000], [81, 1801, 2193, 81, 83, 81], 2 },
        { "a range upwards", Two, false, 12, "US", 0, 10, [0, 5, 10, 11, 4000, 3], [23, 23, 23, 23, 8001, 23], 4 },
        { "a range downwards", Two, false, 12, "US", 4095, 4000, [4095, 5, 4000, 3999, 4050, 3], [7, 11, 7, 7999, 7, 7], 3 },
        { "a signed range", Two, true, 16, "SS", -2000, -1500, [-1500, -1501, -2000, -1499, 0, 1], [-2997, -2997, -2997, -2997, 1, 3], 3 },
        { "nothing else", Two, false, 12, "US", 9, null, [9, 9, 9, 9, 9, 9], [0, 0, 0, 0, 0, 0], 6 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Padding_is_background_and_said_once(
        string what,
        string photometric,
        bool signed,
        ushort bits,
        string vr,
        int padding,
        int? limit,
        int[] stored,
        float[] expected,
        int padded)
    {
        using var folder = new TemporaryFolder();
        var image = DicomSample.Slice(1, 0);
        image.Add(DicomTag.Photometric, "CS", photometric);
        image.Add(DicomTag.PixelRepresentation, (ushort)(signed ? 1 : 0));
        image.Add(DicomTag.BitsStored, bits);
        image.Add(DicomTag.HighBit, (ushort)(bits - 1));
        image.AddDecimals(DicomTag.RescaleSlope, 2);
        image.AddDecimals(DicomTag.RescaleIntercept, 1);
        image.AddBytes(DicomTag.PixelPadding, vr, BitConverter.GetBytes((short)padding));
        if (limit is { } end)
            image.AddBytes(DicomTag.PixelPaddingLimit, vr, BitConverter.GetBytes((short)end));
        image.AddBytes(DicomTag.PixelData, "OW", [.. stored.SelectMany(value => BitConverter.GetBytes((short)value))]);
        var warnings = new List<string>();
        var read = DicomSource.Open(DicomSample.Write(folder, "1.dcm", image)).Only().Read(warnings.Add);
        Assert.True(expected.AsSpan().SequenceEqual(read.Volumes[0].Array), $"{what}: {string.Join(", ", read.Volumes[0].Array)}");
        Assert.Equal(padded > 0 ? 1 : 0, warnings.Count(text => text.Contains("Pixel Padding Value", StringComparison.Ordinal)));
        Assert.All(
            warnings.Where(text => text.Contains("Padding", StringComparison.Ordinal)),
            text => Assert.Contains($" {padded} voxels", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_background_is_that_of_all_slices_and_a_slice_of_padding_alone_takes_it_too()
    {
        using var folder = new TemporaryFolder();
        for (var z = 0; z < 3; z++)
        {
            var image = DicomSample.Slice(z + 1, z, new[] { 200, 30, 200 }[z]);
            image.Add(DicomTag.PixelPadding, 200);
            DicomSample.Write(folder, $"{z}.dcm", image);
        }
        var warnings = new List<string>();
        Assert.All(DicomSource.Open(folder.Path).Only().Read(warnings.Add).Volumes[0].Array, value => Assert.Equal(30, value));
        Assert.Contains(
            "12 voxels are padding (Pixel Padding Value 200), set to the least value of the others, 30",
            warnings.Single(text => text.Contains("padding", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_of_floating_point_pixels_is_left_out_too()
    {
        using var folder = new TemporaryFolder();
        var image = DicomSample.Slice(1, 0);
        image.Add(DicomTag.BitsAllocated, 32);
        image.Add(DicomTag.BitsStored, 32);
        image.Add(DicomTag.HighBit, 31);
        image.AddBytes(DicomTag.FloatPixelPadding, "FL", BitConverter.GetBytes(1e6f));
        image.AddBytes(DicomTag.FloatPixelData, "OF", [.. new[] { 1e6f, 0.5f, 0.25f, 1, 2, 1e6f }.SelectMany(BitConverter.GetBytes)]);
        Assert.Equal(
            [0.25f, 0.5f, 0.25f, 1, 2, 0.25f],
            DicomSource.Open(DicomSample.Write(folder, "1.dcm", image)).Only().Read().Volumes[0].Array);
    }
}
