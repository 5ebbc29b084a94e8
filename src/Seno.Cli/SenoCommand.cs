using System.CommandLine;
using System.CommandLine.Parsing;
using Seno.Cli.Verbs;
using Seno.Core;

namespace Seno.Cli;

/// <summary>The seno command: its verbs, and what every verb shares: errors in one line, exit codes, interruption.</summary>
internal static class SenoCommand
{
    public const int BadData = 1;
    public const int BadUsage = 2;
    public const int Interrupted = 130;

    public static Option<bool> Debug { get; } = new("--debug") { Description = "Show the stack trace of an error.", Recursive = true };

    internal static RootCommand Root()
    {
        var root = new RootCommand("Breast-lesion segmentation for small cohorts. For research; not a medical device.")
        {
            DemoVerb.Create(),
            TrainVerb.Create(),
            PredictVerb.Create(),
            EvaluateVerb.Create(),
            CalibrateVerb.Create(),
            ConsensusVerb.Create(),
            AgreementVerb.Create(),
            ReportVerb.Create(),
            CompareVerb.Create(),
            PowerVerb.Create(),
            LockVerb.Create(),
            DatasetVerb.Create(),
            PhantomVerb.Create(),
            ConvertVerb.Create(),
            InfoVerb.Create(),
            DoctorVerb.Create(),
            CompletionVerb.Create(),
        };
        root.Options.Add(Debug);
        NumberOptions.Apply(root);
        return root;
    }

    public static int Run(string[] arguments)
    {
        TemporaryFolder.RemoveLeftovers();
        var parsed = Root().Parse(arguments);
        if (parsed.Errors.Count > 0 || UnknownOption(parsed, arguments) is not null)
            return Usage(parsed, arguments);
        if (Empty(parsed) is { } nameless)
        {
            Console.Error.WriteLine($"seno: {nameless} is empty: give a value, or leave it out");
            return BadUsage;
        }
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(10) };
        try
        {
            return parsed.InvokeAsync(configuration).GetAwaiter().GetResult();
        }
        catch (DataException failure)
        {
            return Report(parsed, failure, failure.File.StartsWith("--", StringComparison.Ordinal) ? BadUsage : BadData);
        }
        catch (OperationCanceledException)
        {
            var resumes = parsed.CommandResult.Command.Options.Any(option => option.Name == "--resume");
            Terminal.EndLine();
            Console.Error.WriteLine($"seno: interrupted; {(resumes ? "what was done is saved. Repeat the command with --resume to go on." : "repeat the command to begin again.")}");
            return Interrupted;
        }
        catch (Exception failure)
        {
            return Report(parsed, PlainFailure.Of(failure, string.Join(' ', Path(parsed.CommandResult))) ?? failure, BadData);
        }
    }

    /// <returns>The first option or argument that was given as an empty text, as a script with an unset variable does.</returns>
    private static string? Empty(ParseResult parsed) => parsed.CommandResult.Children
        .Where(child => child.Tokens.Any(token => token.Value.Length == 0))
        .Select(child => child switch
        {
            OptionResult option => option.Option.Name,
            ArgumentResult argument => argument.Argument.Name,
            _ => "an argument",
        })
        .FirstOrDefault();

    private static int Usage(ParseResult parsed, string[] arguments)
    {
        var command = parsed.CommandResult.Command;
        var path = string.Join(' ', Path(parsed.CommandResult));
        if (UnknownOption(parsed, arguments) is { } option)
            Console.Error.WriteLine($"seno: '{option}' is no option of '{path}'. {Suggestion(option, OptionsOf(parsed.CommandResult))}");
        else if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.FirstOrDefault() is { } verb)
            Console.Error.WriteLine($"seno: '{verb}' is no verb of '{path}'. {Suggestion(verb, command.Subcommands.Select(known => known.Name))}");
        else
        {
            foreach (var error in parsed.Errors)
                Console.Error.WriteLine($"seno: {error.Message}");
        }
        Console.Error.WriteLine($"seno: see '{path} --help'");
        return BadUsage;
    }

    private static string Suggestion(string given, IEnumerable<string> known) => NearestName.Suggest(given, known) is var text && text.EndsWith('?') ? text : text + ".";

    /// <summary>The parser takes a misspelt option for an argument's value, and complains of something else or of nothing.</summary>
    private static string? UnknownOption(ParseResult parsed, string[] arguments)
    {
        var known = OptionsOf(parsed.CommandResult).ToHashSet(StringComparer.Ordinal);
        return arguments.TakeWhile(argument => argument != "--")
            .Where(argument => argument.StartsWith("--", StringComparison.Ordinal))
            .Select(argument => argument.Split('=')[0])
            .FirstOrDefault(name => !known.Contains(name));
    }

    private static IEnumerable<string> OptionsOf(CommandResult result)
    {
        var own = result.Command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name));
        for (var parent = result.Parent; parent is CommandResult above; parent = above.Parent)
            own = own.Concat(above.Command.Options.Where(option => option.Recursive).SelectMany(option => option.Aliases.Append(option.Name)));
        return own;
    }

    private static IEnumerable<string> Path(CommandResult result) =>
        result.Parent is CommandResult parent ? [.. Path(parent), result.Command.Name] : ["seno"];

    private static int Report(ParseResult parsed, Exception failure, int code)
    {
        Terminal.EndLine();
        Console.Error.WriteLine($"seno: {(failure is DataException ? failure.Message : $"unexpected {failure.GetType().Name}: {failure.Message} (--debug shows where)")}");
        if (parsed.GetValue(Debug))
            Console.Error.WriteLine(failure);
        return code;
    }
}
