namespace Seno.Imaging.Formats;

/// <summary>Huffman codes as deflate has them (RFC 1951, 3.2.2): canonical, at most 15 bits long.</summary>
internal static class PrefixCode
{
    private const int LongestCode = 15;

    /// <param name="frequencies">Of which at least two are not 0.</param>
    /// <returns>Bits of each symbol's code; 0 where it does not occur.</returns>
    public static byte[] Lengths(ReadOnlySpan<int> frequencies)
    {
        var symbols = new List<int>();
        for (var symbol = 0; symbol < frequencies.Length; symbol++)
        {
            if (frequencies[symbol] > 0)
                symbols.Add(symbol);
        }
        var all = frequencies.ToArray();
        symbols.Sort((a, b) => all[a] != all[b] ? all[a].CompareTo(all[b]) : a.CompareTo(b));
        var weights = symbols.Select(symbol => (long)all[symbol]).ToArray();
        var depths = Depths(weights);
        while (depths[0] > LongestCode)
        {
            // rare symbols become less rare, until the tree is flat enough
            weights = [.. weights.Select(weight => weight / 2 + 1)];
            depths = Depths(weights);
        }
        var lengths = new byte[frequencies.Length];
        for (var i = 0; i < symbols.Count; i++)
            lengths[symbols[i]] = (byte)depths[i];
        return lengths;
    }

    /// <returns>Each symbol's code, its first bit lowest.</returns>
    public static uint[] Words(ReadOnlySpan<byte> lengths)
    {
        var counts = new uint[LongestCode + 1];
        foreach (var length in lengths)
            counts[length] += length > 0 ? 1u : 0;
        var next = new uint[LongestCode + 1];
        for (var length = 1; length <= LongestCode; length++)
            next[length] = (next[length - 1] + counts[length - 1]) << 1;
        var words = new uint[lengths.Length];
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > 0)
                words[symbol] = Reversed(next[lengths[symbol]]++, lengths[symbol]);
        }
        return words;
    }

    public static uint Reversed(uint value, int bits)
    {
        uint reversed = 0;
        for (; bits > 0; bits--, value >>= 1)
            reversed = reversed << 1 | value & 1;
        return reversed;
    }

    /// <summary>Huffman's tree by two queues: leaves by weight, and inner nodes in the order they are made.</summary>
    /// <param name="weights">Rising.</param>
    /// <returns>How deep each leaf is: falling.</returns>
    private static int[] Depths(long[] weights)
    {
        var count = weights.Length;
        var (inner, parents) = (new long[count - 1], new int[2 * count - 1]);
        var (leaf, node) = (0, 0);
        for (var made = 0; made < inner.Length; made++)
        {
            for (var child = 0; child < 2; child++)
            {
                var takeLeaf = leaf < count && (node == made || weights[leaf] <= inner[node]);
                inner[made] += takeLeaf ? weights[leaf] : inner[node];
                parents[takeLeaf ? leaf++ : count + node++] = count + made;
            }
        }
        var depths = new int[2 * count - 1];
        for (var i = depths.Length - 2; i >= 0; i--)
            depths[i] = depths[parents[i]] + 1;
        return depths[..count];
    }
}
