using Seno.Core;

namespace Seno.Data;

/// <summary>Cross-validation in which a patient, or a group of near-duplicates, is never on both sides. The file is nnU-Net's splits_final.json.</summary>
public sealed record Splits(IReadOnlyList<Fold> Folds)
{
    /// <summary>Groups in seeded order, larger ones first, each to the fold that so far has the fewest cases of the group's class.</summary>
    /// <param name="cases">All training cases.</param>
    /// <param name="folds">At least 2. With fewer groups than folds, every group validates once (leave one out).</param>
    /// <param name="seed">Of the order.</param>
    /// <param name="warn">Told when there are fewer groups than folds.</param>
    /// <exception cref="DataException">Only one group.</exception>
    public static Splits Create(IReadOnlyList<Case> cases, int folds, ulong seed, Action<string>? warn = null)
    {
        if (folds < 2)
            throw new DataException("--folds", $"{folds} asked for", "Use at least 2");
        var groups = cases.GroupBy(item => item.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray()).ToArray();
        if (groups.Length < 2)
            throw new DataException("cases", $"all {cases.Count} cases are of one patient or group ('{groups[0][0].Group}')", "A validation needs at least two; check cases.csv");
        if (groups.Length < folds)
        {
            warn?.Invoke($"{groups.Length} patients or groups for {folds} folds: leaving one out in turn, {groups.Length} folds");
            folds = groups.Length;
        }
        new SeededRandom(seed, "splits").Shuffle<Case[]>(groups);
        var members = Enumerable.Range(0, folds).Select(_ => new List<Case>()).ToArray();
        foreach (var group in groups.OrderByDescending(group => group.Length))
        {
            var kind = KindOf(group[0]);
            members.OrderBy(fold => fold.Count(item => KindOf(item) == kind)).ThenBy(fold => fold.Count).First().AddRange(group);
        }
        return new([.. members.Select(fold =>
        {
            var held = fold.Select(item => item.Id).ToHashSet();
            return new Fold([.. cases.Select(item => item.Id).Where(id => !held.Contains(id))], [.. cases.Select(item => item.Id).Where(held.Contains)]);
        })]);
    }

    public void Write(string path) => SenoJson.WriteFile(path, Folds);

    /// <exception cref="DataException">
    /// No fold, an empty side, an unknown case or one named twice, or a patient or group on both sides of a fold.
    /// </exception>
    public static Splits Read(string path, IReadOnlyList<Case> cases)
    {
        var folds = SenoJson.ReadFile<List<Fold>>(path);
        if (folds.Count == 0)
            throw new DataException(path, "holds no fold", "Write a list of {\"train\": […], \"val\": […]}");
        var groups = cases.ToDictionary(item => item.Id, item => item.Group);
        foreach (var (fold, index) in folds.Select((fold, index) => (fold, index)))
        {
            if (fold?.Train is null || fold.Val is null)
                throw new DataException(path, $"fold {index} lacks 'train' or 'val'", "Write both lists for every fold");
            if (fold.Train.Count == 0 || fold.Val.Count == 0)
                throw new DataException(
                    path,
                    $"fold {index} has no case in '{(fold.Train.Count == 0 ? "train" : "val")}'",
                    "Give every fold cases to train on and to validate with");
            if (fold.Train.Concat(fold.Val).Select(id => id ?? "null").FirstOrDefault(id => !groups.ContainsKey(id)) is { } unknown)
                throw new DataException(path, $"names case '{unknown}', which the data set does not have", "Use the data set that the splits were made for");
            RequireOnce(path, index, fold);
            var training = fold.Train.Select(id => groups[id]).ToHashSet();
            var straddling = fold.Val.Select(id => groups[id]).Where(training.Contains).Distinct().ToArray();
            if (straddling.Length > 0)
                throw new DataException(
                    path,
                    $"fold {index} has {Counted.Groups(straddling.Length)} in training and validation: {Counted.Names([.. straddling.Select(group => $"'{group}'")])}",
                    "Move all its cases to one side");
        }
        return new(folds);
    }

    private static void RequireOnce(string path, int index, Fold fold)
    {
        foreach (var (list, name) in new[] { (fold.Train, "train"), (fold.Val, "val") })
        {
            if (list.GroupBy(id => id).FirstOrDefault(same => same.Count() > 1)?.Key is { } twice)
                throw new DataException(
                    path,
                    $"fold {index} names case '{twice}' twice in '{name}'",
                    "Keep one: a case named twice would count twice");
        }
        if (fold.Val.Intersect(fold.Train).FirstOrDefault() is { } both)
            throw new DataException(path, $"fold {index} names case '{both}' in 'train' and in 'val'", "Take it out of one of them");
    }

    private static string KindOf(Case item) => item.Metadata.GetValueOrDefault("class") ?? item.Metadata.GetValueOrDefault("pathology") ?? "";
}
