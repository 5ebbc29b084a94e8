namespace Seno.Imaging.Formats;

/// <summary>A NIfTI header extension, kept as it is from NIfTI to NIfTI.</summary>
/// <param name="Code">Of nifti1.h's registry: 4 is AFNI's XML, 6 plain text.</param>
/// <param name="Content">Without the padding to 16 bytes where it is known.</param>
public sealed record HeaderExtension(int Code, byte[] Content);
