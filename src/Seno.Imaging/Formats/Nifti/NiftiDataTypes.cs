using Seno.Core;

namespace Seno.Imaging.Formats.Nifti;

/// <summary>NIfTI's codes of voxel types (nifti1.h, DT_*).</summary>
internal static class NiftiDataTypes
{
    private static readonly (short Code, VoxelType Type, string? Name, ComponentSet? Components)[] Readable =
    [
        (2, VoxelType.UInt8, null, null),
        (4, VoxelType.Int16, null, null),
        (8, VoxelType.Int32, null, null),
        (16, VoxelType.Float32, null, null),
        (32, VoxelType.Float32, "complex64", ComponentSet.Complex),
        (64, VoxelType.Float64, null, null),
        (128, VoxelType.UInt8, "rgb24", ComponentSet.Rgb),
        (256, VoxelType.Int8, null, null),
        (512, VoxelType.UInt16, null, null),
        (768, VoxelType.UInt32, null, null),
        (1024, VoxelType.Int64, null, null),
        (1280, VoxelType.UInt64, null, null),
        (1792, VoxelType.Float64, "complex128", ComponentSet.Complex),
        (2304, VoxelType.UInt8, "rgba32", ComponentSet.Rgba),
    ];

    private static readonly Dictionary<short, string> Unreadable = new()
    {
        [1] = "1-bit binary",
        [1536] = "float128, whose layout differs from machine to machine",
        [2048] = "complex256, whose layout differs from machine to machine",
    };

    public static short CodeOf(VoxelType type) => Readable.First(each => each.Type == type && each.Components is null).Code;

    /// <exception cref="DataException">A type that is not read, by name.</exception>
    public static (VoxelType Type, string? Name, ComponentSet? Components) Of(short code, string path)
    {
        foreach (var each in Readable)
        {
            if (each.Code == code)
                return (each.Type, each.Name, each.Components);
        }
        throw new DataException(path, $"has NIfTI data type {code}{(Unreadable.TryGetValue(code, out var name) ? $", {name}" : ", which NIfTI does not define")}", "Convert it to an integer type, float32 or float64");
    }
}
