namespace Seno.Imaging.Operators;

/// <summary>What lies beyond the first and last voxel of a line.</summary>
internal enum Edge
{
    /// <summary>The line mirrored, the edge voxel repeated: c b a | a b c (scipy's 'reflect').</summary>
    Mirror,

    /// <summary>The edge voxel: a a a | a b c (scipy's 'nearest').</summary>
    Repeat,

    /// <summary>The line mirrored about the edge voxel's centre: d c b | a b c d (scipy's 'mirror', NumPy's 'reflect').</summary>
    Reflect,
}
