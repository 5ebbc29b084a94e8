namespace Seno.Imaging.Operators;

/// <summary>An image on sheared axes (a tilted gantry, say) on the smallest perpendicular grid that holds all of it.</summary>
public static class Unshear
{
    private const double Tolerance = 1e-6;

    /// <summary>A shear of 45° doubles a grid; one that makes this much of it is a damaged header.</summary>
    private const int MostGrowth = 16;

    /// <param name="image">The voxels; their own geometry is not looked at.</param>
    /// <param name="affine">Where the voxels lie: regular, its axes not in one plane.</param>
    /// <param name="interpolation">Nearest or linear. Outside the image lies its smallest value.</param>
    /// <returns>A grid with the x axis and the x–y plane of the image. Its spacing is that of the image's planes: no finer, no coarser.</returns>
    /// <exception cref="ArgumentException">Axes in one plane, cubic interpolation, or a grid around it of more than 16 times its voxels.</exception>
    public static Volume<float> To(Volume<float> image, Affine affine, Interpolation interpolation)
    {
        if (interpolation == Interpolation.Cubic)
            throw new ArgumentException("only nearest and linear", nameof(interpolation));
        var result = new Volume<float>(GridAround(image.Size, affine));
        var (step, start) = IndexMap(affine, result.Geometry);
        var outside = Smallest(image.Span);
        var size = result.Size;
        Parallel.For(0, size.Y * size.Z, row =>
        {
            var (y, z) = (row % size.Y, row / size.Y);
            for (var x = 0; x < size.X; x++)
                result.Array[row * size.X + x] = At(image, start + x * step.X + y * step.Y + z * step.Z, interpolation, outside);
        });
        return result;
    }

    /// <summary>The new grid: Gram and Schmidt's axes, spaced by the old axes' heights over each other, around the old corners.</summary>
    private static Geometry GridAround(Size3 size, Affine affine)
    {
        var x = 1 / affine.X.Length * affine.X;
        var upright = affine.Y - affine.Y.Dot(x) * x;
        var y = 1 / upright.Length * upright;
        var z = x.Cross(y);
        z = affine.Z.Dot(z) < 0 ? -1 * z : z;
        var spacing = new Vector3(affine.X.Length, upright.Length, affine.Z.Dot(z));
        if (!(spacing.Y > Tolerance * affine.Y.Length && spacing.Z > Tolerance * affine.Z.Length))
            throw new ArgumentException("the axes lie in one plane", nameof(affine));
        Vector3[] axes = [x, y, z];
        var first = new double[3];
        var count = new long[3];
        for (var axis = 0; axis < 3; axis++)
        {
            var places = Corners(size).Select(corner => (affine.At(corner) - affine.Translation).Dot(axes[axis]) / spacing[axis]).ToArray();
            first[axis] = Math.Floor(places.Min() + Tolerance);
            count[axis] = (long)Math.Ceiling(places.Max() - Tolerance) - (long)first[axis] + 1;
        }
        if (count.Any(each => each > int.MaxValue) || (double)count[0] * count[1] * count[2] > Math.Min(System.Array.MaxLength, (double)MostGrowth * size.Voxels))
            throw new ArgumentException($"the grid around it has more than {MostGrowth} times its voxels", nameof(affine));
        var origin = affine.Translation + first[0] * spacing.X * x + first[1] * spacing.Y * y + first[2] * spacing.Z * z;
        return new(new((int)count[0], (int)count[1], (int)count[2]), spacing, origin, new(x, y, z));
    }

    private static IEnumerable<Vector3> Corners(Size3 size) =>
        from z in new[] { 0, size.Z - 1 }
        from y in new[] { 0, size.Y - 1 }
        from x in new[] { 0, size.X - 1 }
        select new Vector3(x, y, z);

    /// <summary>From an index of the new grid to one of the old: the old affine's inverse after the new affine.</summary>
    private static (Affine Step, Vector3 Start) IndexMap(Affine affine, Geometry target)
    {
        var volume = affine.X.Dot(affine.Y.Cross(affine.Z));
        var (a, b, c) = (1 / volume * affine.Y.Cross(affine.Z), 1 / volume * affine.Z.Cross(affine.X), 1 / volume * affine.X.Cross(affine.Y));
        Vector3 Inverse(Vector3 v) => new(a.Dot(v), b.Dot(v), c.Dot(v));
        var to = Affine.Of(target);
        return (new(Inverse(to.X), Inverse(to.Y), Inverse(to.Z), default), Inverse(to.Translation - affine.Translation));
    }

    private static float At(Volume<float> image, Vector3 index, Interpolation interpolation, float outside)
    {
        var size = image.Size;
        for (var axis = 0; axis < 3; axis++)
        {
            if (!(index[axis] > -0.5 - Tolerance && index[axis] < size[axis] - 0.5 + Tolerance))
                return outside;
        }
        int Whole(double value, int length) => Math.Clamp((int)Math.Floor(value + (interpolation == Interpolation.Nearest ? 0.5 : Tolerance)), 0, length - 1);
        var (x, y, z) = (Whole(index.X, size.X), Whole(index.Y, size.Y), Whole(index.Z, size.Z));
        return interpolation == Interpolation.Nearest ? image[x, y, z] : Linear(image, (x, y, z), index);
    }

    private static float Linear(Volume<float> image, (int X, int Y, int Z) first, Vector3 index)
    {
        var (fx, fy, fz) = (Math.Clamp(index.X - first.X, 0, 1), Math.Clamp(index.Y - first.Y, 0, 1), Math.Clamp(index.Z - first.Z, 0, 1));
        var (x1, y1, z1) = (Math.Min(first.X + 1, image.Size.X - 1), Math.Min(first.Y + 1, image.Size.Y - 1), Math.Min(first.Z + 1, image.Size.Z - 1));
        double Row(int y, int z) => (1 - fx) * image[first.X, y, z] + fx * image[x1, y, z];
        double Plane(int z) => (1 - fy) * Row(first.Y, z) + fy * Row(y1, z);
        return (float)((1 - fz) * Plane(first.Z) + fz * Plane(z1));
    }

    private static float Smallest(ReadOnlySpan<float> values)
    {
        var smallest = float.PositiveInfinity;
        foreach (var value in values)
            smallest = value < smallest ? value : smallest;
        return float.IsFinite(smallest) ? smallest : 0;
    }
}
