using Seno.Core;

namespace Seno.Imaging;

/// <summary>Tells an image given for a label map: it has many values, and hardly two neighbours have the same.</summary>
public static class LabelMapLook
{
    /// <summary>So few values are labels, however they lie.</summary>
    private const int FewValues = 16;

    /// <summary>Of neighbours along x, at most this share is equal in an image; in a label map all but those at outlines are.</summary>
    private const double EqualNeighbours = 0.5;

    /// <param name="map">Whole numbers, of a file that names no labels.</param>
    /// <param name="file">Named in the message.</param>
    /// <exception cref="DataException">It looks like an image.</exception>
    public static void Require(Volume<byte> map, string file)
    {
        var values = map.Array.Distinct().Count();
        if (values > FewValues && EqualShare(map) < EqualNeighbours)
            throw new DataException(
                file,
                FormattableString.Invariant($"looks like an image, not like a label map: it has {values} values, and most neighbours differ"),
                "Give the label map that was drawn on it");
    }

    /// <summary>Where both are background nothing is told.</summary>
    private static double EqualShare(Volume<byte> map)
    {
        var (equal, pairs) = (0L, 0L);
        var values = map.Array;
        for (var i = 1; i < values.Length; i++)
        {
            if (i % map.Size.X == 0 || (values[i] | values[i - 1]) == 0)
                continue;
            pairs++;
            equal += values[i] == values[i - 1] ? 1 : 0;
        }
        return pairs == 0 ? 1 : (double)equal / pairs;
    }
}
