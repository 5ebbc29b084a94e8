using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Columns of the boundary matrix over zero and one, each with a last row no other has.</summary>
internal sealed class ReducedColumns
{
    private const int None = -1;

    private readonly CubicalFiltration filtration;
    private readonly BitTree column;
    private readonly int[] owners;
    private readonly int[] starts;
    private readonly List<int> rows = [];

    /// <param name="filtration">Knows the cells; either of the two will do.</param>
    /// <param name="rowCount">How many rows there are.</param>
    public ReducedColumns(CubicalFiltration filtration, int rowCount)
    {
        this.filtration = filtration;
        column = new(rowCount);
        (owners, starts) = (new int[rowCount], new int[rowCount]);
        owners.AsSpan().Fill(None);
        starts.AsSpan().Fill(None);
    }

    /// <summary>Adds columns to a square's boundary until its last row is its own, and keeps it.</summary>
    /// <param name="square">One that does not vanish.</param>
    /// <param name="places">The row of every edge.</param>
    /// <returns>The last row.</returns>
    [MethodImpl(Hot.Loop)]
    public int Reduce(int square, int[] places)
    {
        Span<int> facets = stackalloc int[4];
        filtration.Facets(square, facets);
        var last = Math.Max(Math.Max(places[facets[0]], places[facets[1]]), Math.Max(places[facets[2]], places[facets[3]]));
        if (owners[last] == None)
        {
            owners[last] = square;
            return last;
        }
        Add(square, places, facets);
        while (owners[last = column.Largest()] != None)
        {
            if (starts[last] == None)
                Add(owners[last], places, facets);
            else
                AddStored(starts[last]);
        }
        (owners[last], starts[last]) = (square, rows.Count);
        Store();
        return last;
    }

    private void Add(int square, int[] places, Span<int> facets)
    {
        filtration.Facets(square, facets);
        foreach (var facet in facets)
            column.Toggle(places[facet]);
    }

    private void AddStored(int start)
    {
        for (var i = start; rows[i] != None; i++)
            column.Toggle(rows[i]);
    }

    private void Store()
    {
        for (var row = column.Largest(); row >= 0; row = column.Largest())
        {
            rows.Add(row);
            column.Toggle(row);
        }
        rows.Add(None);
    }
}
