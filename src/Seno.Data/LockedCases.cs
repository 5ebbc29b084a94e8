using System.Text.Json.Nodes;
using Seno.Core;

namespace Seno.Data;

/// <summary>
/// Test cases that a data set's analysis plan names. Their images may be kept elsewhere, while cases.csv goes on telling their patients.
/// </summary>
public static class LockedCases
{
    public const string FileName = "analysis-plan.json";

    /// <returns>Ids; empty where the data set is not locked, or the plan does not name any.</returns>
    /// <exception cref="DataException">The plan is damaged.</exception>
    public static IReadOnlyList<string> Of(string dataset)
    {
        var path = Path.Combine(dataset, FileName);
        return File.Exists(path) && JsonObjectFile.Read(path)["testCases"] is JsonObject cases ? [.. cases.Select(item => item.Key)] : [];
    }
}
