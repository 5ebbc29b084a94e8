namespace Seno.Imaging.Formats;

/// <summary>The numbers a file may store its voxels in.</summary>
public enum VoxelType
{
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    Int32,
    UInt64,
    Int64,
    Float32,
    Float64,
}
