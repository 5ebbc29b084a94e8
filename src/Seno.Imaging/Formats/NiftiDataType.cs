namespace Seno.Imaging.Formats;

/// <summary>NIfTI-1 codes of the voxel types that are real numbers (nifti1.h, DT_*).</summary>
internal enum NiftiDataType : short
{
    UInt8 = 2,
    Int16 = 4,
    Int32 = 8,
    Float32 = 16,
    Float64 = 64,
    Int8 = 256,
    UInt16 = 512,
    UInt32 = 768,
    Int64 = 1024,
    UInt64 = 1280,
}
