using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>What a reader may meet in a file becomes one sentence about that file.</summary>
internal static class ReadGuard
{
    /// <exception cref="DataException">The file cannot be opened, ends early, is too large, or its compression is damaged.</exception>
    public static T Run<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DataException failure) when (failure.File != path && !failure.File.StartsWith("--", StringComparison.Ordinal))
        {
            // a header whose voxels lie elsewhere: the file that was asked for is the one to name first
            throw new DataException(path, $"cannot be read, for {failure.File} {failure.Problem}", failure.Cure, failure);
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException)
        {
            throw new DataException(path, "is truncated or damaged", "Export or copy it again", failure);
        }
        catch (Exception failure) when (failure is OutOfMemoryException or OverflowException)
        {
            throw new DataException(
                path,
                "is larger than this machine can hold",
                "Crop or resample it elsewhere; if it should be smaller its header is damaged",
                failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read", "Check the path and its permissions", failure);
        }
    }

    /// <summary>A file may hold more than the machine: that is one file's fault, and no reason to end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="elements">To be held as float32.</param>
    /// <exception cref="DataException">There is not so much memory.</exception>
    public static void RequireMemory(string path, long elements)
    {
        const double Gigabyte = 1 << 30;
        var (needed, available) = (elements * (double)sizeof(float), (double)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (needed > available)
        {
            var problem = string.Create(
                CultureInfo.InvariantCulture,
                $"needs {needed / Gigabyte:0.#} GB of memory where this machine has {available / Gigabyte:0.#} GB");
            throw new DataException(path, problem, "Crop or resample it elsewhere, or take a larger machine");
        }
    }
}
