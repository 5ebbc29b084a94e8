namespace Seno.Learning.Sampling;

/// <summary>Prepares coming items on background threads and hands them over in order.</summary>
public static class Prefetch
{
    /// <param name="first">First index.</param>
    /// <param name="end">One past the last index.</param>
    /// <param name="make">Makes an item from its index alone, on any thread.</param>
    /// <param name="ahead">Items under way at once.</param>
    public static IEnumerable<T> InOrder<T>(long first, long end, Func<long, T> make, int ahead)
    {
        var underWay = new Queue<Task<T>>();
        var next = first;
        try
        {
            for (var i = first; i < end; i++)
            {
                for (; next < end && underWay.Count < ahead; next++)
                {
                    var index = next;
                    underWay.Enqueue(Task.Run(() => make(index)));
                }
                yield return underWay.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            Task.WaitAll(underWay.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)).ToArray());
        }
    }
}
