using System.Globalization;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Data;

/// <summary>Writes a data set case by case under a temporary name; <see cref="Finish"/> gives it its own. Disposed before that, nothing remains.</summary>
public sealed class DatasetWriter : IDisposable
{
    private readonly string destination;
    private readonly string temporary;
    private readonly List<(string Id, IReadOnlyDictionary<string, string> Metadata)> cases = [];
    private readonly HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="DataException">The destination exists and is not empty.</exception>
    public DatasetWriter(string destination)
    {
        this.destination = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
        if (File.Exists(this.destination) || (Directory.Exists(this.destination) && Directory.EnumerateFileSystemEntries(this.destination).Any()))
            throw new DataException(destination, "exists already", "Choose a new folder or remove this one");
        temporary = string.Create(CultureInfo.InvariantCulture, $"{this.destination}.{Environment.ProcessId}.tmp");
        try
        {
            Directory.CreateDirectory(Path.Combine(temporary, "imagesTr"));
            Directory.CreateDirectory(Path.Combine(temporary, "labelsTr"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(destination, $"cannot be created ({failure.Message.TrimEnd('.')})", "Choose a folder that is writable", failure);
        }
    }

    /// <value>Set before <see cref="Finish"/>.</value>
    public DatasetDescription? Description { get; set; }

    /// <summary>A training case: its channels, its reference, and what cases.csv says of it.</summary>
    /// <exception cref="DataException">The id was used before.</exception>
    public void Add(string id, IReadOnlyList<Volume<float>> channels, Volume<byte> reference, IReadOnlyDictionary<string, string> metadata)
    {
        if (!ids.Add(id))
            throw new DataException($"case {id}", "comes twice", "Give every case a name of its own");
        var ending = (Description ?? throw new InvalidOperationException("describe the data set first")).FileEnding;
        for (var channel = 0; channel < channels.Count; channel++)
            Write(Path.Combine(temporary, "imagesTr", string.Create(CultureInfo.InvariantCulture, $"{id}_{channel:D4}{ending}")), channels[channel]);
        ImageFile.Write(Path.Combine(temporary, "labelsTr", id + ending), reference);
        cases.Add((id, metadata));
    }

    /// <summary>A further map of a case already added: "softTr" (shares, 0..1).</summary>
    public void AddMap(string folder, string id, Volume<float> map) => ImageFile.Write(MapFile(folder, id), map);

    /// <summary>A further label map of a case already added: "tissueTr", "labelsTr.READER".</summary>
    public void AddMap(string folder, string id, Volume<byte> map) => ImageFile.Write(MapFile(folder, id), map);

    /// <summary>A file beside dataset.json.</summary>
    public void AddFile(string name, string text) => File.WriteAllText(Path.Combine(temporary, name), text);

    /// <summary>Adds a column once it is known, to a case already written.</summary>
    public void Annotate(string id, string column, string value)
    {
        var i = cases.FindIndex(item => item.Id == id);
        cases[i] = (id, new Dictionary<string, string>(cases[i].Metadata) { [column] = value });
    }

    public void Finish()
    {
        Description!.Write(Path.Combine(temporary, "dataset.json"), cases.Count);
        var columns = cases.SelectMany(item => item.Metadata.Keys).Distinct().ToArray();
        CaseTable.Write(Path.Combine(temporary, "cases.csv"), ["case", .. columns], cases.Select(item => (IReadOnlyList<string>)[item.Id, .. columns.Select(column => item.Metadata.GetValueOrDefault(column) ?? "")]));
        if (Directory.Exists(destination))
            Directory.Delete(destination);
        Directory.Move(temporary, destination);
    }

    /// <summary>CT is in whole HU: stored as 16-bit integers it takes a third of the space and time.</summary>
    private void Write(string path, Volume<float> image)
    {
        if (Description!.Modality == "ct" && image.Array.All(value => value == MathF.Round(value)))
            ImageFile.Write(path, new ImageContent { Format = "", StoredAs = "", Images = new([image]), VoxelType = VoxelType.Int16 });
        else
            ImageFile.Write(path, image);
    }

    private string MapFile(string folder, string id)
    {
        if (!ids.Contains(id))
            throw new InvalidOperationException($"add case {id} first");
        Directory.CreateDirectory(Path.Combine(temporary, folder));
        return Path.Combine(temporary, folder, id + Description!.FileEnding);
    }

    public void Dispose()
    {
        if (Directory.Exists(temporary))
            Directory.Delete(temporary, recursive: true);
    }
}
