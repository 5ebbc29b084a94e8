using System.Diagnostics;
using Seno.Core;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.Pixels;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Dicom;

public sealed class GdcmWorkerTests
{
    private const string Jpeg2000 = "dicom_pydicom/src/pydicom/data/test_files/MR_small_jp2klossless.dcm";

    [Fact]
    public void A_worker_that_dies_costs_the_file_it_was_given_and_the_next_gets_a_new_one()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        var path = Path.Combine(RealData.Folder("conformance"), Jpeg2000);
        var failure = Assert.Throws<DataException>(() => GdcmWorker.Decode([1, 2, 3], "hostile.dcm", library: "/no/such/library.dll"));
        Assert.Contains("stopped the process that decodes it", failure.Problem, StringComparison.Ordinal);
        Assert.Equal("hostile.dcm", failure.File);
        Assert.Equal(518.8813, DicomSource.Open(path).Only().Read().Volumes[0].Array.Average(value => (double)value), 1e-4);
    }

    [Fact]
    public void What_gdcm_cannot_decode_is_an_error_and_not_the_end_of_its_worker()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        Assert.Contains("cannot be decoded", Assert.Throws<DataException>(() => GdcmWorker.Decode([1, 2, 3], "a.dcm")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_keeps_one_worker()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        var path = Path.Combine(RealData.Folder("conformance"), Jpeg2000);
        DicomSource.Open(path).Only().Read();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            DicomSource.Open(path).Only().Read();
        // twenty starts would take more than a second
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
    }

    [Fact]
    public void Without_gdcm_the_error_names_the_package() =>
        Assert.Equal("a.dcm: is compressed, and GDCM, which decodes it, is not installed. Install the package libgdcm-cil (Debian, Ubuntu: sudo apt-get install libgdcm-cil).", GdcmWorker.Missing("a.dcm").Message);
}
