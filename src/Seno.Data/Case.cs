using Seno.Core;
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

    /// <value>The only file holds the channels as red, green and blue.</value>
    public bool Colour { get; init; }

    /// <value>Files that differ from channel 0 only by the order or sense of their axes are turned to it; else they are refused.</value>
    public bool Reorient { get; init; }

    /// <summary>All channels, on the grid of channel 0.</summary>
    /// <exception cref="DataException">A file is unreadable, a voxel is NaN or infinite, or the channels are not on one grid.</exception>
    public IReadOnlyList<Volume<float>> ReadChannels(Action<string>? warn = null)
    {
        if (Colour)
            return ImageFile.ReadColour(ChannelFiles[0], warn);
        var channels = ChannelFiles.Select(file => ImageFile.Read(file, warn)).ToArray();
        for (var i = 0; i < channels.Length; i++)
            Finite.Require(channels[i], $"case {Id}", ChannelFiles[i]);
        return [.. channels.Select((channel, i) => GridComparison.Require(channel, channels[0].Geometry, Reorient, $"case {Id}",
            (FormattableString.Invariant($"channel {i} ({ChannelFiles[i]})"), $"channel 0 ({ChannelFiles[0]})")))];
    }

    /// <summary>The reference, on the image's grid.</summary>
    /// <param name="grid">Of the image.</param>
    /// <param name="warn">As for <see cref="ImageFile.Read"/>.</param>
    /// <exception cref="DataException">The reference is missing, unreadable, or on another grid than the image.</exception>
    public Volume<byte> ReadReference(Geometry grid, Action<string>? warn = null)
    {
        if (ReferenceFile is null)
            throw new DataException($"case {Id}", "has no reference", "Add its label map to labelsTr, or move the image to imagesTs");
        return GridComparison.Require(
            ImageFile.ReadLabels(ReferenceFile, warn),
            grid,
            Reorient,
            $"case {Id}",
            ($"its reference ({ReferenceFile})", $"its image ({ChannelFiles[0]})"));
    }
}
