using System.Numerics;

namespace Seno.Imaging.Operators;

/// <summary>Voxels whose removal changes no topology, told from the 27 bits of a neighbourhood in memory order.</summary>
/// <remarks>Foreground is joined at corners, background at faces (Bertrand and Malandain, Pattern Recognit. Lett. 15, 1994).</remarks>
internal static class SimplePoint
{
    private const int Centre = 1 << 13;
    private const int Faces = 1 << 4 | 1 << 10 | 1 << 12 | 1 << 14 | 1 << 16 | 1 << 22;
    private const int Corners = 1 << 0 | 1 << 2 | 1 << 6 | 1 << 8 | 1 << 18 | 1 << 20 | 1 << 24 | 1 << 26;
    private const int All = (1 << 27) - 1;

    private const int LowX = 0b001001001_001001001_001001001, HighX = LowX << 2;
    private const int LowY = 0b000000111_000000111_000000111, HighY = LowY << 6;

    /// <summary>The end of a line: one neighbour.</summary>
    public static bool IsEnd(int neighbours) => BitOperations.PopCount((uint)(neighbours & ~Centre)) == 1;

    /// <summary>Its neighbours are one piece, and so is the background that touches it.</summary>
    public static bool Is(int neighbours)
    {
        var foreground = neighbours & ~Centre;
        var background = ~neighbours & All & ~Centre & ~Corners;
        var faces = background & Faces;
        return foreground != 0 && faces != 0 && Grown(foreground, foreground, atCorners: true) == foreground
            && (Grown(faces, background, atCorners: false) & faces) == faces;
    }

    /// <returns>The piece of a set that holds the first of the seeds.</returns>
    private static int Grown(int seeds, int set, bool atCorners)
    {
        var (piece, before) = (seeds & -seeds, 0);
        while (piece != before)
        {
            before = piece;
            var x = AlongX(piece);
            if (atCorners)
            {
                var y = AlongY(x);
                piece = (y | y << 9 | y >> 9) & set;
            }
            else
            {
                piece = (x | AlongY(piece) | piece << 9 | piece >> 9) & set;
            }
        }
        return piece;
    }

    private static int AlongX(int bits) => bits | (bits & ~HighX) << 1 | (bits & ~LowX) >> 1;

    private static int AlongY(int bits) => bits | (bits & ~HighY) << 3 | (bits & ~LowY) >> 3;
}
