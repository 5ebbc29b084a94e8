using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>Voxels, and connected plateaus of equal ones, with no lower neighbour.</summary>
/// <remarks>Agrees with scikit-image's local_minima, but for an image of one value: that is one plateau here. A NaN counts as positive infinity.</remarks>
public static class LocalMinima
{
    private const byte No = 0, Yes = 1, PlateauToDecide = 2, PlateauSeen = 3;

    /// <param name="image">The image; it is not changed.</param>
    /// <param name="connectivity">Which voxels count as neighbours.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>1 in the minima, 0 elsewhere.</returns>
    public static Volume<byte> Of(Volume<float> image, Connectivity connectivity, int threads = 0)
    {
        var size = image.Size;
        var neighbours = new Neighbourhood(size, connectivity);
        var states = new Volume<byte>(image.Geometry);
        Pieces.ForEach(checked(size.Y * size.Z), threads, () => new Rows(image, neighbours), (row, rows) => rows.Judge(row % size.Y, row / size.Y, states.Array.AsSpan(row * size.X, size.X)));
        Decide(image.Array, states.Array, neighbours);
        return states;
    }

    /// <summary>A plateau is a minimum if all of it is.</summary>
    private static void Decide(float[] image, byte[] states, Neighbourhood neighbours)
    {
        var plateau = new List<int>();
        for (var seed = Array.IndexOf(states, PlateauToDecide); seed >= 0; seed = Array.IndexOf(states, PlateauToDecide, seed + 1))
        {
            var state = Spread(seed, image, states, neighbours, plateau) ? Yes : No;
            foreach (var voxel in plateau)
                states[voxel] = state;
            if (seed + 1 == states.Length)
                return;
        }
    }

    private static bool Spread(int seed, float[] image, byte[] states, Neighbourhood neighbours, List<int> plateau)
    {
        Span<int> few = stackalloc int[26];
        plateau.Clear();
        plateau.Add(seed);
        states[seed] = PlateauSeen;
        var whole = true;
        for (var i = 0; i < plateau.Count; i++)
        {
            foreach (var step in neighbours.StepsFrom(plateau[i], few))
            {
                var other = plateau[i] + step;
                if (Rows.Number(image[other]) != Rows.Number(image[seed]) || states[other] == PlateauSeen)
                    continue;
                whole &= states[other] == PlateauToDecide;
                if (states[other] != PlateauToDecide)
                    continue;
                states[other] = PlateauSeen;
                plateau.Add(other);
            }
        }
        return whole;
    }

    /// <summary>A row of voxels beside the rows around it, with positive infinity beyond their ends.</summary>
    private sealed class Rows
    {
        private readonly Volume<float> image;
        private readonly Size3 size;
        private readonly ILookup<(int Y, int Z), int> directions;
        private readonly float[] own;
        private readonly float[] other;
        private readonly ushort[] higher;
        private readonly ushort[] equal;

        public Rows(Volume<float> image, Neighbourhood neighbours)
        {
            (this.image, size) = (image, image.Size);
            directions = neighbours.Directions.ToLookup(step => (step.Y, step.Z), step => step.X);
            var bundles = (size.X + LineBundle.Lines - 1) / LineBundle.Lines;
            (own, other) = (new float[bundles * LineBundle.Lines + 2], new float[bundles * LineBundle.Lines + 2]);
            (higher, equal) = (new ushort[bundles], new ushort[bundles]);
        }

        public static float Number(float value) => float.IsNaN(value) ? float.PositiveInfinity : value;

        [MethodImpl(Hot.Loop)]
        public void Judge(int y, int z, Span<byte> states)
        {
            higher.AsSpan().Clear();
            equal.AsSpan().Clear();
            Read(y, z, own);
            foreach (var row in directions)
            {
                var (otherY, otherZ) = (y + row.Key.Y, z + row.Key.Z);
                if ((uint)otherY >= (uint)size.Y || (uint)otherZ >= (uint)size.Z)
                    continue;
                Read(otherY, otherZ, other);
                foreach (var step in row)
                    Compare(other.AsSpan(1 + step));
            }
            for (var bundle = 0; bundle < higher.Length; bundle++)
            {
                for (uint minima = (ushort)~higher[bundle]; minima != 0; minima &= minima - 1)
                {
                    var lane = BitOperations.TrailingZeroCount(minima);
                    if (bundle * LineBundle.Lines + lane < states.Length)
                        states[bundle * LineBundle.Lines + lane] = (equal[bundle] >> lane & 1) != 0 ? PlateauToDecide : Yes;
                }
            }
        }

        [MethodImpl(Hot.Loop)]
        private void Read(int y, int z, float[] row)
        {
            Array.Fill(row, float.PositiveInfinity);
            image.Array.AsSpan(size.X * (y + size.Y * z), size.X).CopyTo(row.AsSpan(1));
            for (var x = 1; x <= size.X; x++)
                row[x] = Number(row[x]);
        }

        /// <summary>Notes which voxels are higher than, or equal to, their neighbour in one direction.</summary>
        [MethodImpl(Hot.Loop)]
        private void Compare(ReadOnlySpan<float> neighbours)
        {
            for (var bundle = 0; bundle < higher.Length; bundle++)
            {
                var (value, neighbour) = (LineBundle.Load(own.AsSpan(1 + bundle * LineBundle.Lines)), LineBundle.Load(neighbours[(bundle * LineBundle.Lines)..]));
                higher[bundle] |= (ushort)Vector512.GreaterThan(value, neighbour).ExtractMostSignificantBits();
                equal[bundle] |= (ushort)Vector512.Equals(value, neighbour).ExtractMostSignificantBits();
            }
        }
    }
}
