using Seno.Core;
using Seno.Data.Checking;
using Seno.Imaging;

namespace Seno.Data;

/// <summary>A data set in nnU-Net v2's raw layout, with Seno's optional additions (cases.csv, labelsTr.READER).</summary>
public sealed class Dataset
{
    /// <summary>Beside the label maps of a consensus: what 'seno consensus' found.</summary>
    public const string ConsensusFile = "consensus.json";

    private Dataset(string folder, DatasetDescription description, IReadOnlyList<Case> cases, DatasetLayout layout)
    {
        Folder = folder;
        Description = description;
        Scheme = description.Scheme;
        Cases = cases;
        TestCases = layout.TestCases;
        PatientsKnown = layout.PatientsKnown;
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

    /// <value>Whether cases.csv names a patient or group of any case; else every case counts as a patient of its own.</value>
    public bool PatientsKnown { get; }

    /// <param name="folder">Holds dataset.json.</param>
    /// <param name="reader">Take this reader's references (labelsTr.READER) instead of labelsTr.</param>
    /// <param name="reorient">As <see cref="Case.Reorient"/>.</param>
    /// <param name="warn">Told of what was understood otherwise than it may be meant, or left aside.</param>
    /// <exception cref="DataException">
    /// dataset.json is missing or malformed, a file's name fits nothing, a channel or reference is missing, or cases.csv does not fit.
    /// </exception>
    public static Dataset Open(string folder, string? reader = null, bool reorient = false, Action<string>? warn = null)
    {
        var full = Path.GetFullPath(folder);
        if (!Directory.Exists(full))
            throw new DataException(folder, "is no folder", "Give a data set in nnU-Net's raw layout, or make one with 'seno dataset import'");
        var description = DatasetDescription.Read(Path.Combine(full, "dataset.json"), warn);
        var layout = new DatasetLayout(full, description);
        var errors = layout.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToArray();
        if (errors is [var first, ..])
            throw new DataException(
                first.File,
                first.Problem,
                errors.Length == 1 ? first.Cure : $"{first.Cure}{(first.Cure.EndsWith('?') ? "" : ".")} 'seno dataset check' lists "
                    + $"this and {errors.Length - 1} more");
        foreach (var problem in layout.Problems)
            warn?.Invoke($"{problem.File}: {problem.Problem}. {problem.Cure}");
        var cases = layout.Cases.Select(item => reader is null ? item : DrawnBy(reader, item, full));
        return new(full, description, [.. cases.Select(item => item with { Reorient = reorient })], layout);
    }

    /// <summary>Throws where a label value is not in dataset.json.</summary>
    /// <exception cref="DataException">Names the case, the value and the file.</exception>
    public void CheckLabels(Case item, Volume<byte> labels)
    {
        Span<bool> known = stackalloc bool[256];
        Span<bool> met = stackalloc bool[256];
        for (var value = 0; value < known.Length; value++)
            known[value] = Scheme.Knows((byte)value);
        foreach (var value in labels.Span)
            met[value] = true;
        for (var value = 0; value < met.Length; value++)
        {
            if (met[value] && !known[value])
                throw new DataException(
                    $"case {item.Id}",
                    $"holds label {value}, which dataset.json does not name ({item.ReferenceFile})",
                    value == MaskValues.White && met[1..value].IndexOf(true) < 0
                        ? MaskValues.Cure
                        : "Add the label to dataset.json or correct the reference");
        }
    }

    private static Case DrawnBy(string reader, Case item, string folder) => item.ReaderFiles.TryGetValue(reader, out var file)
        ? item with { ReferenceFile = file }
        : throw new DataException($"case {item.Id}", $"has no reference by '{reader}' ({Path.Combine(folder, $"labelsTr.{reader}")})", item.ReaderFiles.Count == 0 ? "Add it, or train on labelsTr" : NearestName.Suggest(reader, item.ReaderFiles.Keys));
}
