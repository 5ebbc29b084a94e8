using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Benchmarks.Comparing;

/// <summary>What the operators work on: smoothed noise, and where it is high.</summary>
internal sealed class OperatorImages
{
    public OperatorImages(int size)
    {
        var geometry = new Geometry(new(size, size, size), new(1, 1, 1));
        var noise = new Volume<float>(geometry);
        Parallel.For(0, size, z =>
        {
            var random = new SeededRandom(1, "operators", z);
            foreach (ref var voxel in noise.Span.Slice(z * size * size, size * size))
                voxel = (float)random.Normal();
        });
        Image = Gaussian.InVoxels(noise, 2);
        // the standard deviation that the kernel leaves: (4 π σ²)^(−3/4)
        var scale = (float)Math.Pow(4 * Math.PI * 4, 0.75);
        foreach (ref var voxel in Image.Span)
            voxel *= scale;
        Mask = Image.Map(value => (byte)(value > 0.5f ? 1 : 0));
        Anisotropic = Mask.With(new Geometry(geometry.Size, new(0.7, 1, 2.5)));
        Octant = Part(Image, size / 2);
    }

    public Volume<float> Image { get; }

    public Volume<byte> Mask { get; }

    public Volume<byte> Anisotropic { get; }

    /// <value>An eighth of the image, for what takes the peers long.</value>
    public Volume<float> Octant { get; }

    public Geometry ThreeQuarters => Image.Geometry.Resized(new(Image.Size.X * 3 / 4, Image.Size.Y * 3 / 4, Image.Size.Z * 3 / 4));

    public void Write(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "mask.u8"), Mask.Array);
        using var file = File.Create(Path.Combine(folder, "image.f32"));
        file.Write(MemoryMarshal.AsBytes(Image.Span));
    }

    private static Volume<float> Part(Volume<float> image, int side)
    {
        var part = new Volume<float>(new Geometry(new(side, side, side), image.Geometry.Spacing));
        for (var z = 0; z < side; z++)
            for (var y = 0; y < side; y++)
                image.Span.Slice(image.Size.X * (y + image.Size.Y * z), side).CopyTo(part.Span.Slice(side * (y + side * z), side));
        return part;
    }
}
