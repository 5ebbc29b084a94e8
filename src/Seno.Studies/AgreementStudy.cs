using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Evaluation.Agreement;
using Seno.Evaluation.Consensus;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Studies.Reports;

namespace Seno.Studies;

/// <summary>How far the readers of a data set agree, and whether a model is as good as one of them.</summary>
public static class AgreementStudy
{
    /// <returns>What is also written: summary.json, pairs.csv, cases.csv, figures and report.html.</returns>
    /// <exception cref="DataException">A single reader, masks on different grids, a model that lacks a case, or an unknown label.</exception>
    public static AgreementResult Run(AgreementRequest request, StudyOutput output)
    {
        Check(request);
        var panel = ReaderPanel.Open(request.Dataset, request.Readers, request.Reorient);
        var labels = Labels(panel.Dataset, request.Label);
        var cases = panel.Cases(output.Warn);
        if (request.Model is not null && panel.Readers.Contains(CaseAgreement.ModelName))
            throw new DataException(request.Dataset, $"has a reader called '{CaseAgreement.ModelName}', as the model is called here",
                $"Rename the folder labelsTr.{CaseAgreement.ModelName}, or leave that reader out with --readers");
        var predictions = request.Model is null ? null : Predictions(request.Model, [.. cases.Select(item => item.Case)]);
        using var guard = OutputPaths.Guard(
            InputFiles.Of(panel.Dataset,
                cases.SelectMany(item => item.Files).Select(file => file.File).Concat(predictions is null ? [] : predictions.Values)
                .SelectMany(ImageParts.Read)),
            new[] { "pairs.csv", "cases.csv", "summary.json", "report.html" }.Select(name => Path.Combine(request.Output, name)));
        OutputFolder.Create(request.Output);
        var measured = CaseLoop.Run(
            "comparing readers",
            cases,
            item => item.Case.Id,
            request.Threads,
            output,
            item => Measure(request, panel, item.Case, item.Files, predictions, labels, output.Warn));
        if (measured.Select(item => item.Units).Distinct().Count() > 1)
            throw new DataException(request.Dataset, "has cases with a known voxel size and others without, or images beside volumes: their distances and volumes cannot be averaged", "Study the kinds apart");
        var found = labels.ToDictionary(label => label.Key, label => measured.Select(item => item.Labels[label.Key]).ToArray());
        var result = new AgreementResult(
            panel.Dataset.Name,
            panel.Readers.ToDictionary(reader => reader, panel.Missing),
            cases.Count,
            cases.Select(item => item.Case.Group).Distinct().Count(),
            measured[0].Units.Length,
            measured[0].Units.Volume,
            request.Model is null ? null : request.Margin,
            found.ToDictionary(label => label.Key, label => LabelAgreement.Of(label.Value, panel.Readers, request.Model is null ? null : request.Margin)));
        AgreementTables.Write(request.Output, found);
        SenoJson.WriteFile(Path.Combine(request.Output, "summary.json"), result);
        AgreementReport.Write(request.Output, result, panel.Readers, found);
        return result;
    }

    private static void Check(AgreementRequest request)
    {
        if (!(request.Margin > 0 && request.Margin < 1))
            throw new DataException("--margin", $"{request.Margin.ToString(CultureInfo.InvariantCulture)} is no margin", "State how much less DSC is acceptable, within 0 and 1: 0.05 for instance");
        if (request.Dilation is { } dilation && !(dilation >= 0 && double.IsFinite(dilation)))
            throw new DataException("--dilate", $"{dilation.ToString(CultureInfo.InvariantCulture)} is no distance", "Give mm (px where the voxel size is unknown), 0 or more");
    }

    private static Dictionary<string, LabelRegion> Labels(Dataset dataset, string? asked)
    {
        var labels = dataset.Scheme.Foreground.Where(label => asked is null || label.Name == asked).ToDictionary(label => label.Name);
        return labels.Count > 0 ? labels : throw new DataException(
            "--label",
            $"'{asked}' is no label of {dataset.Folder}",
            NearestName.Suggest(asked ?? "", dataset.Scheme.Foreground.Select(label => label.Name)));
    }

    private static Dictionary<string, string> Predictions(string folder, IReadOnlyCollection<Case> cases)
    {
        if (!Directory.Exists(folder))
            throw new DataException(folder, "is no folder", "Give the folder of label maps that 'seno predict' wrote");
        var files = FolderListing.Files(folder).Where(file => ImageFile.EndingOf(file) is not null)
            .ToLookup(file => Path.GetFileName(file)[..^ImageFile.EndingOf(file)!.Length]);
        string[] missing = [.. cases.Where(item => !files.Contains(item.Id)).Select(item => item.Id)];
        if (missing.Length > 0)
            throw new DataException(
                folder,
                $"has no prediction of {missing.Length} of {Counted.Of(cases.Count, "case")}: {Counted.Names(missing)}",
                "Predict every case that the readers read, once: a case left out would flatter");
        return cases.ToDictionary(item => item.Id, item => files[item.Id].Count() == 1
            ? files[item.Id].Single()
            : throw new DataException($"case {item.Id}", $"is predicted in two formats ({folder})", "Keep one label map a case"));
    }

    private static (Dictionary<string, CaseAgreement> Labels, (string Length, string Volume) Units) Measure(AgreementRequest request, ReaderPanel panel, Case item, IReadOnlyList<(string Reader, string File)> files, Dictionary<string, string>? predictions, Dictionary<string, LabelRegion> labels,
        Action<string> warn)
    {
        var readings = panel.Read(item, predictions is null ? files : [.. files, (CaseAgreement.ModelName, predictions[item.Id])], warn);
        var model = predictions is null ? null : readings.Masks[^1];
        readings = readings with { Readers = [.. files.Select(file => file.Reader)], Masks = [.. readings.Masks.Take(files.Count)] };
        var radius = request.Dilation ?? VotingRegion.DefaultRadius(readings.Geometry);
        return (labels.ToDictionary(label => label.Key, label => Of(readings, label.Value, radius, model)), Units(readings.Geometry));
    }

    private static CaseAgreement Of(Readings readings, LabelRegion label, double radius, Volume<byte>? model) => label.Values.Count == 1
        ? CaseAgreement.Of(readings, label.Values[0], radius, model)
        : CaseAgreement.Of(
            readings with { Masks = [.. readings.Masks.Select(label.Mask)] },
            1,
            radius,
            model is null ? null : label.Mask(model));

    private static (string Length, string Volume) Units(Geometry geometry) => (geometry.Unit, !geometry.SpacingKnown ? "px" : geometry.Dimensions == 2 ? "mm²" : "mm³");
}
