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
/// <param name="Hash">SHA-256 of that channel's size and values.</param>
/// <param name="Thumbnail">As <see cref="NearDuplicates"/> makes it.</param>
internal sealed record CaseLook(string Id, string File, bool SpacingKnown, string Hash, float[] Thumbnail)
{
    // nnU-Net and ITK let a grid differ by about this much before they call it another.
    private const double Tolerance = 1e-3;

    /// <returns>Null where the first channel cannot be read.</returns>
    public static CaseLook? At(string id, IReadOnlyList<string> channelFiles, string? referenceFile, DatasetDescription description, Action<DatasetProblem> add)
    {
        void Error(string kind, string file, string problem, string cure) => add(new(ProblemSeverity.Error, kind, id, file, problem, cure));
        Volume<float>? Read(string file, bool labels = false)
        {
            try
            {
                return labels ? ImageFile.ReadLabelValues(file) : ImageFile.Read(file);
            }
            catch (DataException failure)
            {
                Error("unreadable", file, failure.Problem, failure.Cure);
                return null;
            }
        }

        Volume<float>? first = null;
        foreach (var file in channelFiles)
        {
            if (Read(file) is not { } channel)
                continue;
            if (first is not null && Difference(channel.Geometry, first.Geometry) is { } difference)
                Error("geometry", file, $"{difference} than that of {Path.GetFileName(channelFiles[0])}", "Resample the channels to one grid");
            CheckValues(id, file, channel, add);
            first ??= channel;
        }
        if (referenceFile is not null && Read(referenceFile, labels: true) is { } reference)
        {
            if (first is not null && Difference(reference.Geometry, first.Geometry) is { } difference)
                Error("geometry", referenceFile, $"{difference} than that of its image", "Resample the label map to the image's grid with nearest-neighbour interpolation");
            CheckLabels(id, referenceFile, reference, description, add);
        }
        return first is null ? null : new(id, channelFiles[0], first.Geometry.SpacingKnown, HashOf(first), NearDuplicates.Thumbnail(first));
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
            add(new(ProblemSeverity.Error, "not-finite", id, file, string.Create(CultureInfo.InvariantCulture, $"has {broken} voxels that are NaN or infinite"), "Replace them, or remove the case"));
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
            add(new(ProblemSeverity.Error, "label", id, file, $"holds labels that dataset.json does not name: {Listed(unknown)}", "Add them to dataset.json, or correct the label map"));
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
        return string.Join(", ", sorted.Take(Most).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} ({pair.Value} voxels)"))) + (sorted.Length > Most ? ", …" : "");
    }

    /// <returns>"has another spacing, 1 × 1 × 1 mm instead of …", or null for the same grid.</returns>
    private static string? Difference(Geometry one, Geometry other)
    {
        if (one.Size != other.Size)
            return $"is {one.Size}, another size";
        if (!one.SpacingKnown || !other.SpacingKnown)
            return null;
        for (var axis = 0; axis < 3; axis++)
        {
            if (Math.Abs(one.Spacing[axis] - other.Spacing[axis]) > Tolerance * other.Spacing[axis])
                return string.Create(CultureInfo.InvariantCulture, $"has {one.Spacing[axis]:0.####} mm a voxel along axis {axis}, another spacing ({other.Spacing[axis]:0.####})");
            if (Math.Abs(one.Origin[axis] - other.Origin[axis]) > Tolerance * Math.Max(1, other.Spacing[axis]))
                return string.Create(CultureInfo.InvariantCulture, $"begins at {one.Origin[axis]:0.###} mm along axis {axis}, another origin ({other.Origin[axis]:0.###})");
            if ((one.Direction[axis] + -1.0 * other.Direction[axis]).Length > Tolerance)
                return $"has another direction of axis {axis}";
        }
        return null;
    }

    private static string HashOf(Volume<float> image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>([image.Size.X, image.Size.Y, image.Size.Z]));
        hash.AppendData(MemoryMarshal.AsBytes(image.Span));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
