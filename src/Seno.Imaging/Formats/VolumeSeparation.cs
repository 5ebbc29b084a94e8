using System.Text;

namespace Seno.Imaging.Formats;

/// <summary>
/// What tells volumes apart, stored with them as a plain-text comment: a header extension of NIfTI, a key/value pair of NRRD.
/// </summary>
public static class VolumeSeparation
{
    /// <summary>nifti1.h: plain text.</summary>
    private const int Comment = 6;

    private const string Key = "volumes told apart by";

    /// <returns>The image with a comment that says so.</returns>
    public static ImageContent Add(ImageContent image, string? separatedBy) => separatedBy is null ? image : image with
    {
        Extensions = [.. image.Extensions, new(Comment, Encoding.UTF8.GetBytes($"{Key} {separatedBy}"))],
        Pairs = [.. image.Pairs, new(Key, separatedBy)],
    };

    /// <returns>What <see cref="Add"/> stored; null where there is none.</returns>
    public static string? Of(ImageContent image)
    {
        if (image.Pairs.FirstOrDefault(pair => pair.Key == Key).Value is { } pair)
            return pair;
        var texts = image.Extensions
            .Where(extension => extension.Code == Comment)
            .Select(extension => Encoding.UTF8.GetString(extension.Content));
        return texts.FirstOrDefault(text => text.StartsWith(Key + " ", StringComparison.Ordinal))?[(Key.Length + 1)..];
    }
}
