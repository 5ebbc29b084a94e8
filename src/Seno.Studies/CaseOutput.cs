using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Imaging.Formats;

namespace Seno.Studies;

/// <summary>Puts an image into a data set, as a case of nnU-Net's layout: one channel file a volume.</summary>
internal static class CaseOutput
{
    private const string Ending = ".nii.gz";

    /// <returns>The files written, in the order of the channels.</returns>
    /// <exception cref="DataException">A case id that is no file name, or a data set of another number of channels.</exception>
    public static IReadOnlyList<string> Write(string folder, string id, ImageContent content)
    {
        if (!FileNames.IsPlain(id))
            throw new DataException("--case", $"'{id}' is no case id", "Use letters, digits, - and _");
        var file = Path.Combine(folder, "dataset.json");
        var description = File.Exists(file) ? DatasetDescription.Read(file) : Description(folder, content);
        var count = content.Images.Volumes.Count;
        if (description.Channels.Count != count)
            throw new DataException(file, $"names {description.Channels.Count} channels, the image has {count} volumes", "Take one with --component, or use another data set");
        var images = Path.Combine(folder, "imagesTr");
        var written = new List<string>();
        for (var channel = 0; channel < count; channel++)
        {
            written.Add(Path.Combine(images, string.Create(CultureInfo.InvariantCulture, $"{id}_{channel:D4}{description.FileEnding}")));
            ImageFile.Write(written[^1], content with { Images = new([content.Images.Volumes[channel]]), Components = null });
        }
        if (!File.Exists(file))
            description.Write(file, 0);
        var first = "_0000" + description.FileEnding;
        string[] ids =
        [
            .. FolderListing.Files(images).Select(path => Path.GetFileName(path))
                .Where(name => name.EndsWith(first, StringComparison.Ordinal)).Select(name => name[..^first.Length]),
        ];
        DatasetDescription.WriteCount(file, ids.Length);
        WriteFacts(Path.Combine(folder, "cases.csv"), id, content, ids);
        return written;
    }

    /// <summary>
    /// Times and what tells the channels apart have no place in the channels' own files. A table there is gets a row for every case.
    /// </summary>
    private static void WriteFacts(string file, string id, ImageContent content, IReadOnlyList<string> ids)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (content.Images.Times is { } times)
            facts["times_s"] = string.Join(';', times.Select(time => time.ToString("0.###", CultureInfo.InvariantCulture)));
        if (content.Images.Volumes.Count > 1 && content.SeparatedBy is { } rule)
            facts["volumes_by"] = rule;
        var known = CaseTable.Read(file);
        if (facts.Count == 0 && known.Count == 0)
            return;
        var columns = known.Values
            .SelectMany(row => row.Keys)
            .Concat(facts.Keys)
            .Where(column => column != "case")
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        IReadOnlyList<string> Row(string one)
        {
            var (fresh, stated) = (one == id ? facts : [], known.GetValueOrDefault(one));
            return [one, .. columns.Select(column => fresh.GetValueOrDefault(column) ?? stated?.GetValueOrDefault(column) ?? "")];
        }

        CaseTable.Write(file, ["case", .. columns], known.Keys.Union(ids, StringComparer.Ordinal).Select(Row));
    }

    private static DatasetDescription Description(string folder, ImageContent content) => new()
    {
        Name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)),
        Modality = content.Format switch { "DICOM CT" => "ct", "DICOM MR" => "mri", "DICOM MG" => "mammography", "DICOM US" => "ultrasound", _ => null },
        Channels = content.Images.Volumes.Count == 1 ? ["image"] : [.. Enumerable.Range(0, content.Images.Volumes.Count).Select(phase => string.Create(CultureInfo.InvariantCulture, $"phase {phase}"))],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = Ending,
    };
}
