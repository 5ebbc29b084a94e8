using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Voxels by value, and by age among equals.</summary>
/// <remarks>
/// Each of 4,096 levels of the value has a heap of its own, which what is pushed joins only when the level's turn comes: to push is to
/// append, and the heap in use fits the cache.
/// </remarks>
internal sealed class LevelQueue
{
    private const int Words = 64;
    private const int Levels = Words * 64;

    private readonly float low;
    private readonly float scale;
    private readonly Entry[][] heaps = new Entry[Levels][];
    private readonly int[] counts = new int[Levels];

    /// <summary>How many of a level's entries, from the first, are a heap already.</summary>
    private readonly int[] heaped = new int[Levels];

    /// <summary>Bit by bit, the levels that hold a voxel, and the words in which any does.</summary>
    private readonly ulong[] filled = new ulong[Words];
    private ulong filledWords;
    private uint age;

    public LevelQueue(float low, float high)
    {
        this.low = low;
        scale = high > low ? (float)((Levels - 1) / ((double)high - low)) : 0;
        Array.Fill(heaps, []);
    }

    /// <returns>The value, and positive infinity for NaN.</returns>
    public static float Number(float value) => float.IsNaN(value) ? float.PositiveInfinity : value;

    [MethodImpl(Hot.Loop)]
    public void Push(float value, int voxel)
    {
        value = Number(value);
        var level = (int)Math.Clamp((value - low) * scale, 0, Levels - 1);
        ref var heap = ref heaps[level];
        var at = counts[level]++;
        if (at == heap.Length)
            heap = Larger(heap);
        if (at == 0)
        {
            filled[level >> 6] |= 1ul << level;
            filledWords |= 1ul << (level >> 6);
        }
        heap[at] = new((ulong)Rising(value) << 32 | age++, voxel);
    }

    [MethodImpl(Hot.Loop)]
    public bool TryPop(out int voxel)
    {
        voxel = 0;
        if (filledWords == 0)
            return false;
        var word = BitOperations.TrailingZeroCount(filledWords);
        var level = word << 6 | BitOperations.TrailingZeroCount(filled[word]);
        var heap = heaps[level];
        for (; heaped[level] < counts[level]; heaped[level]++)
            Rise(heap, heaped[level], heap[heaped[level]]);
        voxel = heap[0].Voxel;
        var last = --heaped[level];
        counts[level] = last;
        if (last > 0)
            Sink(heap, last, heap[last]);
        else
        {
            Spare(level);
            filled[word] &= filled[word] - 1;
            if (filled[word] == 0)
                filledWords &= filledWords - 1;
        }
        return true;
    }

    private static Entry[] Larger(Entry[] heap)
    {
        var larger = ArrayPool<Entry>.Shared.Rent(Math.Max(16, 2 * heap.Length));
        heap.CopyTo(larger, 0);
        if (heap.Length > 0)
            ArrayPool<Entry>.Shared.Return(heap);
        return larger;
    }

    private void Spare(int level)
    {
        ArrayPool<Entry>.Shared.Return(heaps[level]);
        heaps[level] = [];
    }

    [MethodImpl(Hot.Loop)]
    private static void Rise(Entry[] heap, int at, Entry entry)
    {
        while (at > 0 && entry.Key < heap[(at - 1) >> 1].Key)
        {
            heap[at] = heap[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }
        heap[at] = entry;
    }

    [MethodImpl(Hot.Loop)]
    private static void Sink(Entry[] heap, int count, Entry entry)
    {
        var at = 0;
        for (var child = 1; child < count; child = 2 * at + 1)
        {
            if (child + 1 < count && heap[child + 1].Key < heap[child].Key)
                child++;
            if (entry.Key < heap[child].Key)
                break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = entry;
    }

    /// <returns>Bits that rise with the value; −0 is 0.</returns>
    private static uint Rising(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }

    private readonly record struct Entry(ulong Key, int Voxel);
}
