using Seno.Core;

namespace Seno.Imaging.Formats.Dicom;

/// <summary>The boundary at which DICOM files are read: what a damaged one may do to a reader becomes one sentence about it.</summary>
internal static class DicomGuard
{
    /// <exception cref="DataException">The file cannot be read, or holds numbers that contradict each other.</exception>
    public static T Run<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException)
        {
            throw new DataException(path, "is truncated or damaged", "Export or copy it again", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read", "Check the path and its permissions", failure);
        }
        catch (Exception failure) when (failure is OverflowException or ArgumentException or IndexOutOfRangeException or FormatException
            or InvalidCastException or NotSupportedException)
        {
            throw new DataException(path, "is damaged: it states numbers that cannot be together", "Export or copy it again", failure);
        }
        catch (OutOfMemoryException failure)
        {
            throw new DataException(path, "needs more memory than there is", "Read a part of it, or use a larger machine", failure);
        }
    }

    /// <summary>As <see cref="Run{T}"/>, for work in parallel: of several failures the one of the first file.</summary>
    public static void Parallel(Action work)
    {
        try
        {
            work();
        }
        catch (AggregateException failures)
        {
            throw failures.InnerExceptions.OfType<DataException>().OrderBy(failure => failure.File, StringComparer.Ordinal).FirstOrDefault()
                ?? failures.InnerExceptions[0];
        }
    }
}
