namespace Seno.Core;

/// <summary>Keeps what is written away from what was read: asked before anything is computed, by every verb that writes.</summary>
public static class OutputPaths
{
    /// <summary>By flow of control, so that studies side by side do not see each other's inputs.</summary>
    private static readonly AsyncLocal<Guarded?> Current = new();

    /// <summary>No output may be an input, under whatever name: asked at once, and until the result is disposed <see cref="AtomicFile"/>
    /// refuses every other name that means one of the inputs.</summary>
    /// <param name="inputs">Every file that is read; those that do not exist are ignored.</param>
    /// <param name="outputs">The files that will be written, as far as their names are known by now.</param>
    /// <exception cref="DataException">Names the output, and the input where that is called otherwise.</exception>
    public static IDisposable Guard(IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        var guarded = new Guarded(inputs, Current.Value);
        foreach (var output in outputs)
            guarded.Require(output);
        Current.Value = guarded;
        return guarded;
    }

    /// <exception cref="DataException">The file is an input of what is being done.</exception>
    internal static void RequireFree(string output) => Current.Value?.Require(output);

    /// <summary>No two inputs may be written to one output.</summary>
    /// <param name="outputs">What each is made from, and the file that will be written.</param>
    /// <exception cref="DataException">Names both sources and the output.</exception>
    public static void RequireDistinct(IEnumerable<(string Source, string Output)> outputs) => RequireDistinct(outputs, IgnoresCase);

    /// <param name="outputs">As above.</param>
    /// <param name="ignoresCase">Whether names in a folder that exists differ by more than case.</param>
    internal static void RequireDistinct(IEnumerable<(string Source, string Output)> outputs, Func<string, bool> ignoresCase)
    {
        var written = new Dictionary<(FileIdentity?, string), string>();
        var folders = new Dictionary<string, (FileIdentity? Identity, string Folder, bool IgnoresCase)>(StringComparer.Ordinal);
        foreach (var (source, output) in outputs)
        {
            var full = Path.GetFullPath(output);
            var parent = Path.GetDirectoryName(full) ?? full;
            if (!folders.TryGetValue(parent, out var place))
            {
                var existing = Existing(parent);
                place = folders[parent] = (FileIdentity.Of(existing), existing, ignoresCase(existing));
            }
            var name = Path.GetRelativePath(place.Folder, full);
            var key = (place.Identity, place.IgnoresCase ? name.ToUpperInvariant() : name);
            if (!written.TryAdd(key, source))
                throw new DataException(
                    source,
                    $"and {written[key]} would both be written to {output}",
                    "Rename one of them, or write them to folders of their own");
        }
    }

    /// <returns>The folder itself, or the nearest above it that is there.</returns>
    private static string Existing(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        return folder;
    }

    /// <summary>Tried on names that are there: nothing is written.</summary>
    private static bool IgnoresCase(string folder)
    {
        foreach (var path in Entries(folder).Take(1).Append(folder))
        {
            var name = Path.GetFileName(path);
            var turned = string.Concat(name.Select(letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter)
                : char.ToUpperInvariant(letter)));
            if (turned != name)
                return FileIdentity.Same(path, Path.Combine(Path.GetDirectoryName(path)!, turned));
        }
        return OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();
    }

    private static IEnumerable<string> Entries(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).Where(path => Path.GetFileName(path).Any(char.IsAsciiLetter)).Take(1)
                .ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Inputs, and those of the work that this is a part of.</summary>
    private sealed class Guarded : IDisposable
    {
        private readonly Dictionary<FileIdentity, string> read = [];
        private readonly Guarded? outer;

        public Guarded(IEnumerable<string> inputs, Guarded? outer)
        {
            this.outer = outer;
            foreach (var input in inputs)
            {
                if (FileIdentity.Of(input) is { } identity)
                    read.TryAdd(identity, input);
            }
        }

        public void Require(string output)
        {
            if (FileIdentity.Of(output) is { } identity && read.TryGetValue(identity, out var input))
                throw new DataException(output, Path.GetFullPath(output) == Path.GetFullPath(input) ? "is an input and would be replaced"
                    : $"is the input {input} under another name, which would be replaced", "Choose another output");
            outer?.Require(output);
        }

        public void Dispose()
        {
            if (Current.Value == this)
                Current.Value = outer;
        }
    }
}
