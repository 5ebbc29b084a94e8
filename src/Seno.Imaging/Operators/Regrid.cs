using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>An image on a grid that lies anywhere: other origin, direction, spacing and size, and moved by an affine map if wanted.</summary>
/// <remarks>
/// Between the centres of the outermost voxels it agrees with scipy.ndimage's affine_transform (order 0, 1 and 3). Over the half voxel from
/// there to the outer faces the value at the nearest such centre or between them holds, as in ITK; beyond the faces nothing is known.
/// A NaN spreads to what is interpolated from it: with <see cref="Interpolation.CubicSpline"/> to its whole row, column and beyond.
/// </remarks>
public static class Regrid
{
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="target">The new grid.</param>
    /// <param name="interpolation">How values between voxels are found. No kernel is widened where the new grid is coarser: smooth first.</param>
    /// <param name="map">From where a point of the new grid lies to where its value is in the image, both in mm (LPS+). Default: the same place.</param>
    /// <param name="outside">The value beyond the image's outer faces. Default 0.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">One of the two grids has no known voxel size, or the map is not finite.</exception>
    public static Volume<float> To(Volume<float> image, Geometry target, Interpolation interpolation, Affine? map = null, float outside = 0, int threads = 0)
    {
        var way = IndexMap(image.Geometry, target, map);
        if (interpolation != Interpolation.Nearest && Aligned(way))
            return AxisByAxis(image, target, way, interpolation, outside, threads);
        var result = Grid.Unwritten<float>(target);
        var source = interpolation == Interpolation.CubicSpline ? Coefficients(image, threads) : image.Array;
        RowSampling.ForRows(result.Size, image.Size, way, threads, [MethodImpl(Hot.Loop)] (row, start, first, end) =>
        {
            var line = result.Array.AsSpan(row * target.Size.X, target.Size.X);
            line[..first].Fill(outside);
            line[end..].Fill(outside);
            var inside = line[first..end];
            start += first * way.X;
            switch (interpolation)
            {
                case Interpolation.Nearest: RowSampling.Nearest(image.Array, image.Size, start, way.X, inside); break;
                case Interpolation.Linear: RowSampling.Linear(image.Array, image.Size, start, way.X, inside); break;
                default: RowSampling.Cubic(source, image.Size, start, way.X, inside, interpolation); break;
            }
        });
        return result;
    }

    /// <summary>A label map: by the nearest voxel, or by the label with the greatest linear weight, of equal ones the larger label.</summary>
    /// <param name="labels">The label map; it is not changed.</param>
    /// <param name="target">The new grid.</param>
    /// <param name="interpolation">Nearest or linear.</param>
    /// <param name="map">From where a point of the new grid lies to where its label is in the map, both in mm (LPS+). Default: the same place.</param>
    /// <param name="outside">The label beyond the outer faces. Default 0.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">One of the two grids has no known voxel size, the map is not finite, or a cubic interpolation.</exception>
    public static Volume<byte> Labels(Volume<byte> labels, Geometry target, Interpolation interpolation = Interpolation.Linear, Affine? map = null, byte outside = 0, int threads = 0)
    {
        if (interpolation is not (Interpolation.Nearest or Interpolation.Linear))
            throw new ArgumentException("labels take nearest or linear only", nameof(interpolation));
        var way = IndexMap(labels.Geometry, target, map);
        var result = Grid.Unwritten<byte>(target);
        RowSampling.ForRows(result.Size, labels.Size, way, threads, [MethodImpl(Hot.Loop)] (row, start, first, end) =>
        {
            var line = result.Array.AsSpan(row * target.Size.X, target.Size.X);
            line[..first].Fill(outside);
            line[end..].Fill(outside);
            start += first * way.X;
            if (interpolation == Interpolation.Nearest)
                RowSampling.Nearest(labels.Array, labels.Size, start, way.X, line[first..end]);
            else
                RowSampling.MostProbable(labels.Array, labels.Size, start, way.X, line[first..end]);
        });
        return result;
    }

    private static Affine IndexMap(Geometry image, Geometry target, Affine? map)
    {
        if (image.SpacingKnown != target.SpacingKnown)
            throw new ArgumentException("one grid has a voxel size and the other has none, so they cannot be laid over each other", nameof(target));
        var to = Affine.Of(target);
        var way = Affine.Of(image).Inverse().After(map is { } given ? given.After(to) : to);
        if (!double.IsFinite(way.X.Length + way.Y.Length + way.Z.Length + way.Translation.Length))
            throw new ArgumentException("is not finite", nameof(map));
        return way;
    }

    private static float[] Coefficients(Volume<float> image, int threads)
    {
        SplineCoefficients? Along(int axis) => image.Size[axis] == 1 ? null : new(image.Size[axis]);
        return Separable.Apply(image.Array, image.Size, image.Size, [Along(0), Along(1), Along(2)], threads);
    }

    /// <summary>Every axis of the target runs along the same one of the image, either way.</summary>
    private static bool Aligned(Affine way)
    {
        var away = 0.0;
        for (var from = 0; from < 3; from++)
        {
            for (var to = 0; to < 3; to++)
                away = from == to ? away : Math.Max(away, Math.Abs(way[from][to]));
        }
        return away < 1e-10;
    }

    private static Volume<float> AxisByAxis(Volume<float> image, Geometry target, Affine way, Interpolation interpolation, float outside, int threads)
    {
        var (from, to) = (image.Size, target.Size);
        LineOperation? Along(int axis)
        {
            if (way.Translation[axis] == 0 && way[axis][axis] == 1 && from[axis] == to[axis])
                return null;
            var sum = new WeightedSum(new ResampleWeights(way.Translation[axis], way[axis][axis], to[axis], from[axis], interpolation));
            return interpolation == Interpolation.CubicSpline && from[axis] > 1 ? new InTurn(new SplineCoefficients(from[axis]), sum, from[axis]) : sum;
        }

        var result = new Volume<float>(target, Separable.Apply(image.Array, from, to, [Along(0), Along(1), Along(2)], threads));
        RowSampling.ForRows(to, from, way, threads, (row, _, first, end) =>
        {
            result.Array.AsSpan(row * to.X, first).Fill(outside);
            result.Array.AsSpan(row * to.X + end, to.X - end).Fill(outside);
        });
        return result;
    }
}
