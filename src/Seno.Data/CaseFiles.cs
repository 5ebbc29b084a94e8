using System.Globalization;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;

namespace Seno.Data;

/// <summary>The images that 'predict -i' means: a file, a folder of images, or a data set.</summary>
public static class CaseFiles
{
    /// <summary>
    /// A data set gives imagesTs, else imagesTr. In a folder, files ending in _0000, _0001, … are the channels of one case; for one
    /// channel, any other file is a case of its own.
    /// </summary>
    /// <param name="path">File, folder or data set.</param>
    /// <param name="channels">Their names, by number: what the model takes.</param>
    /// <param name="training">Of a data set, imagesTr in any case.</param>
    /// <param name="reorient">As <see cref="Case.Reorient"/>.</param>
    /// <exception cref="DataException">
    /// Nothing there that can be read as an image, or the files of a case are not the channels that the model takes.
    /// </exception>
    public static IReadOnlyList<Case> Find(string path, IReadOnlyList<string> channels, bool training = false, bool reorient = false)
    {
        if (File.Exists(path))
        {
            return ImageFile.EndingOf(path) is null
                ? throw new DataException(path, "has no ending of a known image format", Cure([path], path))
                : Group([path], channels, reorient);
        }
        if (!Directory.Exists(path))
            throw new DataException(path, "does not exist", "Give an image, a folder of images, or a data set");
        string[] parts = training ? ["imagesTr"] : ["imagesTs", "imagesTr"];
        var folder = parts.Select(name => Path.Combine(path, name)).FirstOrDefault(name => Images(name).Any()) ?? path;
        var cases = Group(Images(folder), channels, reorient);
        return cases.Count > 0 ? cases : throw new DataException(folder, "holds no image", Cure(FolderListing.Files(folder), folder));
    }

    /// <param name="files">None of which has a known ending.</param>
    /// <param name="path">What was given.</param>
    private static string Cure(IReadOnlyList<string> files, string path) =>
        files is [var first, ..] && !RegularFile.IsOther(first) && File.Exists(first) && DicomSource.IsDicom(first)
            ? $"DICOM is converted first: seno convert {path} CASE_0000.nii.gz"
            : $"Known endings: {string.Join(" ", ImageFile.Endings)}";

    private static IEnumerable<string> Images(string folder) =>
        FolderListing.Files(folder).Where(file => ImageFile.EndingOf(file) is not null);

    private static IReadOnlyList<Case> Group(IEnumerable<string> files, IReadOnlyList<string> channels, bool reorient) => [.. files
        .Select(file => ChannelFile.Of(Path.GetFullPath(file), ImageFile.EndingOf(file)!))
        .GroupBy(file => file.Id)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => CaseOf(group.Key, [.. group.OrderBy(file => file.Channel)], channels) with { Reorient = reorient })];

    private static Case CaseOf(string id, ChannelFile[] files, IReadOnlyList<string> channels)
    {
        var unnumbered = files.Where(file => file.Channel is null).ToArray();
        if (unnumbered.Length > 0 && unnumbered.Length < files.Length)
            throw new DataException(
                $"case {id}",
                $"is named with a channel number and without ({files.First(file => file.Channel is not null).Name}, {unnumbered[0].Name})",
                "Keep one of them, or rename one: both would be this case");
        if (files.GroupBy(file => file.Channel).FirstOrDefault(same => same.Count() > 1)?.ToArray() is { } twice)
            throw new DataException(
                $"case {id}",
                $"is there twice ({twice[0].Name}, {twice[1].Name})",
                "Keep one of them, or rename one: both would be this case");
        var colour = channels.Count == 3 && files is [{ Channel: null or 0, MayHoldColour: true }];
        if (!colour)
            RequireChannels(id, files, channels);
        return new() { Id = id, Group = id, ChannelFiles = [.. files.Select(file => file.File)], Colour = colour };
    }

    private static void RequireChannels(string id, ChannelFile[] files, IReadOnlyList<string> channels)
    {
        var named = string.Join(
            ", ",
            channels.Select((channel, number) => string.Create(CultureInfo.InvariantCulture, $"{channel} _{number:D4}")));
        if (files[0].Channel is null)
        {
            if (channels.Count > 1)
                throw new DataException(
                    files[0].File,
                    $"is named without a channel number, and the model takes {channels.Count} channels ({named})",
                    $"Name them {ChannelFile.NameOf(id, 0)}, {ChannelFile.NameOf(id, 1)}, …, in one folder");
            return;
        }
        if (channels.Count == 1 && files is [{ Channel: > 0 } lone, ..])
        {
            var ending = ImageFile.EndingOf(lone.File)!;
            var whole = lone.Name[..^ending.Length];
            throw new DataException(
                lone.File,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is channel {lone.Channel} of case '{id}' by its name, and the model takes one channel, _0000 ({channels[0]})"),
                $"If '{whole}' is the whole name of the case, rename the file to {whole}_0000{ending}; "
                    + $"if it is {channels[0]} of '{id}', to {id}_0000{ending}");
        }
        if (files.FirstOrDefault(file => file.Channel >= channels.Count) is { } beyond)
            throw new DataException(
                beyond.File,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is channel {beyond.Channel} of case '{id}' by its name, and the model takes {channels.Count} ({named})"),
                "Remove it, or rename it: the number in a name is the channel's");
        for (var channel = 0; channel < channels.Count; channel++)
        {
            if (files.All(file => file.Channel != channel))
                throw new DataException(
                    $"case {id}",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"lacks channel {channel}, {channels[channel]}: there is {string.Join(", ", files.Select(file => file.Name))}"),
                    "Give every channel, in one folder: the number in a name is the channel's");
        }
    }
}
