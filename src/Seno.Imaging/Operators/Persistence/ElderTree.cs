namespace Seno.Imaging.Operators;

/// <summary>Sets that grow together, each known by its elder: the member of lowest place.</summary>
internal sealed class ElderTree
{
    private readonly int[] parents;

    public ElderTree(int count)
    {
        parents = new int[count];
        for (var i = 0; i < count; i++)
            parents[i] = i;
    }

    public int Elder(int place)
    {
        while (parents[place] != place)
        {
            parents[place] = parents[parents[place]];
            place = parents[place];
        }
        return place;
    }

    /// <returns>The elder that the joined set no longer is known by; −1 where the two were one already.</returns>
    public int Join(int first, int second)
    {
        var (a, b) = (Elder(first), Elder(second));
        if (a == b)
            return -1;
        var younger = Math.Max(a, b);
        parents[younger] = Math.Min(a, b);
        return younger;
    }
}
