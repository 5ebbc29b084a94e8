using System.Runtime.InteropServices;

namespace Seno.Core;

/// <summary>Failures of the machine, as sentences: a disk, a permission, memory. What is not among them is a fault of the
/// program.</summary>
public static class PlainFailure
{
    /// <param name="failure">Any.</param>
    /// <param name="source">The file, folder or case that was worked on.</param>
    /// <returns>Null where the failure is none that a machine or its data cause.</returns>
    public static DataException? Of(Exception failure, string source) => failure switch
    {
        DataException known => known,
        AggregateException { InnerExceptions: var inner } => inner.Select(each => Of(each, source))
            .FirstOrDefault(each => each is not null),
        OutOfMemoryException =>
            new(source, "needs more memory than there is", "Use fewer --threads, or a machine with more memory", failure),
        OverflowException => new(source, "is larger than can be handled", "Split or resample it", failure),
        IOException or UnauthorizedAccessException =>
            new(source, $"cannot be read or written ({failure.Message.TrimEnd('.')})",
            "Check that it is there, its permissions, and that the disk has room", failure),
        ExternalException when Memory(failure.Message) =>
            new(source, "needs more memory than there is", "Close other programs, or use a machine with more memory", failure),
        DllNotFoundException or BadImageFormatException or TypeInitializationException { InnerException: DllNotFoundException } =>
            new("seno", $"lacks a native library ({failure.GetBaseException().Message.Split('\n')[0].TrimEnd('.')})",
            "Look with 'seno doctor'", failure),
        _ => null,
    };

    /// <summary>As libtorch says it.</summary>
    private static bool Memory(string message) => message.Contains("not enough memory", StringComparison.OrdinalIgnoreCase)
        || message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase)
        || message.Contains("out of memory", StringComparison.OrdinalIgnoreCase);
}
