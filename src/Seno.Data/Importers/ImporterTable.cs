using Seno.Core;

namespace Seno.Data.Importers;

/// <summary>Every importer, by the name the command line knows it under: a new one is a file and a line here.</summary>
public static class ImporterTable
{
    private static readonly Dictionary<string, Action<string, DatasetWriter, Action<string>?, Action<ProgressUpdate>?>> Importers = new(StringComparer.Ordinal)
    {
        ["busi"] = BusiImporter.Import,
        ["busbra"] = BusBraImporter.Import,
    };

    public static IReadOnlyCollection<string> Names => Importers.Keys;

    /// <summary>Reads an archive's folder or zip and leaves a whole data set, or nothing.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="source">Folder or zip in the archive's own layout.</param>
    /// <param name="destination">Must not exist, or be empty.</param>
    /// <param name="warn">Told of what was done that its owner may not expect.</param>
    /// <param name="progress">Told of every image.</param>
    /// <exception cref="DataException">The archive is not as described, or the destination is taken.</exception>
    public static void Import(string name, string source, string destination, Action<string>? warn = null, Action<ProgressUpdate>? progress = null)
    {
        if (!Importers.TryGetValue(name, out var import))
            throw new DataException("import", $"'{name}' is no known archive", NearestName.Suggest(name, Names));
        using var archive = ArchiveFolder.Open(source);
        using var writer = new DatasetWriter(destination);
        import(archive.Folder, writer, warn, progress);
        writer.Finish();
    }
}
