using Seno.Core;
using Seno.Imaging.Formats.Dicom.Pixels;

namespace Seno.Imaging.Formats.Dicom;

/// <summary>What this machine can do with DICOM.</summary>
public static class DicomSupport
{
    /// <value>The system package that brings GDCM and its .NET binding; only pixels compressed as JPEG, JPEG-LS and JPEG 2000 need it.</value>
    public const string Package = "libgdcm-cil";

    /// <returns>The version, asked of a worker started for it; null where it is not installed.</returns>
    /// <exception cref="DataException">It is installed but does not start.</exception>
    public static string? GdcmVersion() => GdcmWorker.Version();
}
