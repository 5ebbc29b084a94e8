using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Data.Checking;

/// <summary>What remains of a case after its files were opened and checked.</summary>
/// <param name="Id">Case id.</param>
/// <param name="File">Of its first channel.</param>
/// <param name="SpacingKnown">Of that channel.</param>
/// <param name="Empty">The reference can be read and has no label.</param>
/// <param name="Hash">SHA-256 of that channel's size and values.</param>
/// <param name="Thumbnail">As <see cref="NearDuplicates"/> makes it.</param>
internal sealed record CaseLook(string Id, string File, bool SpacingKnown, bool Empty, string Hash, float[] Thumbnail)
{
    private const string OrderCure =
        "Train with --reorient, which turns it without interpolation, or turn the file with 'seno convert --orient'";

    /// <returns>Null where the first channel cannot be read.</returns>
    public static CaseLook? At(Case item, DatasetDescription description, Action<DatasetProblem> add)
    {
        void Error(string kind, string file, string problem, string cure) =>
            add(new(ProblemSeverity.Error, kind, item.Id, file, problem, cure));
        void Note(string file, string note) => add(new(
            ProblemSeverity.Warning,
            "reading",
            item.Id,
            file,
            note.StartsWith($"{file}: ", StringComparison.Ordinal) ? note[(file.Length + 2)..] : $"says: {note}",
            "Save it in another way if this is not meant"));
        T? Read<T>(string file, Func<string, T> read)
            where T : class
        {
            try
            {
                return read(file);
            }
            catch (DataException failure)
            {
                Error("unreadable", file, failure.Problem, failure.Cure);
                return null;
            }
        }

        void Compare(string file, Geometry grid, Geometry first, string of, string cure)
        {
            if (item.Reorient && GridComparison.Reordered(grid, first))
                return;
            if (GridComparison.Difference(grid, first) is { } difference)
                Error(
                    "geometry",
                    file,
                    $"{difference}, compared with {of}",
                    GridComparison.Reordered(grid, first) ? OrderCure : cure);
        }

        Volume<float>? first = null;
        foreach (var file in item.ChannelFiles)
        {
            foreach (var channel in Read<IReadOnlyList<Volume<float>>>(
                file,
                path => item.Colour
                    ? ImageFile.ReadColour(path, note => Note(file, note))
                    : [ImageFile.Read(path, note => Note(file, note))]) ?? [])
            {
                if (first is not null)
                    Compare(
                        file,
                        channel.Geometry,
                        first.Geometry,
                        Path.GetFileName(item.ChannelFiles[0]),
                        "Resample the channels to one grid");
                CheckValues(item.Id, file, channel, add);
                first ??= channel;
            }
        }
        var empty = false;
        var readers = item.ReaderFiles.OrderBy(reader => reader.Key, StringComparer.Ordinal).Select(reader => reader.Value);
        foreach (var file in readers.Prepend(item.ReferenceFile).OfType<string>())
        {
            if (Read(file, path => ImageFile.ReadLabelValues(path, note => Note(file, note))) is not { } labels)
                continue;
            if (first is not null)
                Compare(
                    file,
                    labels.Geometry,
                    first.Geometry,
                    "its image",
                    "Resample the label map to the image's grid with nearest-neighbour interpolation");
            CheckLabels(item.Id, file, labels, description, add);
            empty |= file == item.ReferenceFile && labels.Span.IndexOfAnyExcept(0f) < 0;
        }
        return first is null ? null : new(
            item.Id,
            item.ChannelFiles[0],
            first.Geometry.SpacingKnown,
            empty,
            HashOf(first),
            NearDuplicates.Thumbnail(first));
    }

    private static void CheckValues(string id, string file, Volume<float> image, Action<DatasetProblem> add)
    {
        var (low, high, broken) = (float.PositiveInfinity, float.NegativeInfinity, 0L);
        foreach (var value in image.Span)
        {
            if (!float.IsFinite(value))
                broken++;
            else
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        if (broken > 0)
            add(new(
                ProblemSeverity.Error,
                "not-finite",
                id,
                file,
                $"has {Counted.Of(broken, "voxel that is", "voxels that are")} NaN or infinite",
                "Replace them, or remove the case"));
        else if (low == high)
            add(new(ProblemSeverity.Warning, "constant", id, file, string.Create(CultureInfo.InvariantCulture, $"is {low} everywhere"), "Export the image again, or remove the case"));
    }

    private static void CheckLabels(string id, string file, Volume<float> reference, DatasetDescription description, Action<DatasetProblem> add)
    {
        var counts = new Dictionary<float, long>();
        foreach (var value in reference.Span)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
        var scheme = description.Scheme;
        var fractions = counts.Where(pair => pair.Key != MathF.Floor(pair.Key)).ToArray();
        bool Known(float value) => value is >= 0 and <= byte.MaxValue && scheme.Knows((byte)value);
        var unknown = counts.Where(pair => pair.Key == MathF.Floor(pair.Key) && !Known(pair.Key)).ToArray();
        if (fractions.Length > 0)
            add(new(ProblemSeverity.Error, "fraction", id, file, $"holds values that are no whole numbers: {Listed(fractions)}", "Export the label map as integers; resample it with nearest-neighbour interpolation"));
        if (unknown.Length > 0)
            add(new(
                ProblemSeverity.Error,
                "label",
                id,
                file,
                $"holds labels that dataset.json does not name: {Listed(unknown)}",
                counts.Keys.All(value => value is 0 or MaskValues.White)
                    ? MaskValues.Cure
                    : "Add them to dataset.json, or correct the label map"));
        if (counts.Count == 1 && scheme.Ignore is { } ignore && counts.ContainsKey(ignore))
            add(new(
                ProblemSeverity.Warning,
                "empty",
                id,
                file,
                $"is '{LabelScheme.IgnoreName}' everywhere: nothing is annotated",
                "Annotate a part of it, or move the image to imagesTs"));
        else if (counts.Keys.All(value => value == 0 || value == scheme.Ignore))
            add(new(ProblemSeverity.Warning, "empty", id, file, "is empty", "Keep it if the case has no lesion"));
    }

    private static string Listed(IEnumerable<KeyValuePair<float, long>> counts)
    {
        const int Most = 5;
        var sorted = counts.OrderBy(pair => pair.Key).ToArray();
        return string.Join(", ", sorted.Take(Most).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} ({Counted.Of(pair.Value, "voxel")})"))) + (sorted.Length > Most ? ", …" : "");
    }

    private static string HashOf(Volume<float> image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>([image.Size.X, image.Size.Y, image.Size.Z]));
        hash.AppendData(MemoryMarshal.AsBytes(image.Span));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
