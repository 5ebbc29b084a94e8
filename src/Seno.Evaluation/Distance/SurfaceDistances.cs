using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Distance;

/// <summary>Distances between the surfaces of two masks, surface element by surface element.</summary>
/// <remarks>After DeepMind's surface-distance: elements sit between voxel centres and count by their length or area.</remarks>
public sealed class SurfaceDistances
{
    private readonly (double Distance, double Weight)[] fromPrediction;
    private readonly (double Distance, double Weight)[] fromReference;
    private readonly double penalty;

    private SurfaceDistances((double, double)[] fromPrediction, (double, double)[] fromReference, double penalty)
    {
        this.fromPrediction = fromPrediction;
        this.fromReference = fromReference;
        this.penalty = penalty;
    }

    /// <param name="prediction">Labels.</param>
    /// <param name="reference">Labels on the same grid.</param>
    /// <param name="label">The label measured.</param>
    public static SurfaceDistances Between(Volume<byte> prediction, Volume<byte> reference, byte label)
    {
        var geometry = reference.Geometry;
        var box = UnionBox(prediction, reference, label);
        if (box is null)
            return new([], [], geometry.Diagonal);
        var predicted = Elements(prediction, label, box.Value);
        var drawn = Elements(reference, label, box.Value);
        if (predicted.Count == 0 || drawn.Count == 0)
            return new([.. predicted.Select(element => (geometry.Diagonal, element.Weight))], [.. drawn.Select(element => (geometry.Diagonal, element.Weight))], geometry.Diagonal);
        return new(Measure(predicted, drawn, box.Value, geometry), Measure(drawn, predicted, box.Value, geometry), geometry.Diagonal);
    }

    /// <summary>The larger of the two directed 95th percentiles, weighted by surface.</summary>
    /// <returns>In the grid's unit: 0 when both masks are empty, the image's diagonal when one is.</returns>
    public double Hausdorff95()
    {
        if (fromPrediction.Length == 0 && fromReference.Length == 0)
            return 0;
        return fromPrediction.Length == 0 || fromReference.Length == 0 ? penalty : Math.Max(Percentile(fromPrediction, 0.95), Percentile(fromReference, 0.95));
    }

    /// <summary>Mean distance over the elements of both surfaces, weighted by surface.</summary>
    /// <returns>In the grid's unit: 0 when both masks are empty, the image's diagonal when one is.</returns>
    public double AverageSymmetric()
    {
        if (fromPrediction.Length == 0 && fromReference.Length == 0)
            return 0;
        if (fromPrediction.Length == 0 || fromReference.Length == 0)
            return penalty;
        var all = fromPrediction.Concat(fromReference);
        return all.Sum(element => element.Distance * element.Weight) / all.Sum(element => element.Weight);
    }

    private static double Percentile((double Distance, double Weight)[] elements, double share)
    {
        var sorted = elements.OrderBy(element => element.Distance).ToArray();
        var wanted = share * sorted.Sum(element => element.Weight);
        var sum = 0.0;
        foreach (var (distance, weight) in sorted)
        {
            sum += weight;
            if (sum >= wanted * (1 - 1e-12))
                return distance;
        }
        return sorted[^1].Distance;
    }

    /// <summary>Cells from one before the first voxel to the last one of either mask; cell i lies between voxels i and i + 1.</summary>
    private readonly record struct Box(int X0, int Y0, int Z0, int X1, int Y1, int Z1);

    private readonly record struct Element(int Cell, double Weight);

    private static Box? UnionBox(Volume<byte> a, Volume<byte> b, byte label)
    {
        var size = a.Size;
        var (x0, y0, z0, x1, y1, z1) = (int.MaxValue, int.MaxValue, int.MaxValue, -1, -1, -1);
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                var row = size.X * (y + size.Y * z);
                for (var x = 0; x < size.X; x++)
                {
                    if (a.Array[row + x] != label && b.Array[row + x] != label)
                        continue;
                    (x0, y0, z0) = (Math.Min(x0, x), Math.Min(y0, y), Math.Min(z0, z));
                    (x1, y1, z1) = (Math.Max(x1, x), Math.Max(y1, y), Math.Max(z1, z));
                }
            }
        }
        return x1 < 0 ? null : new Box(x0 - 1, y0 - 1, size.Z == 1 ? 0 : z0 - 1, x1, y1, size.Z == 1 ? 0 : z1);
    }

    private static List<Element> Elements(Volume<byte> mask, byte label, Box box)
    {
        var flat = mask.Geometry.Dimensions == 2;
        var weights = flat ? SurfaceElementArea.Lengths(mask.Geometry.Spacing) : SurfaceElementArea.Areas(mask.Geometry.Spacing);
        var size = mask.Size;
        var elements = new List<Element>();
        var cell = 0;
        for (var z = box.Z0; z <= box.Z1; z++)
        {
            for (var y = box.Y0; y <= box.Y1; y++)
            {
                for (var x = box.X0; x <= box.X1; x++, cell++)
                {
                    var code = 0;
                    for (var corner = 0; corner < (flat ? 4 : 8); corner++)
                    {
                        var (u, v, w) = (x + (corner & 1), y + (corner >> 1 & 1), z + (corner >> 2));
                        if (u >= 0 && v >= 0 && w >= 0 && u < size.X && v < size.Y && w < size.Z && mask.Array[u + size.X * (v + size.Y * w)] == label)
                            code |= 1 << corner;
                    }
                    if (weights[code] > 0)
                        elements.Add(new(cell, weights[code]));
                }
            }
        }
        return elements;
    }

    private static (double, double)[] Measure(List<Element> from, List<Element> to, Box box, Geometry geometry)
    {
        var cells = new Geometry(new(box.X1 - box.X0 + 1, box.Y1 - box.Y0 + 1, box.Z1 - box.Z0 + 1), geometry.Spacing);
        var surface = new Volume<byte>(cells);
        foreach (var element in to)
            surface.Array[element.Cell] = 1;
        var distances = DistanceTransform.ToMask(surface);
        return [.. from.Select(element => ((double)distances.Array[element.Cell], element.Weight))];
    }
}
