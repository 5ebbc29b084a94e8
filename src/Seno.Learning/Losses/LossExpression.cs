using Seno.Core;

namespace Seno.Learning.Losses;

/// <summary>The text of <c>--loss</c> and of a plan's loss: terms joined by +, each <c>[WEIGHT*]NAME[:option=value,…][@FROM..TO]</c>.</summary>
/// <remarks>
/// A schedule's factor goes linearly with the steps from FROM at the first to TO at the end of training, and multiplies the weight.
/// <c>dice@1..0.1+boundary@0.01..1</c> is thus the exchange of Kervadec et al. (Medical Image Analysis 67, 2021) over a run of any length.
/// Blanks are ignored. A + always begins a term, so an exponent is written without one (1e5).
/// </remarks>
public static class LossExpression
{
    /// <exception cref="DataException">The text is not of this form, or a weight is 0, negative or no number.</exception>
    public static IReadOnlyList<LossTerm> Parse(string text, string source) =>
        [.. string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).Split('+').Select(term => Term(term, text, source))];

    private static LossTerm Term(string term, string whole, string source)
    {
        if (term.Length == 0)
            throw Malformed(whole.Trim().Length == 0 ? "the loss is empty" : $"'{whole}' has an empty term", source);
        var (body, schedule) = Cut(term, '@');
        var star = body.IndexOf('*', StringComparison.Ordinal);
        var weight = star < 0 ? 1 : Weight(body[..star], term, source);
        if (weight == 0)
            throw new DataException(source, $"'{term}' has weight 0, so it would do nothing", "Leave the term out, or give it a positive weight");
        var (from, to) = schedule is null ? (1, 1) : Schedule(schedule, term, source);
        var (name, options) = Cut(body[(star + 1)..], ':');
        if (name.Length == 0)
            throw Malformed($"'{term}' names no loss", source);
        return new(name, options is null ? new Dictionary<string, string>() : Options(options, term, source), weight * from, weight * to);
    }

    private static (double From, double To) Schedule(string text, string term, string source)
    {
        if (text.Split("..") is not [var first, var last])
            throw Malformed($"the schedule '@{text}' of '{term}' is not of the form @FROM..TO", source);
        var (from, to) = (Weight(first, term, source), Weight(last, term, source));
        return from == 0 && to == 0
            ? throw new DataException(source, $"'{term}' has weight 0 from first to last, so it would do nothing", "Leave the term out, or let it end or begin above 0")
            : (from, to);
    }

    private static double Weight(string text, string term, string source) => InvariantNumber.TryParse(text, out double value) && value >= 0
        ? value
        : throw Malformed($"'{text}' in '{term}' is no weight: it must be a number of 0 or more, with a point", source);

    private static Dictionary<string, string> Options(string text, string term, string source)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in text.Split(','))
        {
            var (name, value) = Cut(option, '=');
            if (name.Length == 0 || string.IsNullOrEmpty(value))
                throw Malformed($"'{option}' in '{term}' is not of the form option=value", source);
            if (!options.TryAdd(name, value))
                throw Malformed($"'{term}' gives '{name}' twice", source);
        }
        return options;
    }

    private static (string Before, string? After) Cut(string text, char at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, null) : (text[..place], text[(place + 1)..]);
    }

    private static DataException Malformed(string what, string source) =>
        new(source, what, "Write NAME[:option=value,…], with a weight and a schedule if wanted, joined by +: dice-ce, or dice+0.5*focal:gamma=2, or dice@1..0.1+boundary@0.01..1");
}
