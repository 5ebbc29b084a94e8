using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>The surface between two planes of an image. It numbers its own vertices, plane by plane, those of its first plane first.</summary>
/// <remarks>The last plane's vertices are the next slab's first ones; triangles name them by the complement of their number there.</remarks>
internal sealed class SurfaceSlab
{
    private readonly Volume<float> image;
    private readonly float level;
    private readonly int words;
    private Plane near;
    private Plane far;

    /// <summary>Numbers of the vertices between the two planes.</summary>
    private readonly int[] between;

    private SurfaceSlab(Volume<float> image, float level)
    {
        (this.image, this.level) = (image, level);
        words = (image.Size.X + 63) / 64;
        var area = image.Size.X * image.Size.Y;
        (near, far, between) = (new Plane(area, words * image.Size.Y), new Plane(area, words * image.Size.Y), new int[area]);
    }

    public List<float> Vertices { get; } = [];

    public List<int> Triangles { get; } = [];

    public static SurfaceSlab Of(Volume<float> image, float level, int first, int last)
    {
        var slab = new SurfaceSlab(image, level);
        slab.ReadNear(first);
        for (var z = first; z < last; z++)
            slab.AddPlane(z, isLast: z + 1 == last && last < image.Size.Z - 1);
        return slab;
    }

    private void ReadNear(int z)
    {
        Classify(near, z);
        NumberInPlane(near, z, isForeign: false);
    }

    private void AddPlane(int z, bool isLast)
    {
        Classify(far, z + 1);
        NumberBetween(z);
        NumberInPlane(far, z + 1, isLast);
        for (var y = 0; y + 1 < image.Size.Y; y++)
            AddRow(y);
        (near, far) = (far, near);
    }

    [MethodImpl(Hot.Loop)]
    private void Classify(Plane plane, int z)
    {
        var size = image.Size;
        for (var y = 0; y < size.Y; y++)
        {
            var row = image.Array.AsSpan(size.X * (y + size.Y * z), size.X);
            var bits = plane.Inside.AsSpan(y * words, words);
            bits.Clear();
            for (var x = 0; x < row.Length; x += LineBundle.Lines)
            {
                var above = Vector512.GreaterThan(LineBundle.Load(row[x..]), Vector512.Create(level)).ExtractMostSignificantBits();
                if (row.Length - x < LineBundle.Lines)
                    above &= (1ul << (row.Length - x)) - 1;
                bits[x >> 6] |= above << (x & 63);
            }
        }
    }

    [MethodImpl(Hot.Loop)]
    private void NumberInPlane(Plane plane, int z, bool isForeign)
    {
        var size = image.Size;
        var count = isForeign ? 0 : Vertices.Count / 3;
        for (var y = 0; y < size.Y; y++)
        {
            for (var word = 0; word < words; word++)
            {
                var inside = plane.Inside[y * words + word];
                for (var crossings = (inside ^ plane.Next(y, word, words)) & Starts(word); crossings != 0; crossings &= crossings - 1)
                    Number(plane.AlongX, word * 64 + BitOperations.TrailingZeroCount(crossings), 0);
                for (var crossings = y + 1 < size.Y ? inside ^ plane.Inside[(y + 1) * words + word] : 0; crossings != 0; crossings &= crossings - 1)
                    Number(plane.AlongY, word * 64 + BitOperations.TrailingZeroCount(crossings), 1);
            }

            [MethodImpl(Hot.Loop)]
            void Number(int[] numbers, int x, int axis)
            {
                numbers[x + size.X * y] = isForeign ? ~count : count;
                count++;
                if (!isForeign)
                    AddVertex(x, y, z, axis);
            }
        }
    }

    [MethodImpl(Hot.Loop)]
    private void NumberBetween(int z)
    {
        var size = image.Size;
        for (var i = 0; i < near.Inside.Length; i++)
        {
            var y = i / words;
            for (var crossings = near.Inside[i] ^ far.Inside[i]; crossings != 0; crossings &= crossings - 1)
            {
                var x = (i - y * words) * 64 + BitOperations.TrailingZeroCount(crossings);
                between[x + size.X * y] = Vertices.Count / 3;
                AddVertex(x, y, z, 2);
            }
        }
    }

    [MethodImpl(Hot.Loop)]
    private void AddVertex(int x, int y, int z, int axis)
    {
        var spacing = image.Geometry.Spacing;
        var a = image[x, y, z];
        var b = image[x + (axis == 0 ? 1 : 0), y + (axis == 1 ? 1 : 0), z + (axis == 2 ? 1 : 0)];
        var share = ((double)level - a) / ((double)b - a);
        if (double.IsNaN(share))
            share = 0.5;
        Vertices.Add((float)((x + (axis == 0 ? share : 0)) * spacing.X));
        Vertices.Add((float)((y + (axis == 1 ? share : 0)) * spacing.Y));
        Vertices.Add((float)((z + (axis == 2 ? share : 0)) * spacing.Z));
    }

    [MethodImpl(Hot.Loop)]
    private void AddRow(int y)
    {
        for (var word = 0; word < words; word++)
        {
            var (row, above) = (y * words + word, (y + 1) * words + word);
            ulong a = near.Inside[row], b = near.Inside[above], c = far.Inside[row], d = far.Inside[above];
            ulong e = near.Next(y, word, words), f = near.Next(y + 1, word, words), g = far.Next(y, word, words), h = far.Next(y + 1, word, words);
            for (var mixed = (a | b | c | d | e | f | g | h) & ~(a & b & c & d & e & f & g & h) & Starts(word); mixed != 0; mixed &= mixed - 1)
            {
                var x = BitOperations.TrailingZeroCount(mixed);
                int Bit(ulong bits, int corner) => (int)(bits >> x & 1) << corner;
                AddCube(word * 64 + x, y, Bit(a, 0) | Bit(e, 1) | Bit(b, 2) | Bit(f, 3) | Bit(c, 4) | Bit(g, 5) | Bit(d, 6) | Bit(h, 7));
            }
        }
    }

    [MethodImpl(Hot.Loop)]
    private void AddCube(int x, int y, int inside)
    {
        var width = image.Size.X;
        var at = x + width * y;
        foreach (var edge in CubeCases.Triangles[inside])
        {
            Triangles.Add(edge switch
            {
                0 => near.AlongX[at],
                1 => near.AlongX[at + width],
                2 => far.AlongX[at],
                3 => far.AlongX[at + width],
                4 => near.AlongY[at],
                5 => near.AlongY[at + 1],
                6 => far.AlongY[at],
                7 => far.AlongY[at + 1],
                8 => between[at],
                9 => between[at + 1],
                10 => between[at + width],
                _ => between[at + width + 1],
            });
        }
    }

    /// <returns>The voxels of a word that have another one after them.</returns>
    private ulong Starts(int word)
    {
        var left = image.Size.X - 1 - word * 64;
        return left >= 64 ? ulong.MaxValue : (1ul << left) - 1;
    }

    /// <summary>One plane's voxels as bits, and the numbers of the vertices in it.</summary>
    private sealed class Plane(int area, int words)
    {
        public ulong[] Inside { get; } = new ulong[words];

        public int[] AlongX { get; } = new int[area];

        public int[] AlongY { get; } = new int[area];

        /// <returns>Each voxel's next one along x, in its place.</returns>
        public ulong Next(int y, int word, int wordsPerRow)
        {
            var own = Inside[y * wordsPerRow + word] >> 1;
            return word + 1 < wordsPerRow ? own | Inside[y * wordsPerRow + word + 1] << 63 : own;
        }
    }
}
