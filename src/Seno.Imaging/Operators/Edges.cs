namespace Seno.Imaging.Operators;

internal static class Edges
{
    /// <returns>The voxel of a line of <paramref name="length"/> that stands for position <paramref name="i"/>, inside or far outside.</returns>
    public static int Inside(this Edge edge, int i, int length)
    {
        if (edge == Edge.Repeat)
            return Math.Clamp(i, 0, length - 1);
        var period = 2L * length;
        var within = (int)(((i % period) + period) % period);
        return within < length ? within : (int)(period - 1 - within);
    }

    /// <summary>The line with <paramref name="margin"/> elements before and after it.</summary>
    public static void Extend<T>(this Edge edge, ReadOnlySpan<T> line, int margin, Span<T> extended)
    {
        line.CopyTo(extended[margin..]);
        for (var i = 0; i < margin; i++)
        {
            extended[i] = line[edge.Inside(i - margin, line.Length)];
            extended[margin + line.Length + i] = line[edge.Inside(line.Length + i, line.Length)];
        }
    }
}
