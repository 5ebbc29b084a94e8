namespace Seno.Phantoms;

/// <summary>Independent slices, spread over threads.</summary>
internal static class Slices
{
    /// <param name="count">How many slices.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <param name="slice">Called once for each.</param>
    public static void ForEach(int count, int threads, Action<int> slice) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads <= 0 ? -1 : threads }, slice);
}
