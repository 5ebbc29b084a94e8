using System.Diagnostics;
using System.Globalization;
using Seno.Core;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Pixels;
using Seno.Imaging.Formats.Dicom.Writing;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Dicom;

/// <summary>Alone, because workers are killed that others may be using.</summary>
[Collection(nameof(DicomFuzzTests.Alone))]
public sealed class GdcmWorkerTests
{
    private const string Jpeg2000 = "dicom_pydicom/src/pydicom/data/test_files/MR_small_jp2klossless.dcm";
    private const long Longest = 1000;

    // what sh does in the worker's place, and what then is wrong with the file
    public static readonly TheoryData<string, string> Misbehaving = new()
    {
        { "read line; kill -SEGV $$", "stopped the process that decodes it" },
        { "exit 0", "stopped the process that decodes it" },
        { "read line; printf '\\0\\1\\0'", "stopped the process that decodes it" },
        { "read line; printf '\\0\\377\\377\\377\\377\\377\\377\\377\\177'", "decodes to 9223372036854775807 bytes where 1000 are the most" },
        { "read line; printf '\\0\\351\\3\\0\\0\\0\\0\\0\\0'; sleep 60", "decodes to 1001 bytes where 1000 are the most" },
        { "read line; printf '\\1\\377\\377\\377\\377\\377\\377\\377\\377'; sleep 60", "decodes to -1 bytes" },
        { "read line; sleep 60", "takes longer than 0.5 s to decode" },
        { "read line; while true; do echo noise >&2; done", "takes longer than 0.5 s to decode" },
        { "ulimit -v 200000; read line; exec tail /dev/zero", "stopped the process that decodes it" },
        { "read line; printf '\\1\\3\\0\\0\\0\\0\\0\\0\\0bad'", "cannot be decoded (bad)" },
    };

    [Theory, MemberData(nameof(Misbehaving))]
    public void A_worker_that_hangs_dies_lies_or_eats_memory_is_one_error_about_its_file(string script, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the scripts need sh");
        var patience = expected.StartsWith("takes", StringComparison.Ordinal) ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(30);
        var clock = Stopwatch.StartNew();
        var failure = Assert.Throws<DataException>(() => GdcmWorker.Decode([1, 2, 3], Longest, "hostile.dcm", new("/bin/sh", ["-c", script], patience)));
        Assert.Contains(expected, failure.Problem, StringComparison.Ordinal);
        Assert.Equal("hostile.dcm", failure.File);
        Assert.DoesNotContain('\n', failure.Message);
        // nobody waited for what the worker had started in turn
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Fact]
    public void A_worker_that_dies_costs_the_file_it_was_given_and_the_next_gets_a_new_one()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        var failure = Assert.Throws<DataException>(() => GdcmWorker.Decode([1, 2, 3], Longest, "hostile.dcm", WorkerProgram.Gdcm("/no/such/library.dll")));
        Assert.Contains("stopped the process that decodes it", failure.Problem, StringComparison.Ordinal);
        Assert.Equal(518.8813, Mean(), 1e-4);
    }

    [Fact]
    public void A_worker_killed_between_two_files_costs_none()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null || !OperatingSystem.IsLinux(), "needs Linux and GDCM (libgdcm-cil)");
        Mean();
        foreach (var worker in Workers())
        {
            worker.Kill();
            worker.WaitForExit();
        }
        Assert.Equal(518.8813, Mean(), 1e-4);
    }

    [Fact]
    public void A_worker_bounds_its_own_memory_and_leaves_no_core_file()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null || !OperatingSystem.IsLinux(), "needs Linux and GDCM (libgdcm-cil)");
        Mean();
        var worker = Workers().First();
        var limits = File.ReadAllLines($"/proc/{worker.Id}/limits");
        var reserved = long.Parse(File.ReadAllText($"/proc/{worker.Id}/statm").Split(' ')[0], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        Assert.InRange(Limit("Max address space"), 1, reserved + (4L << 30));
        Assert.Equal(0, Limit("Max core file size"));

        long Limit(string name) => long.Parse(limits.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(65535, 65535)]
    [InlineData(46000, 46000)]
    public void A_frame_beyond_the_workers_memory_is_an_error(ushort rows, ushort columns)
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        using var request = new MemoryStream();
        var image = new DicomObject
        {
            { DicomTag.SopClass, "UI", "1.2.840.10008.5.1.4.1.1.7" },
            { DicomTag.SopInstance, "UI", "2.25.1" },
            { DicomTag.Photometric, "CS", "MONOCHROME2" },
            { DicomTag.SamplesPerPixel, 1 },
            { DicomTag.Rows, rows },
            { DicomTag.Columns, columns },
            { DicomTag.BitsAllocated, 16 },
            { DicomTag.BitsStored, 16 },
            { DicomTag.HighBit, 15 },
            { DicomTag.PixelRepresentation, 0 },
        };
        image.AddEncapsulated([0xFF, 0x4F, 0xFF, 0x51, 0, 0]);
        image.WriteTo(request, TransferSyntax.Of("1.2.840.10008.1.2.4.90", "request"));
        Assert.Throws<DataException>(() => GdcmWorker.Decode(request.ToArray(), Longest, "a.dcm"));
        Assert.Equal(518.8813, Mean(), 1e-4);
    }

    [Fact]
    public void What_gdcm_cannot_decode_is_an_error_and_not_the_end_of_its_worker()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        Assert.Contains("cannot be decoded", Assert.Throws<DataException>(() => GdcmWorker.Decode([1, 2, 3], Longest, "a.dcm")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_keeps_one_worker()
    {
        Assert.SkipWhen(GdcmLibrary.Find() is null, "GDCM (libgdcm-cil) is not installed");
        Mean();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            Mean();
        // twenty starts would take more than a second
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
    }

    [Fact]
    public void Without_gdcm_the_error_names_the_package() =>
        Assert.Equal("a.dcm: is compressed, and GDCM, which decodes it, is not installed. Install the package libgdcm-cil (Debian, Ubuntu: sudo apt-get install libgdcm-cil).", GdcmWorker.Missing("a.dcm").Message);

    /// <summary>Of a compressed file, whose decoder stays for the next.</summary>
    private static double Mean() =>
        DicomSource.Open(Path.Combine(RealData.Folder("conformance"), Jpeg2000)).Only().Read().Volumes[0].Array.Average(value => (double)value);

    /// <returns>Decoders that this process has started.</returns>
    private static IEnumerable<Process> Workers() => Process.GetProcessesByName("dotnet").Where(process =>
    {
        try
        {
            var status = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal));
            return status.Split('\t')[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
                && File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("Seno.DicomWorker.dll", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // it ended meanwhile
            return false;
        }
    });
}
