using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Which cell ends the class of homology that another begins, where classes begin as one image's threshold falls and end as another's does.</summary>
/// <remarks>
/// With the same image twice this is its own barcode. With an image below another it is that of what of the first is seen in the second
/// (image persistence: Cohen-Steiner, Edelsbrunner, Harer and Morozov, SODA 2009): the boundary matrix with its rows in the order of the
/// first and its columns in that of the second. The pairs depend on the two orders alone, so components and, by duality, the highest dimension need no matrix but
/// a union of sets; a ring in 3-D does need it. Pairs that begin and end with equal values are among them.
/// </remarks>
/// <param name="births">Orders the cells that begin classes.</param>
/// <param name="deaths">Orders the cells that end them; on the same grid, nowhere below <paramref name="births"/>.</param>
internal sealed class PersistencePairing(CubicalFiltration births, CubicalFiltration deaths)
{
    public CellPair[] Of(int dimension) =>
        dimension == 0 ? Components() : dimension == births.Dimensions - 1 ? Enclosed() : Rings();

    /// <summary>Dimension 0: an edge that joins two components ends the one that began later. The first voxel's is never ended and has no pair.</summary>
    private CellPair[] Components()
    {
        var (voxels, places) = (births.Cells(0), births.Places);
        var tree = new ElderTree(voxels.Length);
        List<CellPair> pairs = new(voxels.Length);
        Span<int> ends = stackalloc int[2];
        foreach (var edge in deaths.Cells(1))
        {
            deaths.Facets(edge, ends);
            var ended = tree.Join(places[ends[0]], places[ends[1]]);
            if (ended >= 0)
                pairs.Add(new(voxels[ended], edge));
        }
        return [.. pairs];
    }

    /// <summary>
    /// The highest dimension, seen from its end: with the threshold rising, walls (edges in 2-D, squares in 3-D) open one by one; where one joins
    /// two rooms, the room that filled first had been closed by it. The outside fills last.
    /// </summary>
    private CellPair[] Enclosed()
    {
        var (walls, rooms, places) = (births.Cells(births.Dimensions - 1), deaths.Cells(births.Dimensions), deaths.Places);
        var tree = new ElderTree(rooms.Length + 1);
        List<CellPair> pairs = new(rooms.Length);
        int FromLast(int room) => room < 0 ? 0 : rooms.Length - places[room];
        for (var i = walls.Length - 1; i >= 0; i--)
        {
            var (before, after) = births.Sides(walls[i]);
            var joined = tree.Join(FromLast(before), FromLast(after));
            if (joined >= 0)
                pairs.Add(new(walls[i], rooms[rooms.Length - joined]));
        }
        return [.. pairs];
    }

    /// <summary>Dimension 1 in 3-D: the boundary matrix of squares reduced column by column; those that begin a cavity are known to vanish and are left out.</summary>
    [MethodImpl(Hot.Loop)]
    private CellPair[] Rings()
    {
        var (edges, places) = (births.Cells(1), births.Places);
        var columns = new ReducedColumns(births, edges.Length);
        var cavities = new bool[deaths.Count];
        foreach (var pair in new PersistencePairing(deaths, deaths).Enclosed())
            cavities[pair.Birth] = true;
        List<CellPair> pairs = new(edges.Length);
        foreach (var square in deaths.Cells(2))
        {
            if (cavities[square])
                continue;
            pairs.Add(new(edges[columns.Reduce(square, places)], square));
        }
        return [.. pairs];
    }
}
