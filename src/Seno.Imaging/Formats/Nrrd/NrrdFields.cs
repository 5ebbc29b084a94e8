using Seno.Core;

namespace Seno.Imaging.Formats.Nrrd;

/// <summary>The fields and pairs of a NRRD header, as they stand in the file.</summary>
internal sealed class NrrdFields
{
    private const int NewestVersion = 5;

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

    private NrrdFields(string path) => Path = path;

    public string Path { get; }

    public List<KeyValuePair<string, string>> Pairs { get; } = [];

    /// <value>The first byte behind the header; −1 where nothing follows it.</value>
    public long End { get; private set; }

    /// <value>The field's text, or null. Field names are written with and without spaces.</value>
    public string? this[string name] => fields.GetValueOrDefault(name.Replace(" ", "", StringComparison.Ordinal));

    /// <exception cref="DataException">No NRRD, a newer version, or a line that is neither field nor pair.</exception>
    public static NrrdFields Read(string path)
    {
        var header = new NrrdFields(path);
        var (lines, end) = HeaderText.Read(path, static line => line.Length == 0);
        if (lines.Count == 0 || !lines[0].StartsWith("NRRD", StringComparison.Ordinal) || !int.TryParse(lines[0].AsSpan(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version))
            throw new DataException(path, "is not a NRRD file", "Check what the file is; export it as .nrrd");
        if (version > NewestVersion)
            throw new DataException(path, $"is of NRRD version {version}; {NewestVersion} is the newest known", "Export it in an older version");
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0 && line[0] != '#'))
            header.Add(line);
        header.End = end;
        return header;
    }

    /// <exception cref="DataException">The field is missing.</exception>
    public string Required(string name) => this[name] ?? throw new DataException(Path, $"has no '{name}' in its header", "Export it again");

    private void Add(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            throw new DataException(Path, $"has a header line that is no field: '{(line.Length > 60 ? line[..60] + "…" : line)}'", "Correct its header");
        var value = line[(colon + 1)..];
        if (value.StartsWith('='))
            Pairs.Add(new(line[..colon], Unescaped(value[1..])));
        else
            fields[line[..colon].Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()] = value.Trim();
    }

    private static string Unescaped(string value) => value.Replace("\\\\", "\u0001", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace('\u0001', '\\');
}
