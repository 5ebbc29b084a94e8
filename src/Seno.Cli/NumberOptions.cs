using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Seno.Core;

namespace Seno.Cli;

/// <summary>Gives every numeric option of every verb the one reader of numbers: left to itself, the command line takes "0,9" for
/// 9.</summary>
internal static class NumberOptions
{
    public static void Apply(Command command)
    {
        foreach (var option in command.Options)
            Apply(option);
        foreach (var inner in command.Subcommands)
            Apply(inner);
    }

    /// <summary>Refuses what lies outside; not given is always inside.</summary>
    public static Option<T> Within<T>(Option<T> option, double low, double high, bool lowExcluded = false)
    {
        option.Validators.Add(result =>
        {
            if (result.Implicit || result.GetValueOrDefault<T>() is not { } given)
                return;
            var value = Convert.ToDouble(given, CultureInfo.InvariantCulture);
            if (value < low || value > high || (lowExcluded && value == low))
                result.AddError(string.Create(CultureInfo.InvariantCulture,
                    $"{option.Name} must be {(lowExcluded ? "above" : "at least")} {low}{(double.IsInfinity(high) ? "" : $" and at most {high}")}."));
        });
        return option;
    }

    private static void Apply(Option option)
    {
        switch (option)
        {
            case Option<double> real:
                real.CustomParser = result => Real(result, result.Tokens[^1].Value);
                break;
            case Option<double?> real:
                real.CustomParser = result => Real(result, result.Tokens[^1].Value);
                break;
            case Option<double[]> reals:
                reals.CustomParser = result => [.. result.Tokens.Select(token => Real(result, token.Value))];
                break;
            case Option<int> whole:
                whole.CustomParser = result => Whole<int>(result, result.Tokens[^1].Value);
                break;
            case Option<int?> whole:
                whole.CustomParser = result => Whole<int>(result, result.Tokens[^1].Value);
                break;
            case Option<int[]> several:
                several.CustomParser = result => [.. result.Tokens.Select(token => Whole<int>(result, token.Value))];
                break;
            case Option<long> whole:
                whole.CustomParser = result => Whole<long>(result, result.Tokens[^1].Value);
                break;
            case Option<long?> whole:
                whole.CustomParser = result => Whole<long>(result, result.Tokens[^1].Value);
                break;
            case Option<ulong> whole:
                whole.CustomParser = result => Whole<ulong>(result, result.Tokens[^1].Value);
                break;
            default:
                return;
        }
        // A validator that asks for a value which is no number would throw instead of letting the parser's own message through.
        var validators = option.Validators.ToArray();
        option.Validators.Clear();
        foreach (var validator in validators)
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.All(token => InvariantNumber.TryParse(token.Value, out double _)) && IsRead(result))
                    validator(result);
            });
        }
    }

    private static bool IsRead(OptionResult result)
    {
        try
        {
            result.GetValueOrDefault<object>();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static double Real(ArgumentResult result, string text)
    {
        if (InvariantNumber.TryParse(text, out double value))
            return value;
        result.AddError($"{NameOf(result)}: {InvariantNumber.Complaint(text)}.");
        return default;
    }

    private static T Whole<T>(ArgumentResult result, string text)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (InvariantNumber.TryParse<T>(text, out var value))
            return value;
        result.AddError(BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? $"{NameOf(result)}: {text} lies outside {T.MinValue}…{T.MaxValue}."
            : $"{NameOf(result)}: {InvariantNumber.Complaint(text, whole: true)}.");
        return default;
    }

    private static string NameOf(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
