namespace Seno.Imaging.Operators;

/// <summary>Independent pieces of work, spread over threads; which thread takes which piece makes no difference to a result.</summary>
internal static class Pieces
{
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of threads.</exception>
    public static void ForEach(int count, int threads, Action<int> piece) =>
        ForEach(count, threads, static () => 0, (i, _) => piece(i));

    /// <summary>As the other, with working memory that a thread keeps from one piece to the next.</summary>
    public static void ForEach<TMemory>(int count, int threads, Func<TMemory> memory, Action<int, TMemory> piece)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (threads == 1 || count == 1)
        {
            var own = memory();
            for (var i = 0; i < count; i++)
                piece(i, own);
            return;
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? -1 : threads };
        Parallel.For(0, count, options, memory, (i, _, own) =>
        {
            piece(i, own);
            return own;
        }, static _ => { });
    }

    /// <summary>Pieces of at least <paramref name="least"/> items: few enough to cost nothing, many enough to share.</summary>
    public static void ForRanges(int count, int least, int threads, Action<int, int> range)
    {
        var pieces = Math.Clamp(count / Math.Max(least, 1), 1, 256);
        ForEach(pieces, threads, i => range(Start(count, pieces, i), Start(count, pieces, i + 1)));
    }

    private static int Start(int count, int pieces, int piece) => (int)((long)count * piece / pieces);
}
