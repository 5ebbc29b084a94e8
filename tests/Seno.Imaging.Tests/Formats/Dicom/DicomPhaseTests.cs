using System.Globalization;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;

namespace Seno.Imaging.Tests.Formats.Dicom;

/// <summary>What tells the volumes of one series apart: three or four phases of three slices, value 10 · phase + slice.</summary>
public sealed class DicomPhaseTests
{
    private const int Slices = 3;

    private const string Reordered =
        "the instance number (0020,0013) suggests another order of the volumes than the acquisition time (0008,0032), which is followed";

    /// <summary>Instance numbers by (phase, slice).</summary>
    private static readonly Dictionary<string, Func<int, int, int>> Numbers = new(StringComparer.Ordinal)
    {
        ["phase after phase"] = (phase, z) => 1 + phase * Slices + z,
        ["place after place"] = (phase, z) => 1 + z * 4 + phase,
        ["restarting"] = (_, z) => 1 + z,
        ["reversed"] = (phase, z) => 100 - phase * Slices - z,
        ["random"] = (phase, z) => new[] { 7, 2, 11, 4, 9, 1, 12, 3, 6, 10, 5, 8 }[phase * Slices + z],
        ["all equal"] = (_, _) => 1,
    };

    private static readonly Dictionary<string, (int Phases, Action<DicomObject, int, int> Mark)> Marks = new(StringComparer.Ordinal)
    {
        ["temporal position"] = (3, (image, phase, _) => image.AddInteger(DicomTag.TemporalPosition, phase + 1)),
        ["acquisition time"] = (3, (image, phase, _) => Clock(image, DicomTag.AcquisitionTime, 90 * phase)),
        ["acquisition date and time"] = (
            3,
            (image, phase, _) => image.Add(DicomTag.AcquisitionDateTime, "DT", Text($"2020010{phase + 1}000000.00"))),
        ["content time"] = (3, (image, phase, _) => Clock(image, DicomTag.ContentTime, 90 * phase)),
        ["trigger time"] = (3, (image, phase, _) => image.AddDecimals(DicomTag.TriggerTime, 90000 * phase)),
        ["a time a slice"] = (3, (image, phase, z) => Clock(image, DicomTag.AcquisitionTime, 90 * phase + new[] { 0, 40, 20 }[z])),
        ["midnight without a date"] = (3, (image, phase, z) => OfDay(image, DicomTag.AcquisitionTime, 86310 + 90 * phase + z)),
        ["midnight with one date"] = (3, (image, phase, z) =>
        {
            image.Add(DicomTag.ContentDate, "DA", "20200101");
            OfDay(image, DicomTag.ContentTime, 86398 + 90 * phase + z);
        }),
        ["times that overlap"] = (3, (image, phase, z) => Clock(image, DicomTag.AcquisitionTime, 90 * phase + new[] { 0, 140, 20 }[z])),
        ["one time for all"] = (3, (image, _, _) => Clock(image, DicomTag.AcquisitionTime, 7)),
        ["echo time"] = (3, (image, phase, _) => image.AddDecimals(DicomTag.EchoTime, 2.3 * (phase + 1))),
        ["echo times that differ by slice"] = (3, (image, phase, z) => image.AddDecimals(DicomTag.EchoTime, 2.3 * (phase + 1) + 0.1 * z)),
        ["b-value"] = (3, (image, phase, _) => image.AddBytes(DicomTag.DiffusionBValue, "FD", BitConverter.GetBytes(400.0 * phase))),
        ["b-value of Siemens"] = (
            3,
            (image, phase, _) => Private(image, 0x0019, "SIEMENS MR HEADER", private_ => image.AddInteger(private_ | 0x100C, 400 * phase))),
        ["b-value of Philips"] = (3, (image, phase, _) => Private(
            image,
            0x2001,
            "Philips Imaging DD 001",
            private_ => image.AddBytes(private_ | 0x1003, "FL", BitConverter.GetBytes(400f * phase)))),
        ["b-value of GE"] = (3, (image, phase, _) => Private(
            image,
            0x0043,
            "GEMS_PARM_01",
            private_ => image.Add(private_ | 0x1039, "IS", Text($"{1000000000 + 400 * phase}\\8\\0\\0")))),
        ["image type"] = (3, (image, phase, _) => image.Add(DicomTag.ImageType, "CS", $"ORIGINAL\\PRIMARY\\DIXON\\{"FIW"[phase]}")),
        ["nothing"] = (3, (_, _, _) => { }),
        ["echo and time"] = (4, (image, phase, _) =>
        {
            Clock(image, DicomTag.AcquisitionTime, 60 * (phase / 2));
            image.AddDecimals(DicomTag.EchoTime, 1 + phase % 2);
        }),
        ["echo alone of two times"] = (4, (image, phase, _) => image.AddDecimals(DicomTag.EchoTime, 1 + phase / 2)),
    };

    /// <remarks>A rule of null: refused. Times are empty where there are none.</remarks>
    public static readonly TheoryData<string, string, string?, double[]> Cases = new()
    {
        { "temporal position", "random", "temporal position (0020,0100)", [] },
        { "acquisition time", "random", "acquisition time (0008,0032)", [0, 90, 180] },
        { "acquisition time", "reversed", "acquisition time (0008,0032)", [0, 90, 180] },
        { "acquisition time", "restarting", "acquisition time (0008,0032)", [0, 90, 180] },
        { "acquisition time", "all equal", "acquisition time (0008,0032)", [0, 90, 180] },
        { "acquisition date and time", "random", "acquisition time (0008,0032)", [0, 86400, 172800] },
        { "content time", "restarting", "content time (0008,0033)", [0, 90, 180] },
        { "trigger time", "random", "trigger time (0018,1060)", [0, 90, 180] },
        { "a time a slice", "random", "acquisition time (0008,0032)", [0, 90, 180] },
        { "midnight without a date", "random", "acquisition time (0008,0032)", [0, 90, 180] },
        { "midnight with one date", "reversed", "content time (0008,0033)", [0, 90, 180] },
        { "times that overlap", "phase after phase", "instance number (0020,0013)", [0, 90, 180] },
        { "times that overlap", "random", null, [] },
        { "one time for all", "place after place", "instance number (0020,0013)", [] },
        { "echo time", "random", "echo time (0018,0081): 2.3, 4.6, 6.9 ms", [] },
        { "echo times that differ by slice", "restarting", null, [] },
        { "b-value", "restarting", "b-value (0018,9087): 0, 400, 800 s/mm²", [] },
        { "b-value of Siemens", "random", "b-value (0018,9087): 0, 400, 800 s/mm²", [] },
        { "b-value of Philips", "random", "b-value (0018,9087): 0, 400, 800 s/mm²", [] },
        { "b-value of GE", "random", "b-value (0018,9087): 0, 400, 800 s/mm²", [] },
        { "image type", "restarting", "image type (0008,0008): F, I, W", [] },
        { "nothing", "phase after phase", "instance number (0020,0013)", [] },
        { "nothing", "place after place", "instance number (0020,0013)", [] },
        { "nothing", "random", null, [] },
        { "nothing", "restarting", null, [] },
        { "echo and time", "random", "acquisition time (0008,0032) and echo time (0018,0081): 1, 2 ms", [] },
        { "echo alone of two times", "phase after phase", "instance number (0020,0013)", [] },
        { "echo alone of two times", "restarting", null, [] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Volumes_are_told_apart_by_what_separates_them_at_every_place_or_refused(
        string marks,
        string numbers,
        string? rule,
        double[] times)
    {
        using var folder = new TemporaryFolder();
        Write(folder, marks, numbers);
        var series = DicomSource.Open(folder.Path).Only();
        if (rule is null)
        {
            var failure = Assert.Throws<DataException>(() => series.Read());
            Assert.Contains("nothing that orders them", failure.Problem, StringComparison.Ordinal);
            Assert.Contains("trigger time, echo time, b-value, image type", failure.Problem, StringComparison.Ordinal);
            return;
        }
        var read = series.Read();
        Assert.Equal(rule, series.SeparatedBy);
        Assert.Equal(
            Enumerable.Range(0, Marks[marks].Phases).SelectMany(phase => Enumerable.Range(0, Slices).Select(z => 10f * phase + z)),
            read.Volumes.SelectMany(volume => Enumerable.Range(0, Slices).Select(z => volume[0, 0, z])));
        Assert.Equal(times, read.Times ?? []);
    }

    public static readonly TheoryData<string, string, string[]> Warnings = new()
    {
        { "acquisition time", "random", [Reordered] },
        { "acquisition time", "reversed", [Reordered] },
        { "acquisition time", "phase after phase", [] },
        { "acquisition time", "restarting", [] },
        { "echo time", "reversed", [] },
        { "one time for all", "phase after phase", ["the acquisition time (0008,0032) does not rise from volume to volume, so times are left out"] },
        { "echo and time", "random", ["several volumes share one time, so times are left out"] },
    };

    [Theory, MemberData(nameof(Warnings))]
    public void Contradictions_and_times_left_out_are_said_once(string marks, string numbers, string[] expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder, marks, numbers);
        var warnings = new List<string>();
        DicomSource.Open(folder.Path).Only().Read(warnings.Add);
        Assert.Equal(expected.Select(text => $"{folder.Path}: {text}"), warnings);
    }

    [Fact]
    public void Clocks_that_contradict_a_temporal_position_are_said()
    {
        using var folder = new TemporaryFolder();
        Write(
            folder,
            "temporal position",
            "phase after phase",
            (image, phase, _) => Clock(image, DicomTag.AcquisitionTime, 300 - 60 * phase));
        var warnings = new List<string>();
        Assert.Null(DicomSource.Open(folder.Path).Only().Read(warnings.Add).Times);
        Assert.Equal(2, warnings.Count);
        Assert.Contains("acquisition time (0008,0032) suggests another order", warnings[0], StringComparison.Ordinal);
        Assert.Contains("does not rise", warnings[1], StringComparison.Ordinal);
    }

    private static readonly Dictionary<string, (
        Action<DicomObject,
        int> Mark,
        string Rule,
        double[] Times)> EnhancedMarks = new(StringComparer.Ordinal)
    {
        ["temporal position index"] = (
            (groups, phase) =>
                Group(groups, DicomTag.FrameContent, content => content.Add(DicomTag.TemporalPositionIndex, (uint)phase + 1)),
            "temporal position (0020,0100)",
            []),
        ["frame acquisition time"] = (
            (groups, phase) =>
                Group(
                    groups,
                    DicomTag.FrameContent,
                    content => content.Add(DicomTag.FrameAcquisitionDateTime, "DT", Text($"20200101120{phase}00"))),
            "frame acquisition time (0018,9074)",
            [0, 60, 120]),
        ["frame reference time"] = (
            (groups, phase) =>
                Group(
                    groups,
                    DicomTag.FrameContent,
                    content => content.Add(DicomTag.FrameReferenceDateTime, "DT", Text($"20200101120{phase}00"))),
            "frame reference time (0018,9151)",
            [0, 60, 120]),
        ["temporal offset"] = (
            (groups, phase) =>
                Group(
                    groups,
                    DicomTag.TemporalPositions,
                    content => content.AddBytes(DicomTag.TemporalOffset, "FD", BitConverter.GetBytes(2.5 * phase))),
            "temporal position time offset (0020,930D)",
            [0, 2.5, 5]),
        ["effective echo time"] = (
            (groups, phase) =>
                Group(
                    groups,
                    DicomTag.MrEcho,
                    content => content.AddBytes(DicomTag.EffectiveEchoTime, "FD", BitConverter.GetBytes(2.0 + phase))),
            "echo time (0018,0081): 2, 3, 4 ms",
            []),
        ["b-value"] = (
            (groups, phase) =>
                Group(
                    groups,
                    DicomTag.MrDiffusion,
                    content => content.AddBytes(DicomTag.DiffusionBValue, "FD", BitConverter.GetBytes(50.0 * phase))),
            "b-value (0018,9087): 0, 50, 100 s/mm²",
            []),
        ["frame type"] = (
            (groups, phase) =>
                Group(groups, DicomTag.MrFrameTypes, content => content.Add(DicomTag.FrameType, "CS", $"DERIVED\\PRIMARY\\{"ABC"[phase]}")),
            "image type (0008,0008): A, B, C",
            []),
        ["nominal trigger delay"] = (
            (groups, phase) =>
                Group(
                    groups,
                    DicomTag.CardiacSynchronization,
                    content => content.AddBytes(DicomTag.NominalTriggerDelay, "FD", BitConverter.GetBytes(1000.0 * phase))),
            "trigger time (0018,1060)",
            [0, 1, 2]),
    };

    public static TheoryData<string> EnhancedCases => [.. EnhancedMarks.Keys];

    [Theory, MemberData(nameof(EnhancedCases))]
    public void Frames_of_an_enhanced_object_in_any_order_come_apart_by_their_groups(string marks)
    {
        using var folder = new TemporaryFolder();
        var (mark, rule, times) = EnhancedMarks[marks];
        var series = DicomSource.Open(DicomSample.Write(
            folder,
            "1.dcm",
            Enhanced([7, 2, 4, 0, 8, 1, 6, 3, 5], (groups, phase, _) => mark(groups, phase)))).Only();
        var warnings = new List<string>();
        var read = series.Read(warnings.Add);
        Assert.Equal(rule, series.SeparatedBy);
        Assert.Equal(
            [0f, 1, 2, 10, 11, 12, 20, 21, 22],
            read.Volumes.SelectMany(volume => Enumerable.Range(0, Slices).Select(z => volume[0, 0, z])));
        Assert.Equal(times, read.Times ?? []);
        Assert.Empty(warnings);
    }

    [Fact]
    public void A_dimension_that_counts_no_places_tells_frames_apart()
    {
        using var folder = new TemporaryFolder();
        var image = Enhanced([7, 2, 4, 0, 8, 1, 6, 3, 5], (groups, phase, z) => Group(
            groups,
            DicomTag.FrameContent,
            content => content.Add(DicomTag.DimensionIndexValues, [(uint)z + 1, (uint)phase + 1])));
        image.AddSequence(DicomTag.DimensionIndices, new[] { DicomTag.InStackPosition, DicomTag.ContentTime }.Select(pointer =>
        {
            var item = new DicomObject();
            item.AddTag(DicomTag.DimensionIndexPointer, pointer);
            return item;
        }));
        var series = DicomSource.Open(DicomSample.Write(folder, "1.dcm", image)).Only();
        Assert.Equal([0f, 10, 20], series.Read().Volumes.Select(volume => volume[0, 0, 0]));
        Assert.Equal("dimension index (0020,9157)", series.SeparatedBy);
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 }, true)]
    [InlineData(new[] { 0, 3, 6, 1, 4, 7, 2, 5, 8 }, true)]
    [InlineData(new[] { 7, 2, 4, 0, 8, 1, 6, 3, 5 }, false)]
    public void The_order_of_frames_alone_is_trusted_where_it_is_one(int[] order, bool read)
    {
        using var folder = new TemporaryFolder();
        var series = DicomSource.Open(DicomSample.Write(folder, "1.dcm", Enhanced(order, (_, _, _) => { }))).Only();
        if (!read)
        {
            Assert.Contains(
                "nothing that orders them",
                Assert.Throws<DataException>(() => series.Phases).Problem,
                StringComparison.Ordinal);
            return;
        }
        var said = new List<string>();
        Assert.Equal([0f, 10, 20], series.Read(said.Add).Volumes.Select(volume => volume[0, 0, 0]));
        Assert.Equal("the order of the frames", series.SeparatedBy);
        Assert.Contains(
            said,
            note => note.Contains("only the order of the frames in the file tells its 3 volumes apart", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(".nii.gz")]
    [InlineData(".nrrd")]
    public void What_told_them_apart_stays_with_the_file(string ending)
    {
        using var folder = new TemporaryFolder();
        var volume = new Volume<float>(new Geometry(new(2, 2, 2), new(1, 1, 1)));
        var content = VolumeSeparation.Add(
            new() { Format = "", StoredAs = "", Images = new([volume, volume], [0, 90]) },
            "echo time (0018,0081): 2.3, 4.6 ms");
        ImageFile.Write(folder.File("a" + ending), content);
        Assert.Equal("echo time (0018,0081): 2.3, 4.6 ms", ImageFile.ReadContent(folder.File("a" + ending)).SeparatedBy);
    }

    private static void Write(TemporaryFolder folder, string marks, string numbers, Action<DicomObject, int, int>? more = null)
    {
        var (phases, mark) = Marks[marks];
        for (var phase = 0; phase < phases; phase++)
        {
            for (var z = 0; z < Slices; z++)
            {
                var image = DicomSample.Slice(Numbers[numbers](phase, z), 2 * z, 10 * phase + z);
                image.Add(DicomTag.SopInstance, "UI", Text($"1.9.{phase}.{z}"));
                mark(image, phase, z);
                more?.Invoke(image, phase, z);
                // names in no order of either
                DicomSample.Write(folder, Text($"{(5 * phase + 7 * z) % 11}-{phase}{z}.dcm"), image);
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Clock(DicomObject image, uint tag, int seconds) =>
        image.Add(tag, "TM", TimeSpan.FromSeconds(36000 + seconds).ToString("hhmmss", CultureInfo.InvariantCulture));

    /// <param name="image">Gets the attribute.</param>
    /// <param name="tag">Of a time.</param>
    /// <param name="seconds">Since midnight; those of the next day start anew.</param>
    private static void OfDay(DicomObject image, uint tag, double seconds) =>
        image.Add(tag, "TM", TimeSpan.FromSeconds(seconds % 86400).ToString("hhmmss", CultureInfo.InvariantCulture));

    private static void Private(DicomObject image, uint group, string creator, Action<uint> add)
    {
        image.Add(group << 16 | 0x0010, "LO", creator);
        add(group << 16);
    }

    private static void Group(DicomObject groups, uint tag, Action<DicomObject> fill)
    {
        var item = new DicomObject();
        fill(item);
        groups.AddSequence(tag, item);
    }

    /// <param name="order">For each frame of the file 3 · phase + slice.</param>
    /// <param name="mark">Groups of a frame, its phase and its slice.</param>
    private static DicomObject Enhanced(int[] order, Action<DicomObject, int, int> mark)
    {
        var image = DicomSample.Slice(1, 0);
        image.Add(DicomTag.ImagePosition, "DS", "");
        image.AddInteger(DicomTag.NumberOfFrames, order.Length);
        image.AddBytes(DicomTag.PixelData, "OW", [.. order.SelectMany(frame => Enumerable.Repeat(new[] { (byte)(10 * (frame / Slices) + frame % Slices), (byte)0 }, 6)).SelectMany(pixel => pixel)]);
        image.AddSequence(DicomTag.PerFrameGroups, order.Select(frame =>
        {
            var groups = new DicomObject();
            Group(groups, DicomTag.PlanePosition, position => position.AddDecimals(DicomTag.ImagePosition, 0, 0, 2 * (frame % Slices)));
            Group(groups, DicomTag.PlaneOrientation, plane => plane.AddDecimals(DicomTag.ImageOrientation, 1, 0, 0, 0, 1, 0));
            mark(groups, frame / Slices, frame % Slices);
            return groups;
        }));
        return image;
    }
}
