using Seno.Imaging;

namespace Seno.Evaluation.Consensus;

/// <summary>How often each combination of the readers' labels occurs: all that STAPLE, kappa and alpha need to know of the voxels.</summary>
public sealed class VotePatterns
{
    private readonly IReadOnlyList<Volume<byte>> masks;
    private readonly Volume<byte>? region;
    private readonly ulong[] weightOfLabel;
    private readonly Dictionary<ulong, int> index;

    private VotePatterns(IReadOnlyList<Volume<byte>> masks, Volume<byte>? region, IReadOnlyList<byte> labels, ulong[] weightOfLabel, Dictionary<ulong, int> index, VotePattern[] patterns)
    {
        this.masks = masks;
        this.region = region;
        this.weightOfLabel = weightOfLabel;
        this.index = index;
        Labels = labels;
        Patterns = patterns;
    }

    /// <value>Label values, background first; votes are positions in it.</value>
    public IReadOnlyList<byte> Labels { get; }

    /// <value>Those that occur, always in the same order.</value>
    public IReadOnlyList<VotePattern> Patterns { get; }

    public int Readers => masks.Count;

    /// <value>In the region.</value>
    public long Voxels => Patterns.Sum(pattern => pattern.Voxels);

    public long ImageVoxels => masks[0].Array.LongLength;

    /// <param name="masks">Labels on one grid, one map a reader.</param>
    /// <param name="labels">Label values counted, background (0) first; every other value counts as background.</param>
    /// <param name="region">Voxels counted: those not 0; null for all.</param>
    /// <exception cref="ArgumentException">No reader, sizes that differ, or so many readers and labels that 2⁶³ combinations are not enough.</exception>
    public static VotePatterns Of(IReadOnlyList<Volume<byte>> masks, IReadOnlyList<byte> labels, Volume<byte>? region = null)
    {
        if (masks.Count == 0 || masks.Any(mask => mask.Size != masks[0].Size) || (region is not null && region.Size != masks[0].Size))
            throw new ArgumentException("at least one mask is needed, and all on one grid", nameof(masks));
        if (masks.Count * Math.Log2(labels.Count) >= 63)
            throw new ArgumentException($"{masks.Count} readers with {labels.Count} labels are too many", nameof(masks));
        var weights = new ulong[256];
        for (var label = 1; label < labels.Count; label++)
            weights[labels[label]] = (ulong)label;
        var counts = new Dictionary<ulong, long>();
        long background = 0;
        for (var voxel = 0; voxel < masks[0].Array.Length; voxel++)
        {
            if (region is not null && region.Array[voxel] == 0)
                continue;
            var code = Code(masks, weights, labels.Count, voxel);
            if (code == 0)
                background++;
            else
                counts[code] = counts.GetValueOrDefault(code) + 1;
        }
        if (background > 0)
            counts[0] = background;
        var codes = counts.Keys.Order().ToArray();
        return new(masks, region, labels, weights, codes.Select((code, i) => (code, i)).ToDictionary(pair => pair.code, pair => pair.i), [.. codes.Select(code => new VotePattern(Votes(code, masks.Count, labels.Count), counts[code]))]);
    }

    /// <summary>A map of what a value a pattern means, on the masks' grid.</summary>
    /// <param name="values">In the order of <see cref="Patterns"/>.</param>
    /// <param name="outside">Outside the region.</param>
    public Volume<T> Paint<T>(IReadOnlyList<T> values, T outside)
        where T : unmanaged
    {
        var result = new Volume<T>(masks[0].Geometry);
        for (var voxel = 0; voxel < result.Array.Length; voxel++)
            result.Array[voxel] = region is not null && region.Array[voxel] == 0 ? outside : values[index[Code(masks, weightOfLabel, Labels.Count, voxel)]];
        return result;
    }

    private static ulong Code(IReadOnlyList<Volume<byte>> masks, ulong[] weights, int labels, int voxel)
    {
        ulong code = 0;
        for (var reader = masks.Count - 1; reader >= 0; reader--)
            code = code * (ulong)labels + weights[masks[reader].Array[voxel]];
        return code;
    }

    private static int[] Votes(ulong code, int readers, int labels)
    {
        var votes = new int[readers];
        for (var reader = 0; reader < readers; reader++, code /= (ulong)labels)
            votes[reader] = (int)(code % (ulong)labels);
        return votes;
    }
}
