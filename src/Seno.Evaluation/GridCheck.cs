using System.Globalization;
using Seno.Core;
using Seno.Imaging;

namespace Seno.Evaluation;

/// <summary>Whether two images lie on one grid: voxel by voxel comparison means nothing otherwise.</summary>
internal static class GridCheck
{
    /// <summary>How far corners may lie apart, as a share of the finest spacing: what headers in single precision leave.</summary>
    private const double Tolerance = 0.05;

    /// <param name="one">A grid.</param>
    /// <param name="other">Another.</param>
    /// <param name="source">Named in the message.</param>
    /// <param name="nameOfOne">What lies on it.</param>
    /// <param name="nameOfOther">What lies on the other.</param>
    /// <exception cref="DataException">Sizes differ, or both say where they lie and it is not the same place.</exception>
    public static void Require(Geometry one, Geometry other, string source, string nameOfOne, string nameOfOther)
    {
        if (one.Size != other.Size)
            throw new DataException(source, $"{nameOfOne} is {one.Size} but {nameOfOther} is {other.Size}: {Described(one)} against {Described(other)}", "Predict on the reference's own image, or resample one of them");
        if (one.SpacingKnown && other.SpacingKnown && !SamePlace(one, other))
            throw new DataException(source, $"{nameOfOne} and {nameOfOther} lie on different grids: {Described(one)} against {Described(other)}", "Predict on the reference's own image, resample one of them, or correct the wrong header");
    }

    private static bool SamePlace(Geometry one, Geometry other)
    {
        var spacing = one.Spacing;
        var allowed = Tolerance * Math.Min(spacing.X, Math.Min(spacing.Y, one.Dimensions == 2 ? spacing.Y : spacing.Z));
        for (var corner = 0; corner < 8; corner++)
        {
            if ((Corner(one, corner) - Corner(other, corner)).Length > allowed)
                return false;
        }
        return true;
    }

    private static Vector3 Corner(Geometry grid, int corner)
    {
        var point = grid.Origin;
        for (var axis = 0; axis < 3; axis++)
            point += (corner >> axis & 1) * (grid.Size[axis] - 1) * grid.Spacing[axis] * grid.Direction[axis];
        return point;
    }

    private static string Described(Geometry grid)
    {
        if (!grid.SpacingKnown)
            return $"{grid.Size} px";
        string Text(Vector3 vector) => string.Create(CultureInfo.InvariantCulture, $"({vector.X:0.####}, {vector.Y:0.####}, {vector.Z:0.####})");
        var turned = grid.Direction == Direction.Identity ? "" : $", axes {Text(grid.Direction.X)} {Text(grid.Direction.Y)} {Text(grid.Direction.Z)}";
        return $"{grid.Size} of {Text(grid.Spacing)} mm from {Text(grid.Origin)}{turned}";
    }
}
