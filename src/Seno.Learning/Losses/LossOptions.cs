using Seno.Core;

namespace Seno.Learning.Losses;

/// <summary>The options a loss is made with: those given, the others at their defaults. All were checked.</summary>
public sealed class LossOptions(IReadOnlyDictionary<string, string> values)
{
    public double Number(string name) => InvariantNumber.Field(values[name]);

    public int Whole(string name) => (int)InvariantNumber.Field(values[name]);

    public bool Flag(string name) => values[name] == "yes";

    public string Choice(string name) => values[name];

    /// <returns>One number a class; null for "equal".</returns>
    public IReadOnlyList<double>? PerClass(string name) =>
        values[name] == "equal" ? null : [.. values[name].Split('/').Select(InvariantNumber.Field)];
}
