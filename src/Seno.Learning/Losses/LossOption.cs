using System.Globalization;
using Seno.Core;

namespace Seno.Learning.Losses;

/// <summary>One option of a loss, as <c>--loss NAME:option=value</c> sets it.</summary>
/// <param name="Name">As written.</param>
/// <param name="Default">What holds when it is not given, as one would write it.</param>
/// <param name="Allowed">Which values are, for help and errors.</param>
/// <param name="Meaning">What it does, with its unit.</param>
/// <param name="Holds">Whether a text is an allowed value.</param>
public sealed record LossOption(string Name, string Default, string Allowed, string Meaning, Func<string, bool> Holds)
{
    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static LossOption Number(string name, double standard, double low, double high, string meaning) =>
        new(
            name,
            Text(standard),
            $"{Text(low)} to {Text(high)}",
            meaning,
            text => InvariantNumber.TryParse(text, out double value) && value >= low && value <= high);

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static LossOption Whole(string name, int standard, int low, int high, string meaning) =>
        new(
            name,
            Text(standard),
            $"a whole number, {Text(low)} to {Text(high)}",
            meaning,
            text => InvariantNumber.TryParse(text, out double value) && value >= low && value <= high && value == Math.Floor(value));

    /// <summary>yes or no.</summary>
    public static LossOption Flag(string name, bool standard, string meaning) => Choice(name, standard ? "yes" : "no", ["yes", "no"], meaning);

    /// <summary>One of a few words.</summary>
    public static LossOption Choice(string name, string standard, IReadOnlyList<string> words, string meaning) =>
        new(name, standard, string.Join(" or ", words), meaning, words.Contains);

    /// <summary>One number of 0 or more for each class, background first, separated by slashes (1/3), not all 0; "equal" for none.</summary>
    public static LossOption PerClass(string name, string meaning) =>
        new(name, "equal", "a number of 0 or more for each class, background first, as 1/3", meaning, text => text == "equal" || AreWeights(text.Split('/')));

    /// <exception cref="DataException">The value is not allowed.</exception>
    internal void Require(string loss, string text, string source)
    {
        if (!Holds(text))
            throw new DataException(source, $"'{Name}' of loss '{loss}' cannot be '{text}'", $"Give {Allowed}; the default is {Default}");
    }

    private static bool AreWeights(string[] parts)
    {
        var numbers = parts.Select(part => InvariantNumber.TryParse(part, out double value) ? value : -1).ToArray();
        return numbers.Length >= 2 && numbers.All(value => value >= 0) && numbers.Any(value => value > 0);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
