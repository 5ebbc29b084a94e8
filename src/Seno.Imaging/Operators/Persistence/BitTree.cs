using System.Numerics;
using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>A set of small numbers to which one is added or from which it is taken by the same call, and that knows its largest: a column of zeros and ones.</summary>
/// <remarks>Every bit of a level says whether a word of the level below has any (Bauer, Kerber, Reininghaus and Wagner, PHAT, 2017).</remarks>
internal sealed class BitTree
{
    private readonly ulong[][] levels;

    public BitTree(int count)
    {
        List<ulong[]> built = [];
        do
        {
            count = (count + 63) / 64;
            built.Add(new ulong[Math.Max(count, 1)]);
        }
        while (count > 1);
        levels = [.. built];
    }

    [MethodImpl(Hot.Loop)]
    public void Toggle(int number)
    {
        foreach (var level in levels)
        {
            ref var word = ref level[number >> 6];
            var empty = word == 0;
            word ^= 1UL << (number & 63);
            if (!empty && word != 0)
                return;
            number >>= 6;
        }
    }

    /// <returns>−1 where there is none.</returns>
    [MethodImpl(Hot.Loop)]
    public int Largest()
    {
        var place = 0;
        for (var i = levels.Length - 1; i >= 0; i--)
        {
            var word = levels[i][place];
            if (word == 0)
                return -1;
            place = place << 6 | BitOperations.Log2(word);
        }
        return place;
    }
}
