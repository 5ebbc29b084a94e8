using Seno.Imaging.Formats.Dicom.Pixels;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Dicom;

/// <summary>As <see cref="FuzzTests"/>, for DICOM. Alone, because it counts what the process allocates.</summary>
[Collection(nameof(Alone))]
public sealed class DicomFuzzTests
{
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    [Fact]
    public void A_thousand_damaged_objects_studies_and_archives_of_our_own_give_an_image_or_one_line() => FuzzTests.Run(1000, FuzzSeed.MadeDicom);

    [Fact]
    public void A_thousand_damaged_objects_of_other_peoples_tests_give_an_image_or_one_line() => FuzzTests.Run(1000, _ => Real(native: false));

    [Fact]
    public void A_hundred_damaged_codestreams_give_an_image_or_one_line()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        FuzzTests.Run(100, _ => Real(native: true));
    }

    // found by bench/fuzz: a binary transfer syntax in the message, a segmentation without voxel size
    [Theory]
    [InlineData("DCM_IMG_00017.dcm", 2)]
    [InlineData("seg_image_ct_true_fractional.dcm", 129)]
    public void What_once_went_wrong_gives_one_line(string file, int round)
    {
        using var folder = new TemporaryFolder();
        var seed = Real(native: false).Single(seed => seed.Name.EndsWith(file, StringComparison.Ordinal));
        Assert.Null(Fuzz.Try(seed, folder.Path, round).Wrong);
    }

    private static FuzzSeed[] Real(bool native) => [.. FuzzSeed.RealDicom(RealData.Folder("conformance")).Where(seed => seed.Native == native)];
}
