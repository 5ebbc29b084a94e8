using Seno.Imaging;

namespace Seno.Phantoms.Mammography;

/// <summary>From columns some pixels apart to every pixel.</summary>
internal static class Enlargement
{
    /// <summary>The coarsest grid of the spacing asked for that covers an image; the image's own where that is as coarse.</summary>
    /// <param name="image">Square pixels.</param>
    /// <param name="spacing">mm.</param>
    public static Geometry Coarse(Geometry image, double spacing)
    {
        if (image.Spacing.X >= spacing)
            return image;
        var pixel = image.Spacing.X;
        var (width, height) = ((int)Math.Ceiling(image.Size.X * pixel / spacing) + 1, (int)Math.Ceiling(image.Size.Y * pixel / spacing) + 1);
        return new(new(width, height, 1), new(spacing, spacing, image.Spacing.Z), image.Origin - new Vector3(pixel / 2, pixel / 2, 0));
    }

    /// <summary>Bilinear.</summary>
    public static Volume<float> Linear(Volume<float> coarse, Geometry image, int threads)
    {
        if (coarse.Geometry == image)
            return new(image, [.. coarse.Array]);
        var result = new Volume<float>(image);
        Slices.ForEach(image.Size.Y, threads, y =>
        {
            var (row, below) = Place(coarse.Geometry, image, axis: 1, y);
            for (var x = 0; x < image.Size.X; x++)
            {
                var (column, right) = Place(coarse.Geometry, image, axis: 0, x);
                var upper = coarse[column, row] + right * (coarse[column + 1, row] - coarse[column, row]);
                var lower = coarse[column, row + 1] + right * (coarse[column + 1, row + 1] - coarse[column, row + 1]);
                result[x, y] = upper + below * (lower - upper);
            }
        });
        return result;
    }

    /// <summary>The nearest column's label.</summary>
    public static Volume<byte> Nearest(Volume<byte> coarse, Geometry image, int threads)
    {
        if (coarse.Geometry == image)
            return new(image, [.. coarse.Array]);
        var result = new Volume<byte>(image);
        Slices.ForEach(image.Size.Y, threads, y =>
        {
            var (row, below) = Place(coarse.Geometry, image, axis: 1, y);
            for (var x = 0; x < image.Size.X; x++)
            {
                var (column, right) = Place(coarse.Geometry, image, axis: 0, x);
                result[x, y] = coarse[column + (right < 0.5f ? 0 : 1), row + (below < 0.5f ? 0 : 1)];
            }
        });
        return result;
    }

    /// <returns>The column before a pixel, never the last, and how far the pixel lies towards the next.</returns>
    private static (int Index, float Share) Place(Geometry coarse, Geometry image, int axis, int pixel)
    {
        var place = (image.Origin[axis] + pixel * image.Spacing[axis] - coarse.Origin[axis]) / coarse.Spacing[axis];
        var index = Math.Clamp((int)place, 0, coarse.Size[axis] - 2);
        return (index, (float)(place - index));
    }
}
