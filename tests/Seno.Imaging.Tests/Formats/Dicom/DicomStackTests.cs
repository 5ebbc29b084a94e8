using Seno.Core;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;

namespace Seno.Imaging.Tests.Formats.Dicom;

/// <summary>Which of several stacks is meant, and which files are copies.</summary>
public sealed class DicomStackTests
{
    [Fact]
    public void A_localizer_under_the_uid_of_the_stack_is_left_out_with_its_name_and_can_be_chosen()
    {
        using var folder = new TemporaryFolder();
        Stack(folder, "stack", 0, 3);
        Scout(folder, "scout.dcm", 9);
        using var source = DicomSource.Open(folder.Path);
        var notes = new List<string>();
        Assert.Equal(3, source.Choose(null, notes.Add).Frames);
        Assert.Contains("scout.dcm left out", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(3, source.Choose("1.2.3", notes.Add).Frames);
        // 'scout' sorts before 'stack'
        foreach (var (wanted, frames) in new[] { ("1", 1), ("2", 3), ("1.2.3#1", 1), ("1.2.3#2", 3) })
            Assert.Equal(frames, source.Choose(wanted).Frames);
        foreach (var wanted in new[] { "0", "3", "1.2.3#3", "1.2.3#0", "1.2.3#x", "9.9", "" })
            Assert.Equal("--series", Assert.Throws<DataException>(() => source.Choose(wanted == "" ? "?" : wanted)).File);
    }

    [Fact]
    public void A_localizer_in_the_plane_of_the_stack_is_known_by_its_image_type()
    {
        using var folder = new TemporaryFolder();
        Stack(folder, "stack", 0, 3);
        Stack(folder, "zcout", 500, 1, image => image.Add(DicomTag.ImageType, "CS", @"ORIGINAL\PRIMARY\LOCALIZER"));
        using var source = DicomSource.Open(folder.Path);
        var notes = new List<string>();
        Assert.Equal(3, source.Choose(null, notes.Add).Frames);
        Assert.Contains("0.dcm left out", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_stacks_of_one_uid_are_listed_with_number_size_description_and_file_and_chosen_by_number()
    {
        using var folder = new TemporaryFolder();
        Stack(folder, "a", 0, 3);
        Stack(folder, "b", 10, 2, image => image.Add(DicomTag.SeriesDescription, "LO", "other"), sagittal: true);
        using var source = DicomSource.Open(folder.Path);
        foreach (var wanted in new[] { null, "1.2.3" })
        {
            var failure = Assert.Throws<DataException>(() => source.Choose(wanted));
            Assert.Contains(
                "1: 3×2×3, CT, 3 images, 1.2.3 (0.dcm, …); 2: 3×2×2, CT 'other', 2 images, 1.2.3 (0.dcm, …)",
                failure.Problem,
                StringComparison.Ordinal);
        }
        Assert.Equal([3, 2, 2], new[] { "1", "2", "other" }.Select(wanted => source.Choose(wanted).Frames));
    }

    [Fact]
    public void Pictures_without_places_under_one_uid_are_chosen_by_number()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 3; i++)
        {
            var image = DicomSample.Slice(i + 1, 0, 5 * i);
            foreach (var tag in new[] { DicomTag.ImagePosition, DicomTag.ImageOrientation })
                image.Add(tag, "DS", "");
            DicomSample.Write(folder, $"{i}.dcm", image);
        }
        using var source = DicomSource.Open(folder.Path);
        Assert.Contains("holds 3 series", Assert.Throws<DataException>(() => source.Only()).Problem, StringComparison.Ordinal);
        Assert.Equal([0f, 5, 10], new[] { "1", "2", "1.2.3#3" }.Select(wanted => source.Choose(wanted).Read().Volumes[0][0, 0, 0]));
    }

    [Theory]
    [InlineData("pixels")]
    [InlineData("place")]
    [InlineData("slope")]
    [InlineData("time")]
    public void The_same_uid_with_another_content_is_no_copy(string what)
    {
        using var folder = new TemporaryFolder();
        DicomSample.Write(folder, "a.dcm", DicomSample.Slice(1, 0, 5));
        DicomSample.Write(folder, "b.dcm", DicomSample.Slice(1, 0, 5));
        var other = DicomSample.Slice(1, what == "place" ? 2 : 0, what == "pixels" ? 6 : 5);
        if (what == "slope")
            other.AddDecimals(DicomTag.RescaleSlope, 2);
        if (what == "time")
            other.Add(DicomTag.AcquisitionTime, "TM", "101112");
        DicomSample.Write(folder, "c.dcm", other);
        using var source = DicomSource.Open(folder.Path);
        Assert.Equal(2, source.Series.Sum(one => one.Frames));
        Assert.Equal(2, source.Notes.Count);
        Assert.Contains("b.dcm: left out, a copy of " + folder.File("a.dcm"), source.Notes[0], StringComparison.Ordinal);
        Assert.Contains(
            $"{folder.File("a.dcm")}: shares its instance UID with {folder.File("c.dcm")}",
            source.Notes[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_in_another_transfer_syntax_is_a_copy()
    {
        using var folder = new TemporaryFolder();
        DicomSample.Write(folder, "a.dcm", DicomSample.Slice(1, 0, 5));
        using (var stream = File.Create(folder.File("b.dcm")))
            DicomSample.Slice(1, 0, 5).WriteTo(stream, TransferSyntax.ImplicitLittle);
        using var source = DicomSource.Open(folder.Path);
        Assert.Contains("b.dcm: left out", Assert.Single(source.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void One_series_uid_of_two_patients_is_two_series()
    {
        using var folder = new TemporaryFolder();
        Stack(folder, "a", 0, 2, image => image.Add(DicomTag.PatientId, "LO", "A"));
        Stack(folder, "b", 10, 2, image => image.Add(DicomTag.PatientId, "LO", "B"));
        using var source = DicomSource.Open(folder.Path);
        Assert.Equal([2, 2], source.Series.Select(one => one.Frames));
    }

    [Fact]
    public void Random_bytes_in_a_header_end_in_one_sentence_about_the_file()
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(DicomSample.Write(folder, "whole.dcm", DicomSample.Slice(1, 0, 5)));
        var random = new SeededRandom(16, "headers");
        for (var i = 0; i < 300; i++)
        {
            var bytes = whole.ToArray();
            for (var change = 0; change < 3; change++)
                bytes[132 + random.Next(bytes.Length - 132)] = (byte)random.Next(256);
            File.WriteAllBytes(folder.File("x.dcm"), bytes);
            try
            {
                using var source = DicomSource.Open(folder.File("x.dcm"));
                foreach (var series in source.Series)
                    series.Read(_ => { });
            }
            catch (DataException failure)
            {
                Assert.Contains("x.dcm", failure.Message, StringComparison.Ordinal);
            }
        }
    }

    private static void Stack(
        TemporaryFolder folder,
        string name,
        int first,
        int slices,
        Action<DicomObject>? edit = null,
        bool sagittal = false)
    {
        for (var i = 0; i < slices; i++)
        {
            var image = DicomSample.Slice(first + i + 1, i, i);
            if (sagittal)
            {
                image.AddDecimals(DicomTag.ImagePosition, i, 0, 0);
                image.AddDecimals(DicomTag.ImageOrientation, 0, 1, 0, 0, 0, 1);
            }
            edit?.Invoke(image);
            DicomSample.Write(folder, $"{name}/{i}.dcm", image);
        }
    }

    private static void Scout(TemporaryFolder folder, string name, int number)
    {
        var image = DicomSample.Slice(number, 0);
        image.AddDecimals(DicomTag.ImageOrientation, 0, 1, 0, 0, 0, -1);
        DicomSample.Write(folder, name, image);
    }
}
