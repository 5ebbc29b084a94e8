using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Formats;

/// <summary>Damages good files, each round by its own seed, and opens them.</summary>
internal static partial class Fuzz
{
    private const long AllowedBytes = 64L << 20;
    private static readonly TimeSpan AllowedTime = TimeSpan.FromSeconds(2);
    /// <summary>What GDCM takes its time for is stopped by its worker's own limit; from there on ours counts.</summary>
    private static readonly TimeSpan AllowedByWorker = TimeSpan.FromMinutes(1) + AllowedTime;

    private static readonly string[] Numbers = ["0", "-1", "1", "2", "65536", "2147483647", "2147483648", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "1e308", "nan", "-inf", "0.5", ""];
    private static readonly string?[] Components = [null, null, null, "0", "1", "red", "real", "luminance"];

    /// <summary>Round <paramref name="round"/> of <paramref name="seed"/>: whatever the damage, an image or a <see cref="DataException"/>, in time and in bounds.</summary>
    /// <returns>What happened: whether it was read, how long it took, what this thread allocated, and, if it went wrong, how.</returns>
    public static FuzzOutcome Try(FuzzSeed seed, string folder, int round)
    {
        var random = new SeededRandom(11, seed.Name, round);
        var files = seed.Files.Select(file => (file.Name, file.Bytes)).ToArray();
        var victim = random.Chance(0.7) ? 0 : random.Next(files.Length);
        files[victim].Bytes = Damaged(files[victim].Bytes, seed.Dicom, random);
        var own = Directory.CreateDirectory(Path.Combine(folder, seed.Name.Replace('/', '_'))).FullName;
        foreach (var (name, bytes) in files)
            File.WriteAllBytes(Path.Combine(own, name), bytes);
        var options = new ImageReadOptions { Component = Components[random.Next(Components.Length)], Unshear = random.Chance(0.5) ? Interpolation.Nearest : null };
        var path = seed.IsFolder ? own : Path.Combine(own, files[0].Name);
        return Open(() => Read(path, seed.Dicom, options), seed.Dicom, files.Sum(file => file.Bytes.LongLength), seed.Native ? AllowedByWorker : AllowedTime, $"{seed.Name}, round {round}");
    }

    /// <summary>All that a file, a folder or an archive holds.</summary>
    /// <param name="path">Of it.</param>
    /// <param name="dicom">Whether it is DICOM, or an archive of that.</param>
    /// <param name="options">Of an image of another format.</param>
    public static void Read(string path, bool dicom, ImageReadOptions options)
    {
        if (!dicom)
        {
            ImageFile.ReadContent(path, options);
            return;
        }
        using var source = DicomSource.Open(path);
        foreach (var series in source.Series)
            series.Read();
        foreach (var segmentation in source.Segmentations.Select(DicomSegmentation.Read))
        {
            if (source.Series is [var image])
                segmentation.LabelMap(image.Geometry);
            foreach (var segment in segmentation.Segments)
                segmentation.Fractions(segment.Number);
        }
        foreach (var structures in source.Structures.Select(DicomStructures.Read))
        {
            if (source.Series is [var image])
                structures.LabelMap(image);
        }
    }

    /// <param name="read">The work.</param>
    /// <param name="threads">Whether it allocates on other threads too: then nothing else may run beside it.</param>
    /// <param name="bytes">Size of what is read.</param>
    /// <param name="allowed">Time that is not too long.</param>
    /// <param name="what">For messages.</param>
    public static FuzzOutcome Open(Action read, bool threads, long bytes, TimeSpan allowed, string what)
    {
        var (clock, before) = (Stopwatch.StartNew(), Allocated(threads));
        var (good, wrong) = (false, (string?)null);
        try
        {
            read();
            good = true;
        }
        catch (DataException failure)
        {
            wrong = failure.Message.Contains('\n', StringComparison.Ordinal) ? $"{what}: more than one line: {failure.Message}" : null;
        }
        catch (Exception failure)
        {
            wrong = $"{what}: {failure}";
        }
        var allocated = Allocated(threads) - before;
        if (clock.Elapsed > allowed)
            wrong ??= string.Create(CultureInfo.InvariantCulture, $"{what}: {clock.Elapsed.TotalSeconds:F1} s");
        if (allocated > AllowedBytes + 4 * bytes)
            wrong ??= $"{what}: {allocated} bytes allocated for a file of {bytes}";
        return new(good, clock.Elapsed, allocated, wrong);
    }

    private static long Allocated(bool threads) => threads ? GC.GetTotalAllocatedBytes(precise: true) : GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Gzip is half the time opened and packed again, so that the damage is behind its checksum.</summary>
    private static byte[] Damaged(byte[] whole, bool dicom, SeededRandom random)
    {
        if (whole is [0x1F, 0x8B, ..] && random.Chance(0.5))
            return Packed(Damaged(Unpacked(whole), dicom, random));
        var bytes = random.Chance(0.2) ? whole[..random.Next(whole.Length + 1)] : [.. whole];
        for (var times = 1 + random.Next(4); times > 0 && bytes.Length > 16; times--)
            bytes = dicom && random.Chance(0.6) ? DicomDamage.Once(bytes, random, Numbers) : Once(bytes, dicom ? 3000 : 600, random);
        return bytes;
    }

    /// <param name="bytes">Changed in place, or left for a copy.</param>
    /// <param name="header">Bytes at the start in which most of the damage lies.</param>
    /// <param name="random">Says where and how.</param>
    private static byte[] Once(byte[] bytes, int header, SeededRandom random)
    {
        var head = Math.Min(bytes.Length, header);
        var at = random.Chance(0.7) ? random.Next(head) : random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                return WithNumber(bytes, at, random);
            case 3:
                return WithText(bytes, random);
            case 4:
                var length = Math.Min(1 + random.Next(64), bytes.Length - at);
                return random.Chance(0.5) ? [.. bytes[..at], .. bytes[(at + length)..]] : [.. bytes[..(at + length)], .. bytes[at..]];
            default:
                return WithoutLine(bytes, random);
        }
    }

    private static byte[] WithNumber(byte[] bytes, int at, SeededRandom random)
    {
        at = at / 2 * 2;
        var value = random.Next(6) switch { 0 => 0L, 1 => -1L, 2 => short.MaxValue, 3 => int.MaxValue, 4 => long.MaxValue, _ => BitConverter.DoubleToInt64Bits(double.NaN) };
        Span<byte> number = stackalloc byte[8];
        if (random.Chance(0.5))
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
        else
            BinaryPrimitives.WriteInt64BigEndian(number, value);
        var width = Math.Min(2 << random.Next(3), bytes.Length - at);
        number[..width].CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private static byte[] WithText(byte[] bytes, SeededRandom random)
    {
        var head = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 2000)));
        var matches = Number().Matches(head);
        if (matches.Count == 0)
            return bytes;
        var match = matches[random.Next(matches.Count)];
        return [.. bytes[..match.Index], .. Encoding.ASCII.GetBytes(Numbers[random.Next(Numbers.Length)]), .. bytes[(match.Index + match.Length)..]];
    }

    private static byte[] WithoutLine(byte[] bytes, SeededRandom random)
    {
        var start = Array.IndexOf(bytes, (byte)'\n', random.Next(Math.Min(bytes.Length, 600)));
        var end = start < 0 ? -1 : Array.IndexOf(bytes, (byte)'\n', start + 1);
        return end < 0 ? bytes : random.Chance(0.5) ? [.. bytes[..start], .. bytes[end..]] : [.. bytes[..end], .. bytes[start..]];
    }

    private static byte[] Unpacked(byte[] bytes)
    {
        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    [GeneratedRegex("[-+]?[0-9]+(\\.[0-9]+)?")]
    private static partial Regex Number();
}
