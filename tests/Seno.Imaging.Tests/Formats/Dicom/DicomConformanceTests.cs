using Seno.Core;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.Pixels;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Dicom;

/// <summary>The conformance files of pydicom, highdicom and rt-utils: each is read as pydicom reads it, or refused with a reason.</summary>
public sealed class DicomConformanceTests
{
    /// <remarks>
    /// pydicom 2.3.1 with python3-gdcm: pixel_array, rescaled (slope and intercept, or dose scaling), MONOCHROME1 turned over, palettes
    /// applied, pixel padding set to the least of the rest, colour as
    /// 0.299 R + 0.587 G + 0.114 B or, of YBR_FULL, Y. badVR.dcm, whose 'frames' are "1A", is rtdose_1frame.dcm otherwise.
    /// </remarks>
    public static readonly TheoryData<string, bool, int[], double[], double[]> Read = new()
    {
        // file, needs GDCM, columns rows frames, Pixel Spacing along x and y (0: none), least, largest, mean, mean of values times (index % 251 + 1)
        { "dicom_highdicom/data/test_files/dx_image.dcm", false, [211, 169, 1], [1.201199999999, 1.2], [0.0, 250.0, 89.16514764855997, 11235.6582349477] },
        { "dicom_pydicom/src/pydicom/data/test_files/693_J2KI.dcm", true, [512, 512, 1], [0.478516, 0.478516], [-3995.0, 1812.0, -1034.1526565551758, -130760.53590774536] },
        { "dicom_pydicom/src/pydicom/data/test_files/CT_small.dcm", false, [128, 128, 1], [0.661468, 0.661468], [-896.0, 1167.0, -119.0738525390625, -14141.818542480469] },
        { "dicom_pydicom/src/pydicom/data/test_files/ExplVR_BigEnd.dcm", false, [80, 60, 1], [0, 0], [123.0, 255.0, 222.43570625000004, 27831.152150208334] },
        { "dicom_pydicom/src/pydicom/data/test_files/GDCMJ2K_TextGBR.dcm", true, [400, 400, 1], [0, 0], [29.07, 149.685, 125.02263140624999, 15745.13005268125] },
        { "dicom_pydicom/src/pydicom/data/test_files/J2K_pixelrep_mismatch.dcm", true, [512, 512, 1], [0.431, 0.431], [-2000.0, 1896.0, -658.4368057250977, -82865.07772445679] },
        { "dicom_pydicom/src/pydicom/data/test_files/JPEG-lossy.dcm", true, [256, 1024, 1], [2.26, 2.26], [0.0, 264.0, 14.369991302490234, 1831.8608283996582] },
        { "dicom_pydicom/src/pydicom/data/test_files/JPEG2000.dcm", true, [256, 1024, 1], [2.26, 2.26], [-30.0, 245.0, 13.458160400390625, 1712.1383361816406] },
        { "dicom_pydicom/src/pydicom/data/test_files/JPEGLSNearLossless_08.dcm", true, [10, 45, 1], [0, 0], [0.0, 255.0, 55.55555555555556, 3696.1222222222223] },
        { "dicom_pydicom/src/pydicom/data/test_files/JPEGLSNearLossless_16.dcm", true, [10, 50, 1], [0, 0], [0.0, 65535.0, 12014.5, 716613.76] },
        { "dicom_pydicom/src/pydicom/data/test_files/JPGExtended.dcm", true, [256, 1024, 1], [2.26, 2.26], [0.0, 264.0, 14.369991302490234, 1831.8608283996582] },
        { "dicom_pydicom/src/pydicom/data/test_files/MR_small.dcm", false, [64, 64, 1], [0.3125, 0.3125], [127.0, 2145.0, 518.88134765625, 64695.308837890625] },
        { "dicom_pydicom/src/pydicom/data/test_files/MR_small_RLE.dcm", false, [64, 64, 1], [0.3125, 0.3125], [127.0, 2145.0, 518.88134765625, 64695.308837890625] },
        { "dicom_pydicom/src/pydicom/data/test_files/MR_small_bigendian.dcm", false, [64, 64, 1], [0.3125, 0.3125], [127.0, 2145.0, 518.88134765625, 64695.308837890625] },
        { "dicom_pydicom/src/pydicom/data/test_files/MR_small_expb.dcm", false, [64, 64, 1], [0.3125, 0.3125], [127.0, 2145.0, 518.88134765625, 64695.308837890625] },
        { "dicom_pydicom/src/pydicom/data/test_files/MR_small_implicit.dcm", false, [64, 64, 1], [0.3125, 0.3125], [127.0, 2145.0, 518.88134765625, 64695.308837890625] },
        { "dicom_pydicom/src/pydicom/data/test_files/MR_small_jp2klossless.dcm", true, [64, 64, 1], [0.3125, 0.3125], [127.0, 2145.0, 518.88134765625, 64695.308837890625] },
        { "dicom_pydicom/src/pydicom/data/test_files/MR_small_jpeg_ls_lossless.dcm", true, [64, 64, 1], [0.3125, 0.3125], [127.0, 2145.0, 518.88134765625, 64695.308837890625] },
        { "dicom_pydicom/src/pydicom/data/test_files/MR_small_padded.dcm", false, [64, 64, 1], [0.3125, 0.3125], [127.0, 2145.0, 518.88134765625, 64695.308837890625] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_jpeg_no_color_transform.dcm", true, [256, 256, 1], [0, 0], [138.78400000000002, 251.11399999999998, 243.974635925293, 30730.454100036623] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_jpeg_no_color_transform_2.dcm", true, [256, 256, 1], [0, 0], [175.041, 253.23399999999998, 245.553695892334, 30929.098147979737] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_dcmtk_+eb+cr.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.73239, 16039.732942900002] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_dcmtk_+eb+cy+n1.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.69, 16033.7881] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_dcmtk_+eb+cy+n2.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.69, 16033.7881] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_dcmtk_+eb+cy+np.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.69, 16033.7881] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_dcmtk_+eb+cy+s2.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.69, 16033.7881] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_dcmtk_+eb+cy+s4.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.69, 16033.7881] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_gdcm_KY.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.7, 16037.005256] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_jls_lossy_line.dcm", true, [100, 100, 1], [0, 0], [0.0, 255.0, 128.0, 16074.663039999998] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_jls_lossy_sample.dcm", true, [100, 100, 1], [0, 0], [0.0, 255.0, 128.0, 16074.663039999998] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_jpeg.dcm", true, [256, 256, 1], [0, 0], [138.78400000000002, 251.11399999999998, 243.974635925293, 30730.454100036623] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_jpeg_app14_dcmd.dcm", true, [256, 256, 1], [0, 0], [175.041, 253.23399999999998, 245.553695892334, 30929.098147979737] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_jpeg_dcmd.dcm", false, [256, 256, 1], [0, 0], [138.78400000000002, 251.11399999999998, 243.974635925293, 30730.454100036623] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_jpeg_dcmtk.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.69, 16033.7881] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_jpeg_gdcm.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.7, 16037.005256] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_jpeg_lossy_gdcm.dcm", true, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.7, 16037.0042] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_rle.dcm", false, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.7, 16037.005256] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_rle_16bit.dcm", false, [100, 100, 1], [1.0, 1.0], [0.0, 65535.0, 32818.9, 4121510.3507919996] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_rle_16bit_2frame.dcm", false, [100, 100, 2], [1.0, 1.0], [0.0, 65535.0, 32767.5, 4117494.403] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_rle_2frame.dcm", false, [100, 100, 2], [1.0, 1.0], [0.0, 255.0, 127.5, 16021.379] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_rle_32bit.dcm", false, [100, 100, 1], [1.0, 1.0], [0.0, 4294967295.0, 2150852249.3, 270111423859.8553] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_rle_32bit_2frame.dcm", false, [100, 100, 2], [1.0, 1.0], [0.0, 4294967295.0, 2147483647.5, 269848230689.411] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_small_odd.dcm", false, [3, 3, 1], [33.333333, 33.333333], [89.97, 158.0, 128.76633333333334, 663.5026666666668] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_small_odd_big_endian.dcm", false, [3, 3, 1], [33.333333, 33.333333], [62.146, 165.85399999999998, 132.02777777777777, 690.4637777777776] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_rgb_small_odd_jpeg.dcm", true, [3, 3, 1], [33.333333, 33.333333], [90.0, 158.0, 128.66666666666666, 663.3333333333334] },
        { "dicom_pydicom/src/pydicom/data/test_files/SC_ybr_full_422_uncompressed.dcm", false, [100, 100, 1], [1.0, 1.0], [0.0, 255.0, 127.69, 16033.7881] },
        { "dicom_pydicom/src/pydicom/data/test_files/badVR.dcm", false, [10, 10, 1], [10.0, 10.0], [0.7949999999999999, 1.254, 1.0137800000000001, 47.06067] },
        { "dicom_pydicom/src/pydicom/data/test_files/examples_jpeg2k.dcm", true, [640, 480, 1], [0, 0], [0.0, 255.0, 35.59719127278646, 4482.184028645834] },
        { "dicom_pydicom/src/pydicom/data/test_files/examples_overlay.dcm", false, [484, 300, 1], [0.72314049586777, 0.72314049586777], [0.0, 1123.0, 191.68768595041323, 24167.075289256198] },
        { "dicom_pydicom/src/pydicom/data/test_files/examples_palette.dcm", false, [800, 350, 1], [0, 0], [0.0, 65280.0, 4984.312975542857, 629973.9461275429] },
        { "dicom_pydicom/src/pydicom/data/test_files/examples_rgb_color.dcm", false, [320, 240, 1], [0, 0], [0.0, 255.0, 35.33139619791666, 4429.617309531251] },
        { "dicom_pydicom/src/pydicom/data/test_files/examples_ybr_color.dcm", true, [320, 240, 30], [0, 0], [0.0, 192.0, 10.509856336805555, 1324.7101579861112] },
        { "dicom_pydicom/src/pydicom/data/test_files/image_dfl.dcm", false, [512, 512, 1], [0, 0], [0.0, 255.0, 127.115966796875, 16018.937046051025] },
        { "dicom_pydicom/src/pydicom/data/test_files/rtdose.dcm", false, [10, 10, 15], [10.0, 10.0], [0.7949999999999999, 1.254, 1.0132733333333332, 126.38577266666665] },
        { "dicom_pydicom/src/pydicom/data/test_files/rtdose_1frame.dcm", false, [10, 10, 1], [10.0, 10.0], [0.7949999999999999, 1.254, 1.0137800000000001, 47.06067] },
        { "dicom_pydicom/src/pydicom/data/test_files/rtdose_expb.dcm", false, [10, 10, 15], [10.0, 10.0], [0.7949999999999999, 1.254, 1.0132733333333332, 126.38577266666665] },
        { "dicom_pydicom/src/pydicom/data/test_files/rtdose_expb_1frame.dcm", false, [10, 10, 1], [10.0, 10.0], [0.7949999999999999, 1.254, 1.0137800000000001, 47.06067] },
        { "dicom_pydicom/src/pydicom/data/test_files/rtdose_rle.dcm", false, [10, 10, 15], [10.0, 10.0], [0.7949999999999999, 1.254, 1.0132733333333332, 126.38577266666665] },
        { "dicom_pydicom/src/pydicom/data/test_files/rtdose_rle_1frame.dcm", false, [10, 10, 1], [10.0, 10.0], [0.7949999999999999, 1.254, 1.0137800000000001, 47.06067] },
        { "dicom_rtstruct/tests/one_slice_data/0.dcm", false, [100, 50, 1], [2.5, 3.5], [-9.997, 9.999, 0.04894679999999998, 8.278493600000001] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrArab.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrFren.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrFrenMulti.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrGerm.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrGreek.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrH31.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrH32.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrHbrw.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrI2.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrRuss.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrX1.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrX2.dcm", false, [32, 32, 1], [0, 0], [0.0, 255.0, 138.4423828125, 17167.55859375] },
    };

    [Theory, MemberData(nameof(Read))]
    public void Values_agree_with_pydicom(string file, bool compressed, int[] size, double[] spacing, double[] expected)
    {
        var path = Path.Combine(RealData.Folder("conformance"), file);
        Assert.SkipWhen(compressed && GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        using var source = DicomSource.Open(path);
        var image = source.Only().Read();
        var values = image.Volumes.SelectMany(volume => volume.Array).ToArray();
        Assert.Equal((size[0], size[1], size[2]), (image.Geometry.Size.X, image.Geometry.Size.Y, image.Geometry.Size.Z * image.Volumes.Count));
        if (spacing[0] > 0)
            Assert.Equal((spacing[0], spacing[1]), (image.Geometry.Spacing.X, image.Geometry.Spacing.Y));
        var tolerance = 1e-6 * Math.Max(1, expected[1]);
        Assert.Equal(expected[0], values.Min(), tolerance);
        Assert.Equal(expected[1], values.Max(), tolerance);
        Assert.Equal(expected[2], values.Average(value => (double)value), tolerance);
        Assert.Equal(expected[3], values.Index().Average(item => (double)item.Item * (item.Index % 251 + 1)), 251 * tolerance);
    }

    public static readonly TheoryData<string, string> Refused = new()
    {
        { "dicom_highdicom/data/test_files/sm_annotations.dcm", "no pixel data (modality ANN)" },
        { "dicom_highdicom/data/test_files/sm_image.dcm", "whole-slide image" },
        { "dicom_highdicom/data/test_files/sm_image_jpegls.dcm", "whole-slide image" },
        { "dicom_highdicom/data/test_files/sr_document.dcm", "no pixel data (modality SR)" },
        { "dicom_pydicom/src/pydicom/data/palettes/pet.dcm", "no pixel data" },
        { "dicom_pydicom/src/pydicom/data/charset_files/chrSQEncoding.dcm", "no pixel data" },
        { "dicom_pydicom/src/pydicom/data/test_files/ExplVR_BigEndNoMeta.dcm", "no pixel data (modality RTPLAN)" },
        { "dicom_pydicom/src/pydicom/data/test_files/ExplVR_LitEndNoMeta.dcm", "no pixel data (modality RTPLAN)" },
        { "dicom_pydicom/src/pydicom/data/test_files/JPEG2000-embedded-sequence-delimiter.dcm", "codestream holds 3722445056×1024" },
        { "dicom_pydicom/src/pydicom/data/test_files/MR_truncated.dcm", "truncated: its pixels need 8192 bytes and 8130 are there" },
        { "dicom_pydicom/src/pydicom/data/test_files/UN_sequence.dcm", "no pixel data" },
        { "dicom_pydicom/src/pydicom/data/test_files/dicomdirtests/DICOMDIR", "it is a DICOMDIR" },
        { "dicom_pydicom/src/pydicom/data/test_files/dicomdirtests/DICOMDIR-bigEnd", "it is a DICOMDIR" },
        { "dicom_pydicom/src/pydicom/data/test_files/dicomdirtests/DICOMDIR-implicit", "it is a DICOMDIR" },
        { "dicom_pydicom/src/pydicom/data/test_files/dicomdirtests/TINY_ALPHA", "no DICOM image, segmentation or structure set among 52 files" },
        { "dicom_pydicom/src/pydicom/data/test_files/meta_missing_tsyntax.dcm", "no transfer syntax" },
        { "dicom_pydicom/src/pydicom/data/test_files/nested_priv_SQ.dcm", "lacks Bits Allocated" },
        { "dicom_pydicom/src/pydicom/data/test_files/no_meta.dcm", "no DICOM file" },
        { "dicom_pydicom/src/pydicom/data/test_files/no_meta_group_length.dcm", "no pixel data" },
        { "dicom_pydicom/src/pydicom/data/test_files/priv_SQ.dcm", "no pixel data" },
        { "dicom_pydicom/src/pydicom/data/test_files/reportsi.dcm", "no pixel data (modality SR)" },
        { "dicom_pydicom/src/pydicom/data/test_files/rtplan.dcm", "no pixel data (modality RTPLAN)" },
        { "dicom_pydicom/src/pydicom/data/test_files/rtplan_truncated.dcm", "truncated" },
        { "dicom_pydicom/src/pydicom/data/test_files/waveform_ecg.dcm", "no pixel data (modality ECG)" },
        { "dicom_pydicom/src/pydicom/data/test_files/crayons.icc", "no DICOM file" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_holds_no_image_is_refused_in_one_line(string file, string expected)
    {
        Assert.SkipWhen(file.Contains("JPEG2000", StringComparison.Ordinal) && GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        var path = Path.Combine(RealData.Folder("conformance"), file);
        var failure = Assert.Throws<DataException>(() =>
        {
            using var source = DicomSource.Open(path);
            source.Only().Read();
        });
        Assert.Contains(expected, failure.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_series_equals_its_nifti_voxel_for_voxel_and_its_contours_the_mask()
    {
        using var source = DicomSource.Open(Path.Combine(RealData.Folder("conformance"), "dicom_ct_series"));
        var series = source.Only();
        var phantom = Path.Combine(RealData.Folder("radiomics"), "ibsi_1_ct_phantom");
        var nifti = Seno.Imaging.Formats.ImageFile.Read(Path.Combine(phantom, "image", "phantom.nii.gz"));
        var dicom = series.Read().Volumes[0];
        Assert.Equal(nifti.Array, dicom.Array);
        Same(nifti.Geometry, dicom.Geometry, 1e-6);
        var mask = DicomStructures.Read(Assert.Single(source.Structures)).LabelMap(series);
        Assert.Equal(Seno.Imaging.Formats.ImageFile.ReadLabels(Path.Combine(phantom, "mask", "mask.nii.gz")).Array, mask.Array);
    }

    [Fact]
    public void Three_phases_in_one_series_come_apart_and_the_segmentation_falls_into_place()
    {
        using var source = DicomSource.Open(Path.Combine(RealData.Folder("nact_dce"), "UCSF-BR-06.tar.gz"));
        var series = source.Series.Single(one => one.Frames == 180);
        var phases = series.Read();
        Assert.Equal((3, new Size3(256, 256, 60)), (phases.Volumes.Count, phases.Geometry.Size));
        Assert.Equal([0, 407, 761], phases.Times!);
        Same(new(new(256, 256, 60), new(0.703125, 0.703125, 2), new(157.800003, -106.699997, 78), new(new(0, 1, 0), new(0, 0, -1), new(-1, 0, 0))), phases.Geometry, 1e-6);
        // pydicom and numpy over instances 1..60, 61..120 and 121..180
        Assert.Equal([11.2314, 14.1756, 15.6284], phases.Volumes.Select(volume => Math.Round(volume.Array.Average(value => (double)value), 4)));
        var labels = DicomSegmentation.Read(Assert.Single(source.Segmentations)).LabelMap(phases.Geometry);
        Assert.Equal(82527, labels.Array.Count(label => label != 0));
        // the same object placed with nibabel: its slices run to the left, these along the normal, which points to the right
        var placed = Seno.Imaging.Formats.ImageFile.ReadLabels(Path.Combine(RealData.Folder("nact_dce"), "UCSF-BR-06_seg_voi_tissue.nii.gz"));
        Assert.Equal(placed.Array.Chunk(256 * 256).Reverse().SelectMany(plane => plane), labels.Array);
    }

    [Theory]
    [InlineData("invalid_reference_rt.dcm", "refers to 3 image(s) that series")]
    [InlineData("non_existent_reference_rt.dcm", "refers to no image series")]
    [InlineData("rt.dcm", "another frame of reference")]
    public void Broken_references_of_structures_are_one_clear_error(string file, string expected)
    {
        var folder = Path.Combine(RealData.Folder("conformance"), "dicom_rtstruct/tests/mock_data");
        using var source = DicomSource.Open(folder);
        var failure = Assert.Throws<DataException>(() => DicomStructures.Read(Path.Combine(folder, file)).LabelMap(source.Only()));
        Assert.Contains(expected, failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Slices_are_placed_by_position_whatever_their_names()
    {
        using var source = DicomSource.Open(Path.Combine(RealData.Folder("conformance"), "dicom_rtstruct/tests/oriented_data"));
        var image = source.Only().Read();
        // SimpleITK 2.2 wrote these: direction cosines as in info.txt, 4.5 mm apart; means by pydicom
        Assert.Equal([0.0489, -0.0838, 0.1079], Enumerable.Range(0, 3).Select(z => Math.Round(image.Volumes[0].Array.Skip(5000 * z).Take(5000).Average(value => (double)value), 4)));
        Assert.Equal(4.5, image.Geometry.Spacing.Z, 1e-5);
    }

    public static readonly TheoryData<string, int, int, double[]> Segmentations = new()
    {
        // file, segments, voxels labelled (-1: segments overlap), sum of the first segments' fractions: pydicom, bits unpacked by numpy
        { "seg_image_cr_binary.dcm", 1, 151, [151.000] },
        { "seg_image_ct_binary.dcm", 1, 638, [638.000] },
        { "seg_image_ct_binary_fractional.dcm", 1, 638, [638.000] },
        { "seg_image_ct_binary_overlap.dcm", 2, -1, [64.000, 16.000] },
        { "seg_image_ct_binary_single_frame.dcm", 1, 1832, [1832.000] },
        { "seg_image_ct_true_fractional.dcm", 1, 638, [326.024] },
        { "seg_image_sm_control.dcm", 20, 523, [14.000, 0.000, 23.000] },
        { "seg_image_sm_control_labelmap.dcm", 20, 523, [14.000, 0.000, 23.000] },
        { "seg_image_sm_control_labelmap_palette_color.dcm", 20, 523, [14.000, 0.000, 23.000] },
        { "seg_image_sm_dots.dcm", 50, 200, [0.000, 4.000, 4.000] },
        { "seg_image_sm_dots_tiled_full.dcm", 50, 200, [0.000, 4.000, 4.000] },
        { "seg_image_sm_numbers.dcm", 20, 523, [14.000, 0.000, 23.000] },
    };

    [Theory, MemberData(nameof(Segmentations))]
    public void Segmentations_agree_with_pydicom(string file, int segments, int labelled, double[] sums)
    {
        var segmentation = DicomSegmentation.Read(Path.Combine(RealData.Folder("conformance"), "dicom_highdicom/data/test_files", file));
        Assert.Equal(segments, segmentation.Segments.Count);
        for (var i = 0; i < sums.Length; i++)
            Assert.Equal(sums[i], segmentation.Fractions(segmentation.Segments[i].Number).Array.Sum(value => (double)value), 1e-3);
        if (labelled < 0)
            Assert.Contains("overlapping", Assert.Throws<DataException>(() => segmentation.LabelMap()).Problem, StringComparison.Ordinal);
        else
            Assert.Equal(labelled, segmentation.LabelMap().Array.Count(label => label != 0));
    }

    [Fact]
    public void A_label_map_object_equals_the_binary_one_of_the_same_slide()
    {
        var folder = Path.Combine(RealData.Folder("conformance"), "dicom_highdicom/data/test_files");
        var binary = DicomSegmentation.Read(Path.Combine(folder, "seg_image_sm_control.dcm")).LabelMap();
        Assert.Equal(binary.Array, DicomSegmentation.Read(Path.Combine(folder, "seg_image_sm_control_labelmap.dcm")).LabelMap().Array);
        Assert.Equal(binary.Array, DicomSegmentation.Read(Path.Combine(folder, "seg_image_sm_control_labelmap_palette_color.dcm")).LabelMap().Array);
        var tiles = DicomSegmentation.Read(Path.Combine(folder, "seg_image_sm_dots.dcm")).LabelMap();
        Assert.Equal(tiles.Array, DicomSegmentation.Read(Path.Combine(folder, "seg_image_sm_dots_tiled_full.dcm")).LabelMap().Array);
    }

    [Fact]
    public void A_segmentation_lands_on_the_slices_it_was_made_from()
    {
        var conformance = RealData.Folder("conformance");
        using var source = DicomSource.Open(Path.Combine(conformance, "dicom_highdicom/data/test_files/ct_image.dcm"));
        var labels = DicomSegmentation.Read(Path.Combine(conformance, "dicom_highdicom/data/test_files/seg_image_ct_binary_single_frame.dcm")).LabelMap(source.Only().Geometry);
        var image = source.Only().Read().Volumes[0];
        // highdicom made it of all pixels above 200
        Assert.Equal(1832, labels.Array.Count(label => label != 0));
        Assert.Equal(image.Array.Select(value => (byte)(value > 200 ? 1 : 0)), labels.Array);
    }

    internal static void Same(Geometry expected, Geometry actual, double tolerance)
    {
        Assert.Equal(expected.Size, actual.Size);
        Assert.True((expected.Origin - actual.Origin).Length < tolerance, $"origin {actual.Origin}");
        Assert.True((expected.Spacing - actual.Spacing).Length < tolerance, $"spacing {actual.Spacing}");
        for (var axis = 0; axis < 3; axis++)
            Assert.True((expected.Direction[axis] - actual.Direction[axis]).Length < tolerance, $"axis {axis}: {actual.Direction[axis]}");
    }
}
