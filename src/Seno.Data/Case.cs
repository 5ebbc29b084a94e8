using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Data;

/// <summary>One examination: its channels on one grid, and the references its readers drew. Files are opened only when asked for.</summary>
public sealed record Case
{
    /// <summary>The plain case id: file names without channel number and ending.</summary>
    public required string Id { get; init; }

    /// <summary>Patient, else near-duplicate group, else the case id: cases that share it never part between training and validation.</summary>
    public required string Group { get; init; }

    /// <summary>Centre or scanner, where known.</summary>
    public string? Centre { get; init; }

    /// <summary>Channel files in channel order.</summary>
    public required IReadOnlyList<string> ChannelFiles { get; init; }

    /// <summary>The reference used unless another is asked for; null for test images.</summary>
    public string? ReferenceFile { get; init; }

    /// <summary>Further readers' label maps, by reader.</summary>
    public IReadOnlyDictionary<string, string> ReaderFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>All columns of cases.csv, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The <see cref="Group"/> that columns of cases.csv mean.</summary>
    public static string GroupOf(string id, IReadOnlyDictionary<string, string> metadata) =>
        new[] { "patient", "group" }.Select(name => metadata.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? id;

    /// <exception cref="Core.DataException">A file is unreadable, a voxel is NaN or infinite, or the channels are not on one grid.</exception>
    public IReadOnlyList<Volume<float>> ReadChannels(Action<string>? warn = null)
    {
        var channels = ChannelFiles.Select(file => ImageFile.Read(file, warn)).ToArray();
        for (var i = 1; i < channels.Length; i++)
        {
            if (channels[i].Size != channels[0].Size)
                throw new Core.DataException($"case {Id}", $"channel 0 is {channels[0].Size} but channel {i} is {channels[i].Size} ({ChannelFiles[i]})", "Resample the channels to one grid");
        }
        for (var i = 0; i < channels.Length; i++)
            Finite.Require(channels[i], $"case {Id}", ChannelFiles[i]);
        return channels;
    }

    /// <exception cref="Core.DataException">The reference is missing, unreadable, or of another size than the image.</exception>
    public Volume<byte> ReadReference(Size3 imageSize)
    {
        if (ReferenceFile is null)
            throw new Core.DataException($"case {Id}", "has no reference", "Add its label map to labelsTr, or move the image to imagesTs");
        var labels = ImageFile.ReadLabels(ReferenceFile);
        if (labels.Size != imageSize)
            throw new Core.DataException($"case {Id}", $"image is {imageSize} but its reference is {labels.Size} ({ReferenceFile})", "Resample the label or remove it");
        return labels;
    }
}
