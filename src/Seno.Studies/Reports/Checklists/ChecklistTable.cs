using Seno.Core;

namespace Seno.Studies.Reports.Checklists;

/// <summary>Every checklist that can be asked for: a new one is a file and a line here.</summary>
internal static class ChecklistTable
{
    private static readonly Dictionary<string, Checklist[]> All = new()
    {
        ["claim"] = [ClaimChecklist.Table, MetricsReloadedChecklist.Table],
    };

    /// <exception cref="DataException">No such checklist.</exception>
    public static IReadOnlyList<Checklist> Require(string name) =>
        All.GetValueOrDefault(name) ?? throw new DataException("--checklist", $"'{name}' is no checklist", NearestName.Suggest(name, All.Keys));
}
