namespace Seno.Core;

/// <summary>Input that cannot be used: which file, what is wrong with it, and what to do.</summary>
/// <remarks>Thrown where a file is read or a request meets the data. The command line turns it into one line and exit code 1.</remarks>
public sealed class DataException : Exception
{
    /// <param name="source">The file, folder or case concerned.</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="cure">What the reader can do about it, without a full stop; a question keeps its mark.</param>
    /// <param name="inner">The failure underneath, shown with --debug only.</param>
    public DataException(string source, string problem, string cure, Exception? inner = null)
        : base(OneLine($"{source}: {problem}. {cure}{(cure.EndsWith('?') ? "" : ".")}"), inner)
    {
        File = source;
        Problem = OneLine(problem);
        Cure = OneLine(cure);
    }

    public string File { get; }

    public string Problem { get; }

    public string Cure { get; }

    /// <summary>What a damaged file has for a name may hold line feeds, and codes that a terminal obeys.</summary>
    private static string OneLine(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? '?' : character)) : text;
}
