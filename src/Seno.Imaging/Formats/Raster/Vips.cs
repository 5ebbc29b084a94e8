using NetVips;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>The door to libvips: set up once, and its lines of complaint become one sentence.</summary>
internal static class Vips
{
    static Vips()
    {
        // each picture is read once: libvips' cache of operations would only hold memory, and callers run in parallel themselves
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
        // what libvips would print on standard error reaches the caller as an exception
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
    }

    /// <exception cref="DataException">libvips cannot decode the file.</exception>
    public static T Decode<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (VipsException failure)
        {
            throw new DataException(
                path,
                $"cannot be decoded ({Sentence(failure)})",
                "The file is truncated or damaged: export or copy it again",
                failure);
        }
    }

    /// <exception cref="DataException">libvips cannot encode the picture.</exception>
    public static byte[] Encode(string path, Func<byte[]> work)
    {
        try
        {
            return work();
        }
        catch (VipsException failure)
        {
            throw new DataException(path, $"cannot be written ({Sentence(failure)})", "Write it in another format", failure);
        }
    }

    /// <summary>libvips says first what it was asked to do, then why not, then often the same again.</summary>
    private static string Sentence(VipsException failure)
    {
        var lines = failure.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(line => !line.StartsWith("unable to ", StringComparison.Ordinal)) ?? "libvips gives no reason";
    }
}
