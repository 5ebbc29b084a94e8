using System.Text.RegularExpressions;
using Seno.Core;
using Seno.Imaging.Formats;

namespace Seno.Data;

/// <summary>The images that 'predict -i' means: a file, a folder of images, or a data set.</summary>
public static partial class CaseFiles
{
    /// <summary>A data set gives imagesTs, else imagesTr. In a folder, files ending in _0000, _0001, … are the channels of one case; any other file is a case of its own.</summary>
    /// <param name="path">File, folder or data set.</param>
    /// <param name="training">Of a data set, imagesTr in any case.</param>
    /// <exception cref="DataException">Nothing there that can be read as an image.</exception>
    public static IReadOnlyList<Case> Find(string path, bool training = false)
    {
        if (File.Exists(path))
        {
            return ImageFile.EndingOf(path) is null
                ? throw new DataException(path, "has no ending of a known image format", $"Known: {string.Join(" ", ImageFile.Endings)}")
                : Group([path]);
        }
        if (!Directory.Exists(path))
            throw new DataException(path, "does not exist", "Give an image, a folder of images, or a data set");
        var folder = (training ? ["imagesTr"] : new[] { "imagesTs", "imagesTr" }).Select(name => Path.Combine(path, name)).FirstOrDefault(name => Directory.Exists(name) && Directory.EnumerateFiles(name).Any()) ?? path;
        var cases = Group(Directory.EnumerateFiles(folder).Where(file => ImageFile.EndingOf(file) is not null && !Path.GetFileName(file).StartsWith('.')));
        return cases.Count > 0 ? cases : throw new DataException(folder, "holds no image", $"Known endings: {string.Join(" ", ImageFile.Endings)}");
    }

    private static IReadOnlyList<Case> Group(IEnumerable<string> files) => [.. files
        .Select(file => (File: Path.GetFullPath(file), Name: Path.GetFileName(file)[..^ImageFile.EndingOf(file)!.Length]))
        .Select(item => (item.File, item.Name, Channel: ChannelSuffix().Match(item.Name)))
        .GroupBy(item => item.Channel.Success ? item.Name[..^item.Channel.Length] : item.Name)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new Case { Id = group.Key, Group = group.Key, ChannelFiles = [.. group.Select(item => item.File).Order(StringComparer.Ordinal)] })];

    [GeneratedRegex("_[0-9]{4}$")]
    private static partial Regex ChannelSuffix();
}
