using Seno.Core;
using Seno.Data;
using Seno.Evaluation.Agreement;

namespace Seno.Studies;

/// <summary>The readers of a data set whose contours are compared.</summary>
internal sealed record ReaderPanel(Dataset Dataset, IReadOnlyList<string> Readers, bool Reorient)
{
    /// <value>Written into the folder of a consensus, so that it is not taken for a reader.</value>
    public const string ConsensusFile = Dataset.ConsensusFile;

    private const string Reference = "labelsTr";

    /// <param name="folder">Data set.</param>
    /// <param name="asked">Names, "labelsTr" among them where it is a reader's; null for every labelsTr.READER that no consensus wrote.</param>
    /// <param name="reorient">Turn maps that differ only by the order or sense of their axes.</param>
    /// <exception cref="DataException">An unknown reader, or fewer than two.</exception>
    public static ReaderPanel Open(string folder, IReadOnlyList<string>? asked, bool reorient = false)
    {
        var dataset = Dataset.Open(folder);
        var known = dataset.Cases.SelectMany(item => item.ReaderFiles.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        foreach (var name in asked ?? [])
        {
            if (name != Reference && !known.Contains(name))
                throw new DataException("--readers", $"'{name}' is no reader of {folder}", NearestName.Suggest(name, known.Append(Reference)));
        }
        string[] readers = [.. asked?.Distinct() ?? known.Where(name => !File.Exists(Path.Combine(dataset.Folder, $"labelsTr.{name}", ConsensusFile)))];
        return readers.Length >= 2
            ? new(dataset, readers, reorient)
            : throw new DataException(folder, readers.Length == 1 ? $"has a single reader ('{readers[0]}'), who has nobody to agree with" : "has no readers beside labelsTr", "Add another's label maps as labelsTr.READER; if labelsTr is a reader's too, name it: --readers A,labelsTr");
    }

    /// <summary>Cases that two readers or more read, with their files.</summary>
    /// <param name="warn">Told which reader lacks which cases.</param>
    /// <exception cref="DataException">No such case.</exception>
    public IReadOnlyList<(Case Case, IReadOnlyList<(string Reader, string File)> Files)> Cases(Action<string> warn)
    {
        foreach (var reader in Readers)
        {
            var missing = Missing(reader);
            if (missing.Count > 0)
                warn($"reader '{reader}' lacks {missing.Count} of {Counted.Of(Dataset.Cases.Count, "case")}: {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? ", …" : "")}");
        }
        var read = Dataset.Cases.Select(item => (item, Files: Files(item))).Where(pair => pair.Files.Count >= 2).ToArray();
        foreach (var (item, files) in read)
            RequireDifferent(item.Id, files);
        return read.Length > 0 ? read : throw new DataException(Dataset.Folder, "has no case that two of the readers read", "Check that the files of labelsTr.READER are named as those of labelsTr");
    }

    /// <summary>A reader who votes twice agrees with himself.</summary>
    /// <exception cref="DataException">Two readers' label maps are one file, by name, link or hard link.</exception>
    public static void RequireDifferent(string id, IReadOnlyList<(string Reader, string File)> files)
    {
        var seen = new Dictionary<FileIdentity, (string Reader, string File)>();
        foreach (var (reader, file) in files)
        {
            if (FileIdentity.Of(file) is { } identity && !seen.TryAdd(identity, (reader, file)))
                throw new DataException(file, seen[identity].File == file ? "is given twice: the same reader twice"
                    : $"is the same file as {seen[identity].File}: the same reader twice (case {id})", "Give each reader once");
        }
    }

    public IReadOnlyList<string> Missing(string reader) => [.. Dataset.Cases.Where(item => FileOf(item, reader) is null).Select(item => item.Id)];

    /// <exception cref="DataException">A file is unreadable, on another grid, or holds a label that the data set does not name.</exception>
    public Readings Read(Case item, IReadOnlyList<(string Reader, string File)> files, Action<string> warn)
    {
        var readings = Readings.Read(item.Id, item.Group, files, Reorient, warn);
        for (var i = 0; i < files.Count; i++)
            Dataset.CheckLabels(item with { ReferenceFile = files[i].File }, readings.Masks[i]);
        return Dataset.Scheme.Ignore is { } ignore && readings.Masks.Any(mask => mask.Span.Contains(ignore))
            ? Annotated(readings, ignore)
            : readings;
    }

    /// <summary>Readers are compared where all of them annotated.</summary>
    private static Readings Annotated(Readings readings, byte ignore)
    {
        var leftOut = readings.Masks[0].Map(value => value == ignore ? (byte)1 : (byte)0);
        foreach (var mask in readings.Masks)
        {
            for (var i = 0; i < leftOut.Array.Length; i++)
                leftOut.Array[i] |= mask.Array[i] == ignore ? (byte)1 : (byte)0;
        }
        var kept = readings.Masks.Select(mask => mask.Map(value => value)).ToArray();
        foreach (var mask in kept)
        {
            for (var i = 0; i < leftOut.Array.Length; i++)
                mask.Array[i] = leftOut.Array[i] == 0 ? mask.Array[i] : (byte)0;
        }
        return readings with { Masks = kept, LeftOut = leftOut };
    }

    private IReadOnlyList<(string Reader, string File)> Files(Case item) => [.. Readers.Select(reader => (reader, File: FileOf(item, reader))).Where(pair => pair.File is not null).Select(pair => (pair.reader, pair.File!))];

    private static string? FileOf(Case item, string reader) => reader == Reference ? item.ReferenceFile : item.ReaderFiles.GetValueOrDefault(reader);
}
