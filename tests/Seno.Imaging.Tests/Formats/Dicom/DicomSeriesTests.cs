using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Seno.Core;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Dicom;

public sealed class DicomSeriesTests
{
    public static readonly TheoryData<string, double[], string> Stacks = new()
    {
        // what, positions of slices 1, 2, …, the error
        { "a slice is missing", [0, 2, 4, 8, 10], "lacks slices between 4 and 8 mm" },
        { "two slices are missing", [0, 1, 2, 5], "lacks slices between 2 and 5 mm" },
        { "uneven", [0, 2, 4, 6.5, 8.5], "unevenly spaced between 4 and 6.5 mm" },
        { "a slice is doubled", [0, 2, 4, 4, 6], "has 2 image(s) at 4 mm along the slice normal but 1 at 0 mm" },
    };

    [Theory, MemberData(nameof(Stacks))]
    public void Irregular_stacks_say_where(string what, double[] positions, string expected)
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < positions.Length; i++)
            DicomSample.Write(folder, $"{i}.dcm", DicomSample.Slice(i + 1, positions[i]));
        var failure = Assert.Throws<DataException>(() => DicomSource.Open(folder.Path).Only().Read());
        Assert.True(failure.Problem.Contains(expected, StringComparison.Ordinal), $"{what}: {failure.Message}");
    }

    [Fact]
    public void Slices_are_sorted_by_position_and_not_by_name_or_number()
    {
        using var folder = new TemporaryFolder();
        double[] positions = [4, -2, 0, 2];
        for (var i = 0; i < positions.Length; i++)
            DicomSample.Write(folder, $"{i}.dcm", DicomSample.Slice(i + 1, positions[i], (float)positions[i] + 10));
        var image = DicomSource.Open(folder.Path).Only().Read();
        Assert.Equal([8, 10, 12, 14], Enumerable.Range(0, 4).Select(z => image.Volumes[0][0, 0, z]));
        Assert.Equal((-2, 2), (image.Geometry.Origin.Z, image.Geometry.Spacing.Z));
    }

    [Fact]
    public void A_tilted_gantry_is_refused()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 4; i++)
        {
            var slice = DicomSample.Slice(i + 1, 2 * i);
            slice.AddDecimals(DicomTag.ImagePosition, 0, 0.5 * i, 2 * i);
            DicomSample.Write(folder, $"{i}.dcm", slice);
        }
        Assert.Contains("shifted sideways", Assert.Throws<DataException>(() => DicomSource.Open(folder.Path).Only().Geometry).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Phases_follow_the_instance_numbers_where_one_phase_carries_two_times()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 6; i++)
        {
            var slice = DicomSample.Slice(i + 1, i % 3, i / 3);
            slice.Add(DicomTag.ContentTime, "TM", i switch { < 2 => "100000", 2 => "100130", _ => "100500" });
            DicomSample.Write(folder, $"{i}.dcm", slice);
        }
        var image = DicomSource.Open(folder.Path).Only().Read();
        Assert.Equal(2, image.Volumes.Count);
        Assert.All(image.Volumes[0].Array, value => Assert.Equal(0, value));
        Assert.All(image.Volumes[1].Array, value => Assert.Equal(1, value));
        Assert.Equal([0, 300], image.Times!);
    }

    [Fact]
    public void A_temporal_position_that_names_every_phase_at_every_place_goes_before_the_instance_number()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 4; i++)
        {
            // numbers run place by place, and backwards in time
            var slice = DicomSample.Slice(i + 1, i / 2, i % 2);
            slice.AddInteger(DicomTag.TemporalPosition, 2 - i % 2);
            DicomSample.Write(folder, $"{i}.dcm", slice);
        }
        var image = DicomSource.Open(folder.Path).Only().Read();
        Assert.Equal((1, 0), (image.Volumes[0][0, 0, 0], image.Volumes[1][0, 0, 1]));
        Assert.Null(image.Times);
    }

    [Fact]
    public void Two_images_at_one_place_that_nothing_orders_are_refused_and_a_copy_is_left_out()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 2; i++)
        {
            DicomSample.Write(folder, $"{i}.dcm", DicomSample.Slice(i + 1, i));
            DicomSample.Write(folder, $"copy/{i}.dcm", DicomSample.Slice(i + 1, i));
        }
        using (var source = DicomSource.Open(folder.Path))
        {
            Assert.Equal(2, source.Only().Geometry.Size.Z);
            Assert.Equal(2, source.Notes.Count);
        }
        for (var i = 0; i < 2; i++)
        {
            var other = DicomSample.Slice(i + 1, i);
            other.Add(DicomTag.SopInstance, "UI", $"9.{i}");
            DicomSample.Write(folder, $"copy/{i}.dcm", other);
        }
        Assert.Contains("nothing that orders them", Assert.Throws<DataException>(() => DicomSource.Open(folder.Path).Only().Geometry).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_that_mixes_orientations_and_sizes_becomes_several()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 3; i++)
            DicomSample.Write(folder, $"{i}.dcm", DicomSample.Slice(i + 1, i));
        var scout = DicomSample.Slice(4, 0);
        scout.AddDecimals(DicomTag.ImageOrientation, 0, 1, 0, 0, 0, -1);
        DicomSample.Write(folder, "scout.dcm", scout);
        using var source = DicomSource.Open(folder.Path);
        Assert.Equal([3, 1], source.Series.Select(series => series.Frames));
    }

    private static readonly Dictionary<string, (Action<DicomObject> Edit, (double X, double Y)? Expected)> Spacings = new(StringComparer.Ordinal)
    {
        ["magnification"] = (image => Radiograph(image, image => image.AddDecimals(DicomTag.Magnification, 1.25)), (0.08, 0.16)),
        ["distances"] = (image => Radiograph(image, image => { image.AddDecimals(DicomTag.SourceToDetector, 650); image.AddDecimals(DicomTag.SourceToPatient, 520); }), (0.08, 0.16)),
        ["the detector's alone"] = (image => Radiograph(image, _ => { }), null),
        ["calibrated"] = (image => Radiograph(image, image => image.AddDecimals(DicomTag.PixelSpacing, 0.3, 0.4)), (0.4, 0.3)),
        ["one region in cm"] = (image => Ultrasound(image, 0.02), (0.2, 0.2)),
        ["two regions that agree"] = (image => Ultrasound(image, 0.02, 0.02), (0.2, 0.2)),
        ["two regions that differ"] = (image => Ultrasound(image, 0.02, 0.03), null),
        ["nothing"] = (_ => { }, null),
    };

    public static TheoryData<string> SpacingCases => [.. Spacings.Keys];

    [Theory, MemberData(nameof(SpacingCases))]
    public void Pixel_sizes_are_those_in_the_patient_or_unknown(string what)
    {
        var (edit, expected) = Spacings[what];
        using var folder = new TemporaryFolder();
        var image = DicomSample.Slice(1, 0);
        foreach (var tag in new[] { DicomTag.ImagePosition, DicomTag.ImageOrientation, DicomTag.PixelSpacing })
            image.Add(tag, "DS", "");
        edit(image);
        var geometry = DicomSource.Open(DicomSample.Write(folder, "1.dcm", image)).Only().Geometry;
        Assert.True(geometry.SpacingKnown == expected is not null, what);
        if (expected is not var (x, y))
            return;
        Assert.Equal(x, geometry.Spacing.X, 1e-12);
        Assert.Equal(y, geometry.Spacing.Y, 1e-12);
    }

    [Theory]
    [InlineData(false, 0x0FFF, 4095)]
    [InlineData(false, 0xF001, 1)]
    [InlineData(true, 0x0FFF, -1)]
    [InlineData(true, 0x57FF, 2047)]
    [InlineData(true, 0xF800, -2048)]
    public void Bits_beyond_those_stored_are_dropped_and_the_sign_is_extended(bool signed, ushort stored, float expected)
    {
        using var folder = new TemporaryFolder();
        var image = DicomSample.Slice(1, 0);
        image.Add(DicomTag.BitsStored, 12);
        image.Add(DicomTag.HighBit, 11);
        image.Add(DicomTag.PixelRepresentation, (ushort)(signed ? 1 : 0));
        image.AddBytes(DicomTag.PixelData, "OW", [.. Enumerable.Repeat(new[] { (byte)stored, (byte)(stored >> 8) }, 6).SelectMany(pixel => pixel)]);
        Assert.All(DicomSource.Open(DicomSample.Write(folder, "1.dcm", image)).Only().Read().Volumes[0].Array, value => Assert.Equal(expected, value));
    }

    [Fact]
    public void Frames_of_an_enhanced_object_are_placed_and_rescaled_one_by_one()
    {
        using var folder = new TemporaryFolder();
        var image = DicomSample.Slice(1, 0);
        foreach (var tag in new[] { DicomTag.ImagePosition, DicomTag.ImageOrientation, DicomTag.PixelSpacing })
            image.Add(tag, "DS", "");
        image.AddInteger(DicomTag.NumberOfFrames, 4);
        image.AddBytes(DicomTag.PixelData, "OW", [.. Enumerable.Range(0, 4).SelectMany(frame => Enumerable.Repeat(new[] { (byte)frame, (byte)0 }, 6)).SelectMany(pixel => pixel)]);
        var orientation = new DicomObject();
        orientation.AddDecimals(DicomTag.ImageOrientation, 0, 1, 0, 0, 0, -1);
        var measures = new DicomObject();
        measures.AddDecimals(DicomTag.PixelSpacing, 0.5, 0.25);
        var shared = new DicomObject();
        shared.AddSequence(DicomTag.PlaneOrientation, orientation);
        shared.AddSequence(DicomTag.PixelMeasures, measures);
        image.AddSequence(DicomTag.SharedGroups, shared);
        // two phases of two slices, stored from the right to the left
        image.AddSequence(DicomTag.PerFrameGroups, Enumerable.Range(0, 4).Select(frame => Groups(frame)));
        var sequence = DicomSource.Open(DicomSample.Write(folder, "1.dcm", image)).Only().Read();
        DicomConformanceTests.Same(new(new(3, 2, 2), new(0.25, 0.5, 3), new(20, 1, 2), new(new(0, 1, 0), new(0, 0, -1), new(-1, 0, 0))), sequence.Geometry, 1e-9);
        // frame 1 comes first of phase 1: 2 · 1 + 1
        Assert.Equal([3, 1, 11, 9], sequence.Volumes.SelectMany(volume => new[] { volume[0, 0, 0], volume[0, 0, 1] }));
        Assert.Equal([0, 90], sequence.Times!);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public void Archives_with_names_in_any_script_are_read(string kind)
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 3; i++)
            DicomSample.Write(folder, $"患者/Schicht №{i}.dcm", DicomSample.Slice(i + 1, i, i));
        File.WriteAllText(folder.File("患者/notes.txt"), "not DICOM");
        var archive = folder.File($"ärchiv.{kind}");
        if (kind == "zip")
        {
            ZipFile.CreateFromDirectory(folder.File("患者"), archive);
        }
        else
        {
            using var gzip = new GZipStream(File.Create(archive), CompressionLevel.Fastest);
            TarFile.CreateFromDirectory(folder.File("患者"), gzip, includeBaseDirectory: true);
        }
        using var source = DicomSource.Open(archive);
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(z => source.Only().Read().Volumes[0][0, 0, z]));
        Assert.Contains("notes.txt", Assert.Single(source.Skipped), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_among_images_is_left_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no mkfifo here");
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 2; i++)
            DicomSample.Write(folder, $"series/{i}.dcm", DicomSample.Slice(i + 1, i, i));
        using (var made = Process.Start("mkfifo", [folder.File("series/pipe")]))
            made.WaitForExit();
        using var source = DicomSource.Open(folder.File("series"));
        Assert.Equal(2, source.Only().Geometry.Size.Z);
        Assert.Contains("pipe: no file that holds data", Assert.Single(source.Skipped), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_entry_of_an_archive_is_named_by_its_place_in_the_archive()
    {
        using var folder = new TemporaryFolder();
        DicomSample.Write(folder, "series/0.dcm", DicomSample.Slice(1, 0, 0));
        File.WriteAllBytes(folder.File("series/1.dcm"), File.ReadAllBytes(folder.File("series/0.dcm"))[..400]);
        ZipFile.CreateFromDirectory(folder.File("series"), folder.File("a.zip"));
        var failure = Assert.Throws<DataException>(() => DicomSource.Open(folder.File("a.zip")));
        Assert.Equal(Path.Combine(folder.File("a.zip"), "1.dcm"), failure.File);
    }

    [Fact]
    public void Links_and_paths_out_of_an_archive_are_refused()
    {
        using var folder = new TemporaryFolder();
        using (var tar = new TarWriter(File.Create(folder.File("link.tar")), leaveOpen: false))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "slice.dcm") { LinkName = "/etc/hostname" });
        Assert.Contains("link", Assert.Throws<DataException>(() => DicomSource.Open(folder.File("link.tar"))).Problem, StringComparison.Ordinal);
        using (var tar = new TarWriter(File.Create(folder.File("out.tar")), leaveOpen: false))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../slice.dcm") { DataStream = new MemoryStream([1]) });
        Assert.Contains("outside", Assert.Throws<DataException>(() => DicomSource.Open(folder.File("out.tar"))).Problem, StringComparison.Ordinal);
    }

    private static void Radiograph(DicomObject image, Action<DicomObject> edit)
    {
        image.Add(DicomTag.Modality, "CS", "MG");
        image.AddDecimals(DicomTag.ImagerPixelSpacing, 0.2, 0.1);
        edit(image);
    }

    private static void Ultrasound(DicomObject image, params double[] centimetres)
    {
        image.Add(DicomTag.Modality, "CS", "US");
        image.AddSequence(DicomTag.UltrasoundRegions, centimetres.Select(delta =>
        {
            var region = new DicomObject
            {
                { DicomTag.RegionSpatialFormat, 1 },
                { DicomTag.RegionDataType, 1 },
                { DicomTag.PhysicalUnitsX, 3 },
                { DicomTag.PhysicalUnitsY, 3 },
            };
            region.AddBytes(DicomTag.PhysicalDeltaX, "FD", BitConverter.GetBytes(delta));
            region.AddBytes(DicomTag.PhysicalDeltaY, "FD", BitConverter.GetBytes(delta));
            return region;
        }));
    }

    private static DicomObject Groups(int frame)
    {
        var position = new DicomObject();
        position.AddDecimals(DicomTag.ImagePosition, 17 + 3 * (frame % 2), 1, 2);
        var values = new DicomObject();
        values.AddDecimals(DicomTag.RescaleSlope, frame < 2 ? 2 : 2);
        values.AddDecimals(DicomTag.RescaleIntercept, frame < 2 ? 1 : 5);
        var content = new DicomObject { { DicomTag.FrameReferenceDateTime, "DT", frame < 2 ? "20200101120000" : "20200101120130.000+0100" } };
        content.Add(DicomTag.TemporalPositionIndex, (uint)(1 + frame / 2));
        var groups = new DicomObject();
        groups.AddSequence(DicomTag.PlanePosition, position);
        groups.AddSequence(DicomTag.PixelValueTransformation, values);
        groups.AddSequence(DicomTag.FrameContent, content);
        return groups;
    }
}
