using Seno.Core;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.Pixels;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Dicom;

public sealed class DicomRoundTripTests
{
    private static readonly DicomSegment[] Segments = [new(1, "Läsion"), new(2, "nekrotisch") { Algorithm = "MANUAL", Type = new("6574001", "SCT", "Necrosis") }];

    public static TheoryData<string> Orientations => [.. DicomSample.Orientations.Keys];

    [Theory, MemberData(nameof(Orientations))]
    public void A_volume_survives_as_a_series(string orientation)
    {
        using var folder = new TemporaryFolder();
        var image = Image(orientation);
        var again = DicomSample.Series(folder, new([image], null)).Read();
        Assert.Equal(image.Array, again.Volumes[0].Array);
        DicomConformanceTests.Same(image.Geometry, again.Geometry, 1e-6);
    }

    [Theory, MemberData(nameof(Orientations))]
    public void A_label_map_survives_as_a_binary_segmentation(string orientation)
    {
        using var folder = new TemporaryFolder();
        var image = Image(orientation);
        var series = DicomSample.Series(folder, new([image], null));
        var labels = DicomSample.Asymmetric(image.Geometry);
        DicomSegmentation.Write(folder.File("seg.dcm"), labels, Segments, series);
        var segmentation = DicomSegmentation.Read(folder.File("seg.dcm"));
        Assert.Equal(labels.Array, segmentation.LabelMap(series.Geometry).Array);
        Assert.Equal(Segments.Select(segment => segment with { AlgorithmName = segment.Algorithm == "MANUAL" ? "" : "Seno" }), segmentation.Segments);
        Assert.Equal([series.Uid], segmentation.SourceSeriesUids);
        // its own grid holds only the slices with something on them, at the same place
        var own = segmentation.LabelMap();
        Assert.Equal(4, own.Size.Z);
        DicomConformanceTests.Same(new(own.Size, image.Geometry.Spacing, image.Geometry.Origin + image.Geometry.Spacing.Z * image.Geometry.Direction.Z, image.Geometry.Direction), own.Geometry, 1e-4);
    }

    [Theory, MemberData(nameof(Orientations))]
    public void A_label_map_survives_as_contours(string orientation)
    {
        using var folder = new TemporaryFolder();
        var image = Image(orientation);
        var series = DicomSample.Series(folder, new([image], null));
        var labels = DicomSample.Asymmetric(image.Geometry);
        DicomStructures.Write(folder.File("structures.dcm"), labels, Segments, series);
        var structures = DicomStructures.Read(folder.File("structures.dcm"));
        Assert.Equal(labels.Array, structures.LabelMap(series).Array);
        Assert.Equal(["Läsion", "nekrotisch"], structures.Regions.Select(region => region.Name));
        // the hole is a contour of its own
        Assert.Equal(2, structures.Regions[1].Contours.Count);
    }

    [Fact]
    public void Axes_may_be_swapped_or_reversed_between_a_segmentation_and_the_grid_asked_for()
    {
        using var folder = new TemporaryFolder();
        var image = Image("axial");
        var series = DicomSample.Series(folder, new([image], null));
        var labels = DicomSample.Asymmetric(image.Geometry);
        DicomSegmentation.Write(folder.File("seg.dcm"), labels, Segments, series);
        var (size, spacing, origin) = (image.Size, image.Geometry.Spacing, image.Geometry.Origin);
        // y, then z downwards, then x
        var turned = new Geometry(new(size.Y, size.Z, size.X), new(spacing.Y, spacing.Z, spacing.X), origin + (size.Z - 1) * spacing.Z * new Vector3(0, 0, 1), new(new(0, 1, 0), new(0, 0, -1), new(1, 0, 0)));
        var result = DicomSegmentation.Read(folder.File("seg.dcm")).LabelMap(turned);
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                for (var x = 0; x < size.X; x++)
                    Assert.Equal(labels[x, y, z], result[y, size.Z - 1 - z, x]);
            }
        }
    }

    [Fact]
    public void A_grid_half_a_voxel_away_or_too_small_is_refused()
    {
        using var folder = new TemporaryFolder();
        var image = Image("axial");
        var series = DicomSample.Series(folder, new([image], null));
        DicomSegmentation.Write(folder.File("seg.dcm"), DicomSample.Asymmetric(image.Geometry), Segments, series);
        var segmentation = DicomSegmentation.Read(folder.File("seg.dcm"));
        var shifted = new Geometry(image.Size, image.Geometry.Spacing, image.Geometry.Origin + new Vector3(0.35, 0, 0));
        Assert.Contains("do not coincide", Assert.Throws<DataException>(() => segmentation.LabelMap(shifted)).Problem, StringComparison.Ordinal);
        var small = new Geometry(new(5, 5, 7), image.Geometry.Spacing, image.Geometry.Origin);
        Assert.Contains("outside", Assert.Throws<DataException>(() => segmentation.LabelMap(small)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Fractions_survive_to_a_255th_and_the_larger_wins_in_a_label_map()
    {
        using var folder = new TemporaryFolder();
        var series = DicomSample.Series(folder, new([Image("coronal")], null));
        var first = new Volume<float>(series.Geometry);
        var second = new Volume<float>(series.Geometry);
        (first[1, 1, 1], second[1, 1, 1]) = (0.9f, 0.6f);
        (first[2, 1, 1], second[2, 1, 1]) = (0.55f, 0.8f);
        first[3, 1, 1] = 0.3f;
        DicomSegmentation.WriteFractions(folder.File("seg.dcm"), [first, second], Segments, series);
        var segmentation = DicomSegmentation.Read(folder.File("seg.dcm"));
        Assert.Equal("PROBABILITY", segmentation.FractionalType);
        var again = segmentation.Fractions(1, series.Geometry);
        for (var i = 0; i < again.Array.Length; i++)
            Assert.Equal(first.Array[i], again.Array[i], 0.5f / 255 + 1e-6f);
        var labels = segmentation.LabelMap(series.Geometry);
        Assert.Equal((1, 2, 0), (labels[1, 1, 1], labels[2, 1, 1], labels[3, 1, 1]));
        Assert.Equal(2, labels.Array.Count(label => label != 0));
    }

    [Fact]
    public void Names_in_any_script_are_written_and_read()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("乳房 Ärzte 50%"));
        var image = Image("oblique");
        var series = DicomSample.Series(folder, new([image], null));
        var labels = DicomSample.Asymmetric(image.Geometry);
        var (segmentation, structures) = (folder.File("乳房 Ärzte 50%/病变 №1.dcm"), folder.File("乳房 Ärzte 50%/контуры.dcm"));
        DicomSegmentation.Write(segmentation, labels, Segments, series);
        DicomStructures.Write(structures, labels, Segments, series);
        using var source = DicomSource.Open(folder.File("乳房 Ärzte 50%"));
        Assert.Equal([segmentation], source.Segmentations);
        Assert.Equal([structures], source.Structures);
        Assert.Equal(labels.Array, DicomSegmentation.Read(segmentation).LabelMap(series.Geometry).Array);
        Assert.Equal(labels.Array, DicomStructures.Read(structures).LabelMap(series).Array);
    }

    [Fact]
    public void A_compressed_file_is_decoded_whatever_its_name()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        using var folder = new TemporaryFolder();
        var original = Path.Combine(RealData.Folder("conformance"), "dicom_pydicom/src/pydicom/data/test_files/MR_small_jp2klossless.dcm");
        File.Copy(original, folder.File("病变 Ä №1.dcm"));
        Assert.Equal(DicomSource.Open(original).Only().Read().Volumes[0].Array, DicomSource.Open(folder.File("病变 Ä №1.dcm")).Only().Read().Volumes[0].Array);
    }

    [Fact]
    public void An_empty_segmentation_is_an_object_all_the_same()
    {
        using var folder = new TemporaryFolder();
        var series = DicomSample.Series(folder, new([Image("axial")], null));
        DicomSegmentation.Write(folder.File("seg.dcm"), new(series.Geometry), Segments[..1], series);
        Assert.False(DicomSegmentation.Read(folder.File("seg.dcm")).LabelMap(series.Geometry).Span.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Phases_come_back_with_their_times()
    {
        using var folder = new TemporaryFolder();
        var phases = Enumerable.Range(0, 3).Select(phase => Image("sagittal").Map(value => value + 100f * phase)).ToArray();
        var again = DicomSample.Series(folder, new(phases, [0, 62.5, 143])).Read();
        Assert.Equal([0, 62.5, 143], again.Times!);
        for (var phase = 0; phase < 3; phase++)
            Assert.Equal(phases[phase].Array, again.Volumes[phase].Array);
    }

    [Fact]
    public void Values_that_16_bits_cannot_hold_are_rounded_to_their_range()
    {
        using var folder = new TemporaryFolder();
        var image = new Volume<float>(new Geometry(new(3, 1, 1), new(1, 1, 1)), [-0.25f, 0.1f, 1.75f]);
        var again = DicomSample.Series(folder, new([image], null)).Read().Volumes[0];
        for (var i = 0; i < 3; i++)
            Assert.Equal(image.Array[i], again.Array[i], 2e-5f);
    }

    /// <summary>Every voxel another number, some of them negative.</summary>
    private static Volume<float> Image(string orientation)
    {
        var image = new Volume<float>(DicomSample.Grid(orientation));
        for (var i = 0; i < image.Array.Length; i++)
            image.Array[i] = i - 200;
        return image;
    }
}
