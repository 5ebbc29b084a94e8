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
        : base($"{source}: {problem}. {cure}{(cure.EndsWith('?') ? "" : ".")}", inner)
    {
        File = source;
        Problem = problem;
        Cure = cure;
    }

    public string File { get; }

    public string Problem { get; }

    public string Cure { get; }
}
