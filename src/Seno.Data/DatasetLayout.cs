using System.Globalization;
using Seno.Core;
using Seno.Data.Checking;
using Seno.Imaging.Formats;

namespace Seno.Data;

/// <summary>
/// The files of a data set by their names, and cases.csv: what training opens and what 'dataset check' lists, so that neither passes what
/// the other does not.
/// </summary>
internal sealed class DatasetLayout
{
    private const string ReaderPrefix = "labelsTr.";

    /// <summary>Headers whose voxels lie in a file beside them, of any ending.</summary>
    private static readonly string[] Companions = [".mhd", ".nhdr", ".hdr"];

    private readonly List<DatasetProblem> problems = [];
    private readonly string folder;
    private readonly DatasetDescription description;
    private readonly CaseMetadata table;
    private readonly HashSet<string> locked;

    /// <param name="folder">Of the data set, full path.</param>
    /// <param name="description">Its dataset.json.</param>
    public DatasetLayout(string folder, DatasetDescription description)
    {
        (this.folder, this.description) = (folder, description);
        locked = [.. LockedCases.Of(folder)];
        var training = Images("imagesTr");
        var test = Images("imagesTs");
        if (training.Count == 0)
            Error(
                "missing",
                null,
                Path.Combine(folder, "imagesTr"),
                $"holds no image named CASE_0000{description.FileEnding}",
                "Check the files' names and file_ending in dataset.json");
        var references = Labels("labelsTr", training);
        foreach (var id in training.Keys.Where(id => !references.ContainsKey(id)))
            Error(
                "missing",
                id,
                Path.Combine(folder, "labelsTr", id + description.FileEnding),
                "is missing: the case has no reference",
                "Add its label map, or move the image to imagesTs");
        var readers = FolderListing.Folders(folder).Select(path => Path.GetFileName(path))
            .Where(name => name.StartsWith(ReaderPrefix, StringComparison.Ordinal) && name.Length > ReaderPrefix.Length)
            .ToDictionary(name => name[ReaderPrefix.Length..], name => Labels(name, training));
        table = CaseMetadata.Read(
            Path.Combine(folder, "cases.csv"),
            [.. training.Keys],
            [.. test.Keys, .. locked],
            problems.Add);
        Cases = [.. training.Select(item => Make(item.Key, item.Value, references.GetValueOrDefault(item.Key), readers))];
        foreach (var id in test.Keys.Where(training.ContainsKey))
            problems.Add(new(
                ProblemSeverity.Warning,
                "test",
                id,
                test[id].Files.Values.First(),
                "is an image of a training case too",
                "Rename one if they are two cases, or remove one"));
        TestCases = [.. test.Select(item => Make(item.Key, item.Value, null, []))];
    }

    /// <summary>Training cases by id in ordinal order, incomplete ones too.</summary>
    public IReadOnlyList<Case> Cases { get; }

    public IReadOnlyList<Case> TestCases { get; }

    /// <value>Whether cases.csv names a patient or group of any case.</value>
    public bool PatientsKnown => table.PatientsKnown;

    public IReadOnlyList<DatasetProblem> Problems => problems;

    /// <returns>Patient or group of any case that cases.csv knows, its images here or elsewhere.</returns>
    public string GroupOf(string id) => Case.GroupOf(id, table.Of(id));

    private Case Make(string id, Channels channels, string? reference, Dictionary<string, Dictionary<string, string>> readers)
    {
        var metadata = table.Of(id);
        return new()
        {
            Id = id,
            Group = Case.GroupOf(id, metadata),
            Centre = new[] { "centre", "scanner" }.Select(name => metadata.GetValueOrDefault(name))
                .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)),
            ChannelFiles = [.. channels.Files.Values],
            Colour = channels.Colour,
            ReferenceFile = reference,
            ReaderFiles = readers.Where(reader => reader.Value.ContainsKey(id))
                .ToDictionary(reader => reader.Key, reader => reader.Value[id]),
            Metadata = metadata,
        };
    }

    /// <summary>Channel files by case and number; names that fit no channel are problems.</summary>
    private SortedDictionary<string, Channels> Images(string name)
    {
        var found = new SortedDictionary<string, Channels>(StringComparer.Ordinal);
        foreach (var path in OfEnding(name, "CASE_0000"))
        {
            var file = ChannelFile.Of(path, description.FileEnding);
            if (file.Channel is not { } channel)
                Error("extra", null, path, $"is not named CASE_0000{description.FileEnding}", "Rename it, or move it out of the data set");
            else if (channel >= description.Channels.Count)
                Error(
                    "extra",
                    file.Id,
                    path,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"is channel {channel}, but dataset.json names {description.Channels.Count}"),
                    "Add the channel to channel_names, or remove the file");
            else
                (found.TryGetValue(file.Id, out var channels) ? channels : found[file.Id] = new()).Files[channel] = path;
        }
        foreach (var (id, channels) in found)
        {
            channels.Colour = description.Channels.Count == 3 && channels.Files.Count == 1
                && channels.Files.TryGetValue(0, out var only) && new ChannelFile(only, id, 0).MayHoldColour;
            for (var channel = 0; channel < description.Channels.Count && !channels.Colour; channel++)
            {
                if (!channels.Files.ContainsKey(channel))
                    Error(
                        "missing",
                        id,
                        Path.Combine(folder, name, ChannelFile.NameOf(id, channel) + description.FileEnding),
                        string.Create(CultureInfo.InvariantCulture, $"is missing: channel {channel}, {description.Channels[channel]}"),
                        "Add the file, or remove the case");
            }
        }
        return found;
    }

    private Dictionary<string, string> Labels(string name, SortedDictionary<string, Channels> training)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in OfEnding(name, "CASE"))
        {
            var id = Path.GetFileName(file)[..^description.FileEnding.Length];
            if (training.ContainsKey(id))
                labels[id] = file;
            else if (!locked.Contains(id))
                Error(
                    "extra",
                    id,
                    file,
                    "belongs to no image in imagesTr",
                    $"Add {id}_0000{description.FileEnding} to imagesTr, rename it, or move it out of the data set");
        }
        return labels;
    }

    /// <summary>Images of another ending would be left out without a word; what is no image may lie there.</summary>
    private IEnumerable<string> OfEnding(string name, string pattern)
    {
        foreach (var file in FolderListing.Files(Path.Combine(folder, name)))
        {
            if (file.EndsWith(description.FileEnding, StringComparison.Ordinal))
                yield return file;
            else if (ImageFile.EndingOf(file) is not null)
                Error(
                    "extra",
                    null,
                    file,
                    $"is not named {pattern}{description.FileEnding}",
                    "Rename it, convert it to the data set's format with 'seno convert', or move it out of the data set");
            else if (!Companions.Contains(description.FileEnding) && Path.GetFileName(file) != Dataset.ConsensusFile)
                problems.Add(new(
                    ProblemSeverity.Warning,
                    "extra",
                    null,
                    file,
                    $"is not named {pattern}{description.FileEnding}",
                    "It is left aside; move it out of the folder"));
        }
    }

    private void Error(
        string kind,
        string? id,
        string file,
        string problem,
        string cure) => problems.Add(new(ProblemSeverity.Error, kind, id, file, problem, cure));

    private sealed class Channels
    {
        public SortedDictionary<int, string> Files { get; } = [];

        public bool Colour { get; set; }
    }
}
