using Seno.Core;

namespace Seno.Imaging.Tests.Operators;

/// <summary>Persistence by the textbook: all cells of the grid at doubled coordinates, one boundary matrix of sets, columns reduced from left to right.</summary>
internal static class ReferencePersistence
{
    private readonly record struct Cell(int X, int Y, int Z)
    {
        public int Dimension => (X & 1) + (Y & 1) + (Z & 1);

        public IEnumerable<Cell> Facets()
        {
            if ((X & 1) == 1)
            {
                yield return this with { X = X - 1 };
                yield return this with { X = X + 1 };
            }
            if ((Y & 1) == 1)
            {
                yield return this with { Y = Y - 1 };
                yield return this with { Y = Y + 1 };
            }
            if ((Z & 1) == 1)
            {
                yield return this with { Z = Z - 1 };
                yield return this with { Z = Z + 1 };
            }
        }
    }

    /// <param name="levels">How many different values; 0: all differ.</param>
    public static Volume<float> Random(int x, int y, int z, int seed, int levels)
    {
        var random = new SeededRandom((ulong)seed, "persistence");
        var image = new Volume<float>(new Geometry(new(x, y, z)));
        for (var i = 0; i < image.Array.Length; i++)
            image.Array[i] = levels == 0 ? (float)random.NextDouble() : (float)random.Next(levels) / levels;
        return image;
    }

    /// <returns>By dimension: voxels of birth and death, −1 for never, of all bars that last.</returns>
    public static List<(int Birth, int Death)>[] Bars(Volume<float> image)
    {
        var (pairs, first) = Pairs(image, image);
        var bars = Enumerable.Range(0, image.Geometry.Dimensions).Select(_ => new List<(int, int)>()).ToArray();
        bars[0].Add((Voxel(image, first), -1));
        foreach (var (birth, death) in pairs.Where(pair => Value(image, pair.Key) > Value(image, pair.Value)))
            bars[birth.Dimension].Add((Voxel(image, birth), Voxel(image, death)));
        return bars;
    }

    /// <returns>By dimension, voxels of birth and death in the first and in the second, as the definition goes: by way of the maximum's own bars.</returns>
    public static List<(int Birth, int Death, int OtherBirth, int OtherDeath)>[] Matching(Volume<float> first, Volume<float> second)
    {
        var maximum = new Volume<float>(first.Geometry, [.. first.Array.Zip(second.Array, Math.Max)]);
        var toMaximum = new[] { first, second }.Select(image =>
        {
            var own = Pairs(image, image).Pairs;
            var bars = Pairs(maximum, maximum).Pairs.ToDictionary(pair => pair.Value, pair => pair.Key);
            return Pairs(image, maximum).Pairs
                .Where(seen => Value(image, seen.Key) > Value(maximum, seen.Value))
                .ToDictionary(seen => bars[seen.Value], seen => (Birth: seen.Key, Death: own[seen.Key]));
        }).ToArray();
        var matching = Enumerable.Range(0, first.Geometry.Dimensions).Select(_ => new List<(int, int, int, int)>()).ToArray();
        matching[0].Add((Voxel(first, Pairs(first, first).First), -1, Voxel(second, Pairs(second, second).First), -1));
        foreach (var (bar, one) in toMaximum[0])
        {
            if (toMaximum[1].TryGetValue(bar, out var other))
                matching[bar.Dimension].Add((Voxel(first, one.Birth), Voxel(first, one.Death), Voxel(second, other.Birth), Voxel(second, other.Death)));
        }
        return matching;
    }

    private static (Dictionary<Cell, Cell> Pairs, Cell First) Pairs(Volume<float> births, Volume<float> deaths)
    {
        var rows = Ordered(births);
        var row = rows.Select((cell, place) => (cell, place)).ToDictionary(entry => entry.cell, entry => entry.place);
        Dictionary<int, HashSet<int>> reduced = [];
        Dictionary<Cell, Cell> pairs = [];
        foreach (var cell in Ordered(deaths))
        {
            var column = cell.Facets().Select(facet => row[facet]).ToHashSet();
            while (column.Count > 0 && reduced.TryGetValue(column.Max(), out var other))
                column.SymmetricExceptWith(other);
            if (column.Count == 0)
                continue;
            reduced.Add(column.Max(), column);
            pairs.Add(rows[column.Max()], cell);
        }
        return (pairs, rows.First(cell => cell.Dimension == 0));
    }

    private static Cell[] Ordered(Volume<float> image) =>
    [
        .. from z in Enumerable.Range(0, 2 * image.Size.Z - 1)
           from y in Enumerable.Range(0, 2 * image.Size.Y - 1)
           from x in Enumerable.Range(0, 2 * image.Size.X - 1)
           let cell = new Cell(x, y, z)
           orderby -Value(image, cell), Voxel(image, cell), cell.Dimension, 4 * (z & 1) + 2 * (y & 1) + (x & 1), z / 2, y / 2, x / 2
           select cell,
    ];

    private static float Value(Volume<float> image, Cell cell) => image.Array[Voxel(image, cell)];

    /// <summary>The lowest of a cell's voxels, the last of equal ones.</summary>
    private static int Voxel(Volume<float> image, Cell cell) => (
        from z in new[] { cell.Z / 2, (cell.Z + 1) / 2 }
        from y in new[] { cell.Y / 2, (cell.Y + 1) / 2 }
        from x in new[] { cell.X / 2, (cell.X + 1) / 2 }
        let voxel = x + image.Size.X * (y + image.Size.Y * z)
        orderby image.Array[voxel], -voxel
        select voxel).First();
}
