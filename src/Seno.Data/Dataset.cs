using Seno.Core;
using Seno.Imaging;

namespace Seno.Data;

/// <summary>A data set in nnU-Net v2's raw layout, with Seno's optional additions (cases.csv, labelsTr.READER).</summary>
public sealed class Dataset
{
    private Dataset(string folder, DatasetDescription description, IReadOnlyList<Case> cases, IReadOnlyList<Case> testCases)
    {
        Folder = folder;
        Description = description;
        Scheme = description.Scheme;
        Cases = cases;
        TestCases = testCases;
    }

    public string Folder { get; }

    public DatasetDescription Description { get; }

    public string Name => Description.Name;

    public string? Modality => Description.Modality;

    public IReadOnlyList<string> Channels => Description.Channels;

    /// <summary>Values by name, background 0 first; of regions, the value written for each.</summary>
    public IReadOnlyDictionary<string, byte> Labels => Description.Labels;

    /// <summary>What the values of label maps mean.</summary>
    public LabelScheme Scheme { get; }

    public string FileEnding => Description.FileEnding;

    /// <summary>Training cases, by id in ordinal order.</summary>
    public IReadOnlyList<Case> Cases { get; }

    public IReadOnlyList<Case> TestCases { get; }

    /// <param name="folder">Holds dataset.json.</param>
    /// <param name="reader">Take this reader's references (labelsTr.READER) instead of labelsTr.</param>
    /// <exception cref="DataException">dataset.json is missing or malformed, a channel or reference is missing, or cases.csv does not fit.</exception>
    public static Dataset Open(string folder, string? reader = null)
    {
        var full = Path.GetFullPath(folder);
        if (!Directory.Exists(full))
            throw new DataException(folder, "is no folder", "Give a data set in nnU-Net's raw layout, or make one with 'seno dataset import'");
        var description = DatasetDescription.Read(Path.Combine(full, "dataset.json"));
        var table = CaseTable.Read(Path.Combine(full, "cases.csv"));
        var cases = Find(full, "imagesTr", description, table, withReference: true);
        if (cases.Count == 0)
            throw new DataException(Path.Combine(full, "imagesTr"), $"holds no image named CASE_0000{description.FileEnding}", "Check the files' names and file_ending in dataset.json");
        if (reader is not null)
            cases = [.. cases.Select(item => DrawnBy(reader, item, full))];
        return new(full, description, cases, Find(full, "imagesTs", description, table, withReference: false));
    }

    /// <summary>Throws where a label value is not in dataset.json.</summary>
    /// <exception cref="DataException">Names the case, the value and the file.</exception>
    public void CheckLabels(Case item, Volume<byte> labels)
    {
        Span<bool> known = stackalloc bool[256];
        for (var value = 0; value < known.Length; value++)
            known[value] = Scheme.Knows((byte)value);
        foreach (var value in labels.Span)
        {
            if (!known[value])
                throw new DataException($"case {item.Id}", $"holds label {value}, which dataset.json does not name ({item.ReferenceFile})", "Add the label to dataset.json or correct the reference");
        }
    }

    private static IReadOnlyList<Case> Find(string folder, string images, DatasetDescription description, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> table, bool withReference)
    {
        var source = Path.Combine(folder, images);
        if (!Directory.Exists(source))
            return [];
        var readers = Directory.EnumerateDirectories(folder, "labelsTr.*").Select(Path.GetFileName).Where(name => name!.Length > "labelsTr.".Length).Select(name => name!["labelsTr.".Length..]).Order(StringComparer.Ordinal).ToArray();
        var first = "_0000" + description.FileEnding;
        return [.. Directory.EnumerateFiles(source)
            .Select(Path.GetFileName)
            .Where(name => name!.EndsWith(first, StringComparison.Ordinal))
            .Select(name => name![..^first.Length])
            .Order(StringComparer.Ordinal)
            .Select(id => Make(id))];

        Case Make(string id)
        {
            var metadata = table.GetValueOrDefault(id) ?? new Dictionary<string, string>();
            var reference = Path.Combine(folder, "labelsTr", id + description.FileEnding);
            if (withReference && !File.Exists(reference))
                throw new DataException($"case {id}", $"has no reference ({reference})", "Add its label map to labelsTr, or move the image to imagesTs");
            return new Case
            {
                Id = id,
                Group = Case.GroupOf(id, metadata),
                Centre = new[] { "centre", "scanner" }.Select(name => metadata.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)),
                ChannelFiles = [.. Enumerable.Range(0, description.Channels.Count).Select(channel => Channel(source, id, channel, description))],
                ReferenceFile = withReference ? reference : null,
                ReaderFiles = readers.Select(reader => (reader, File: Path.Combine(folder, $"labelsTr.{reader}", id + description.FileEnding))).Where(pair => File.Exists(pair.File)).ToDictionary(pair => pair.reader, pair => pair.File),
                Metadata = metadata,
            };
        }
    }

    private static Case DrawnBy(string reader, Case item, string folder) => item.ReaderFiles.TryGetValue(reader, out var file)
        ? item with { ReferenceFile = file }
        : throw new DataException($"case {item.Id}", $"has no reference by '{reader}' ({Path.Combine(folder, $"labelsTr.{reader}")})", item.ReaderFiles.Count == 0 ? "Add it, or train on labelsTr" : NearestName.Suggest(reader, item.ReaderFiles.Keys));

    private static string Channel(string source, string id, int channel, DatasetDescription description)
    {
        var file = Path.Combine(source, FormattableString.Invariant($"{id}_{channel:D4}{description.FileEnding}"));
        return File.Exists(file)
            ? file
            : throw new DataException($"case {id}", $"lacks channel {channel}, {description.Channels[channel]} ({file})", "Add the file or remove the channel from dataset.json");
    }
}
