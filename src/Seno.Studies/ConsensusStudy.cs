using Seno.Core;
using Seno.Data;
using Seno.Evaluation.Agreement;
using Seno.Evaluation.Consensus;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Studies;

/// <summary>Makes one reference of several readers' label maps, on their own grid.</summary>
public static class ConsensusStudy
{
    public static IReadOnlyList<string> Methods { get; } = ["staple", "majority", "mean", "simple"];

    private const string SoftEnding = ".nii.gz";

    /// <returns>What was found, also written to consensus.json.</returns>
    /// <exception cref="DataException">An unknown method, fewer than two readers, or files that do not fit together.</exception>
    public static IReadOnlyList<ConsensusCase> Run(ConsensusRequest request, StudyOutput output)
    {
        if (!Methods.Contains(request.Method))
            throw new DataException("--method", $"'{request.Method}' is no method", NearestName.Suggest(request.Method, Methods));
        var found = request.Inputs.Count == 1 && Directory.Exists(request.Inputs[0]) ? OfDataset(request, output) : [OfFiles(
            request,
            output)];
        SenoJson.WriteFile(Path.Combine(request.Output, ReaderPanel.ConsensusFile), new { request.Method, request.Ties, Staple = request.Method == "staple" ? request.Staple : null, Simple = request.Method == "simple" ? request.Simple : null, Cases = found });
        return found;
    }

    private static ConsensusCase[] OfDataset(ConsensusRequest request, StudyOutput output)
    {
        var panel = ReaderPanel.Open(request.Inputs[0], request.Readers, request.Reorient);
        var cases = panel.Cases(output.Warn);
        var names = panel.Dataset.Scheme.Names.ToDictionary(name => name.Value, name => name.Key);
        using var guard = OutputPaths.Guard(
            InputFiles.Of(panel.Dataset, cases.SelectMany(item => item.Files).Select(file => file.File)),
            cases.SelectMany(item => OutputsOf(request, item.Case.Id, names, panel.Dataset.FileEnding)));
        RequireDistinct(request, names);
        OutputFolder.Create(request.Output);
        return CaseLoop.Run("finding the consensus", cases, item => item.Case.Id, request.Threads, output, item =>
            Write(request, Read(panel, item.Case, item.Files, output.Warn), names, panel.Dataset.FileEnding));
    }

    private static Readings Read(ReaderPanel panel, Case item, IReadOnlyList<(string Reader, string File)> files, Action<string> warn)
    {
        var readings = panel.Read(item, files, warn);
        return readings.LeftOut is null
            ? readings
            : throw new DataException(
                $"case {item.Id}",
                $"has voxels that a reader did not annotate ('{LabelScheme.IgnoreName}')",
                "Annotate all of it, or leave that reader out with --readers: a consensus needs everybody's word on every voxel");
    }

    private static ConsensusCase OfFiles(ConsensusRequest request, StudyOutput output)
    {
        if (request.Inputs.Count < 2)
            throw new DataException(request.Inputs[0], "is a single label map, or no folder", "Give a data set, or two label maps or more of one case");
        ReaderPanel.RequireDifferent("consensus", [.. request.Inputs.Select(file => (file, file))]);
        var readings = Readings.Read(
            "consensus",
            "consensus",
            [.. request.Inputs.Select(file => (file, file))],
            request.Reorient,
            output.Warn);
        var values = readings.Masks.SelectMany(mask => mask.Array.Distinct()).Append((byte)0).Append((byte)1).Distinct().Order();
        var names = values.ToDictionary(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture), value => value);
        using var guard = OutputPaths.Guard(request.Inputs.SelectMany(ImageParts.Read),
            OutputsOf(request, readings.Case, names, SoftEnding));
        OutputFolder.Create(request.Output);
        return Write(request, readings, names, SoftEnding);
    }

    private static ConsensusCase Write(ConsensusRequest request, Readings readings, IReadOnlyDictionary<string, byte> names, string ending)
    {
        byte[] labels = [.. names.Values.Order()];
        var file = Path.Combine(request.Output, readings.Case + ending);
        switch (request.Method)
        {
            case "majority":
                ImageFile.Write(file, MajorityVote.Of(readings.Masks, labels, request.Ties, threads: 1));
                return new(readings.Case, file, readings.Readers, NoRates);
            case "mean":
                var soft = labels.Where(label => label > 0).ToDictionary(label => label, label => MeanDecision.Of(readings.Masks, label));
                return new(readings.Case, WriteSoft(request.Output, readings.Case, soft, names), readings.Readers, NoRates);
            case "simple":
                var simple = Simple.Of(readings.Masks, labels, request.Simple);
                ImageFile.Write(file, simple.Labels);
                return new(readings.Case, file, readings.Readers, new Dictionary<string, IReadOnlyDictionary<string, ReaderRates>> { ["all labels"] = ByReader(readings, i => new ReaderRates(null, null, simple.Performance[i])) }, ByReader(readings, i => simple.Kept[i]));
            default:
                var staple = Staple.Of(readings.Masks, labels, request.Staple, threads: 1);
                ImageFile.Write(file, staple.Labels);
                WriteSoft(Path.Combine(request.Output, "soft"), readings.Case, staple.Posterior, names);
                return new(readings.Case, file, readings.Readers, Rates(readings, names, labels, staple.Estimate), Converged: staple.Estimate.Converged);
        }
    }

    private static Dictionary<string, IReadOnlyDictionary<string, ReaderRates>> NoRates { get; } = [];

    private static Dictionary<string, IReadOnlyDictionary<string, ReaderRates>> Rates(Readings readings, IReadOnlyDictionary<string, byte> names, byte[] labels, StapleEstimate estimate) => names
        .Where(name => name.Value > 0)
        .ToDictionary(name => name.Key, name => (IReadOnlyDictionary<string, ReaderRates>)ByReader(readings, i => new ReaderRates(estimate.Sensitivity(i, Array.IndexOf(labels, name.Value)), estimate.Specificity(i, Array.IndexOf(labels, name.Value)), null)));

    private static Dictionary<string, T> ByReader<T>(Readings readings, Func<int, T> value) => readings.Readers.Select((reader, i) => (reader, i)).ToDictionary(pair => pair.reader, pair => value(pair.i));

    /// <summary>Files that a case is, or may be, written to.</summary>
    private static IEnumerable<string> OutputsOf(ConsensusRequest request, string id, IReadOnlyDictionary<string, byte> names,
        string ending)
    {
        var soft = names.Values.Where(label => label > 0)
            .Select(label => SoftFile(request.Method == "mean" ? request.Output : Path.Combine(request.Output, "soft"), id, label, names));
        IEnumerable<string> maps = request.Method == "mean" ? [] : ImageParts.Written(Path.Combine(request.Output, id + ending));
        return [.. maps, .. request.Method is "mean" or "staple" ? soft : [], Path.Combine(request.Output, ReaderPanel.ConsensusFile)];
    }

    /// <summary>Labels that differ by case alone would share a folder where a disk ignores case.</summary>
    private static void RequireDistinct(ConsensusRequest request, IReadOnlyDictionary<string, byte> names) =>
        OutputPaths.RequireDistinct(names.Where(name => name.Value > 0)
            .Select(name => ($"label '{name.Key}'", Path.Combine(request.Output, FileNames.For(name.Key)))));

    /// <summary>One map for one label; a folder a label where there are several.</summary>
    private static string SoftFile(string folder, string id, byte label, IReadOnlyDictionary<string, byte> names) =>
        Path.Combine(names.Values.Count(value => value > 0) == 1 ? folder
            : Path.Combine(folder, FileNames.For(names.First(name => name.Value == label).Key)), id + SoftEnding);

    private static string WriteSoft(string folder, string id, IReadOnlyDictionary<byte, Volume<float>> maps, IReadOnlyDictionary<string, byte> names)
    {
        string Target(byte label) => SoftFile(folder, id, label, names);
        foreach (var (label, map) in maps)
            ImageFile.Write(Target(label), map);
        return Target(maps.Keys.Min());
    }
}
