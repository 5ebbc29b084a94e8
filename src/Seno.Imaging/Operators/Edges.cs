namespace Seno.Imaging.Operators;

internal static class Edges
{
    /// <returns>The voxel of a line of <paramref name="length"/> that stands for position <paramref name="i"/>, inside or far outside.</returns>
    public static int Inside(this Edge edge, int i, int length)
    {
        if ((uint)i < (uint)length)
            return i;
        if (edge == Edge.Repeat)
            return Math.Clamp(i, 0, length - 1);
        if (edge == Edge.Reflect && length == 1)
            return 0;
        var period = edge == Edge.Mirror ? 2L * length : 2L * length - 2;
        var within = (int)(((i % period) + period) % period);
        return within < length ? within : (int)(edge == Edge.Mirror ? period - 1 - within : period - within);
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
