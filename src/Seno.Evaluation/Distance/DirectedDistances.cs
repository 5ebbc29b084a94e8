namespace Seno.Evaluation.Distance;

/// <summary>Distances from the elements of one surface to another surface, nearest first, each with the element's length or area.</summary>
public sealed class DirectedDistances
{
    private readonly double[] distances;
    private readonly double[] weights;

    internal DirectedDistances(double[] distances, double[] weights)
    {
        Array.Sort(distances, weights);
        (this.distances, this.weights) = (distances, weights);
        Size = weights.Sum();
        WeightedSum = distances.Zip(weights, (distance, weight) => distance * weight).Sum();
    }

    /// <value>Length (2-D) or area (3-D) of the surface, in the grid's unit or its square; 0 where there is none.</value>
    public double Size { get; }

    /// <value>Sum of distance times size over the elements.</value>
    public double WeightedSum { get; }

    /// <value>Weighted by size, in the grid's unit.</value>
    public double Mean => WeightedSum / Size;

    public double Maximum => distances[^1];

    /// <summary>The least distance within which at least the given share of the surface lies.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        // a sum of rounded weights may fall short of what it is a share of
        var (wanted, sum) = (share * Size * (1 - 1e-12), 0.0);
        for (var i = 0; i < distances.Length; i++)
        {
            sum += weights[i];
            if (sum >= wanted)
                return distances[i];
        }
        return distances[^1];
    }

    /// <summary>How much of the surface lies within a distance.</summary>
    /// <param name="distance">In the grid's unit; itself within.</param>
    public double SizeWithin(double distance)
    {
        var sum = 0.0;
        for (var i = 0; i < distances.Length && distances[i] <= distance; i++)
            sum += weights[i];
        return sum;
    }
}
