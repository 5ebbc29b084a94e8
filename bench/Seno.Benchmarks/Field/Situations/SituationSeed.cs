namespace Seno.Benchmarks.Field.Situations;

/// <summary>Files that belong together, and what a user may do with them.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Files">Where each is, and its place in the copy.</param>
/// <param name="Commands">IN is the copy's folder, FILE and OTHER are two of its files, OUT is a folder that does not exist; words in
/// capitals before these are prepared results.</param>
internal sealed record SituationSeed(string Name, IReadOnlyList<(string From, string To)> Files, IReadOnlyList<string> Commands)
{
    private const int MostFiles = 24;
    private const long MostBytes = 4L << 20;

    private static readonly string[] OfFiles =
    [
        "info FILE", "info FILE --json", "info FILE --png OUT/look.png", "info IN", "info IN --series 1", "info FILE --component 0", "info FILE --source OTHER", "convert FILE OUT/x.nii.gz", "convert FILE OUT/x.png", "convert FILE OUT/x.nrrd --orient RAS",
        "convert FILE OUT/x.mha --resample-sheared", "convert FILE OUT/x.tif", "convert FILE OUT/x.npy --component 1", "convert IN OUT/x.nii.gz", "convert IN OUT/x.nii.gz --series 2", "convert FILE OUT/x.dcm --source IN", "convert FILE OUT/x.dcm --as rtstruct --source OTHER",
        "convert FILE OUT/series --as series", "convert FILE OUT/x.nii.gz --source IN", "convert FILE OUT/set --case a", "convert IN OUT/set --case a", "predict RUN -i FILE -o OUT", "predict RUN -i IN -o OUT --probabilities", "predict RUN2 -i IN -o OUT",
        "consensus FILE OTHER -o OUT", "consensus FILE OTHER --method majority -o OUT", "consensus FILE OTHER --method simple -o OUT", "consensus FILE OTHER --method mean -o OUT", "evaluate IN IN -o OUT", "evaluate PREDICTED IN -o OUT", "report FILE -o OUT/r.html", "dataset import busi FILE OUT",
        "dataset import busbra IN OUT", "dataset check IN", "predict FILE -i DATA -o OUT", "predict RUN -i DATA -o OUT --probabilities",
    ];

    private static readonly string[] OfDatasets =
    [
        "dataset check IN --folds 2", "dataset check IN --json", "dataset describe IN -o OUT", "train IN -o OUT TINY", "train IN -o OUT TINY", "train IN -o OUT TINY --reorient", "train IN -o OUT TINY --fold all", "predict RUN -i IN -o OUT", "predict RUN2 -i IN -o OUT --probabilities",
        "evaluate IN/labelsTr IN -o OUT", "evaluate PREDICTED IN -o OUT", "evaluate PREDICTED IN -o OUT --allow-missing", "evaluate PREDICTED IN -o OUT --by patient", "evaluate IN/labelsTr IN/labelsTr -o OUT --lesions overlap --nsd-tolerance 1", "consensus IN -o OUT", "consensus IN --method majority -o OUT",
        "agreement IN -o OUT", "agreement IN -o OUT --model PREDICTED", "lock IN --test-cases 001", "calibrate RUN --on IN", "calibrate RUN --dataset IN", "compare EVALUATED EVALUATED2 --dataset IN -o OUT", "report EVALUATED --dataset IN -o OUT/r.html", "convert FILE IN --case z",
    ];

    private static readonly string[] OfRuns =
    [
        "predict IN -i DATA -o OUT", "predict IN/fold_0 -i DATA -o OUT --checkpoint best", "predict IN -i DATA -o OUT --split val", "report IN", "report IN --checklist claim -o OUT/r.html --tables OUT/t", "train DATA -o IN TINY --resume", "train DATA -o IN TINY --fold 1", "calibrate IN --dataset DATA", "evaluate IN DATA -o OUT",
        "predict IN -i DATA -o OUT --no-calibration", "report IN/fold_0 --dataset DATA", "info FILE", "compare IN/fold_0 EVALUATED -o OUT", "power --margin 0.05 --from IN/fold_0 EVALUATED", "evaluate PREDICTED DATA -o OUT --split IN",
    ];

    private static readonly string[] OfEvaluations =
    [
        "report IN", "report IN -o OUT/r.html --tables OUT/t --checklist claim", "compare IN EVALUATED -o OUT", "compare IN EVALUATED2 --metrics dsc --common", "compare IN IN --csv", "power --margin 0.05 --from IN EVALUATED", "power --margin 0,05 --sd 0.1", "report IN --with EVALUATED -o OUT/r.html", "evaluate IN DATA -o OUT",
        "compare EVALUATED IN --latex --names a b", "info FILE", "report IN --dataset DATA -o OUT/r.html",
    ];

    public static IEnumerable<SituationSeed> OfFolder(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Append(root).Order(StringComparer.Ordinal))
        {
            if (File.Exists(Path.Combine(folder, "dataset.json")))
                yield return new(NameOf(root, folder), Copies(folder, SearchOption.AllDirectories), OfDatasets);
            else if (Copies(folder, SearchOption.TopDirectoryOnly) is { Count: > 0 } files)
                yield return new(NameOf(root, folder), files, OfFiles);
        }
    }

    public static SituationSeed OfDataset(string folder) => new(
        Path.GetFileName(folder),
        Copies(folder, SearchOption.AllDirectories),
        OfDatasets);

    public static SituationSeed OfRun(string folder) => new("run", Copies(folder, SearchOption.AllDirectories), OfRuns);

    public static SituationSeed OfEvaluation(string folder) => new(
        "evaluation",
        Copies(folder, SearchOption.AllDirectories),
        OfEvaluations);

    private static string NameOf(string root, string folder) => Path.Combine(Path.GetFileName(root), Path.GetRelativePath(root, folder));

    private static IReadOnlyList<(string From, string To)> Copies(string folder, SearchOption depth)
    {
        var files = new List<(string From, string To)>();
        long bytes = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*", depth).Order(StringComparer.Ordinal))
        {
            var size = new FileInfo(file).Length;
            if (Path.GetFileName(file) is "README.txt" or "repro.sh" or "LICENSE" or "SOURCE.txt" || size > MostBytes || bytes + size > MostBytes || (depth == SearchOption.TopDirectoryOnly && files.Count == MostFiles))
                continue;
            bytes += size;
            files.Add((file, Path.GetRelativePath(folder, file)));
        }
        return files;
    }
}
