using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;
using Seno.Core;

namespace Seno.Cli;

/// <summary>Gives every numeric option of every verb the one reader of numbers: left to itself, the command line takes "0,9" for 9.</summary>
internal static class NumberOptions
{
    public static void Apply(Command command)
    {
        foreach (var option in command.Options)
            Apply(option);
        foreach (var inner in command.Subcommands)
            Apply(inner);
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
        result.AddError(BigInteger.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? $"{NameOf(result)}: {text} lies outside {T.MinValue}…{T.MaxValue}."
            : $"{NameOf(result)}: {InvariantNumber.Complaint(text, whole: true)}.");
        return default;
    }

    private static string NameOf(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
