using System.Diagnostics;
using Seno.Core;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.Pixels;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Dicom;

/// <summary>Seeded damage to good objects. Alone, because it counts what the process allocates.</summary>
[Collection(nameof(Alone))]
public sealed class DicomFuzzTests
{
    private const long AlwaysAllowed = 64L << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    [Fact]
    public void Damaged_objects_of_our_own_give_an_image_or_a_data_exception()
    {
        using var folder = new TemporaryFolder();
        var image = new Volume<float>(DicomSample.Grid("oblique"));
        var series = DicomSample.Series(folder, new([image], null));
        DicomSegment[] segments = [new(1, "one"), new(2, "two")];
        DicomSegmentation.Write(folder.File("seg.dcm"), DicomSample.Asymmetric(image.Geometry), segments, series);
        DicomStructures.Write(folder.File("structures.dcm"), DicomSample.Asymmetric(image.Geometry), segments, series);
        Damage(series.Files[0], folder, 400);
        Damage(folder.File("seg.dcm"), folder, 400);
        Damage(folder.File("structures.dcm"), folder, 400);
    }

    [Theory]
    [InlineData("MR_small.dcm", 100)]
    [InlineData("MR_small_implicit.dcm", 100)]
    [InlineData("MR_small_bigendian.dcm", 100)]
    [InlineData("MR_small_RLE.dcm", 100)]
    [InlineData("image_dfl.dcm", 100)]
    [InlineData("examples_palette.dcm", 30)]
    [InlineData("rtdose_rle.dcm", 100)]
    [InlineData("rtstruct.dcm", 100)]
    [InlineData("UN_sequence.dcm", 50)]
    [InlineData("SC_ybr_full_422_uncompressed.dcm", 50)]
    [InlineData("liver_1frame.dcm", 50)]
    [InlineData("JPEG2000.dcm", 25)]
    [InlineData("SC_rgb_jpeg_dcmtk.dcm", 25)]
    [InlineData("MR_small_jpeg_ls_lossless.dcm", 25)]
    [InlineData("JPGExtended.dcm", 15)]
    public void Damaged_real_objects_give_an_image_or_a_data_exception(string file, int rounds)
    {
        var path = Path.Combine(RealData.Folder("conformance"), "dicom_pydicom/src/pydicom/data/test_files", file);
        using var folder = new TemporaryFolder();
        Damage(path, folder, rounds);
    }

    private static void Damage(string path, TemporaryFolder folder, int rounds)
    {
        var whole = File.ReadAllBytes(path);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = Damaged(whole, new SeededRandom(11, Path.GetFileName(path), round));
            var target = folder.File("damaged.dcm");
            File.WriteAllBytes(target, bytes);
            var clock = Stopwatch.StartNew();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            try
            {
                Read(target);
            }
            catch (DataException)
            {
            }
            catch (Exception failure)
            {
                Assert.Fail($"{Path.GetFileName(path)}, round {round}: {failure}");
            }
            var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            Assert.True(allocated <= AlwaysAllowed + 4 * bytes.Length, $"{Path.GetFileName(path)}, round {round}: allocated {allocated} bytes for {bytes.Length}");
            Assert.True(clock.Elapsed < Patience, $"{Path.GetFileName(path)}, round {round}: took {clock.Elapsed}");
        }
    }

    private static byte[] Damaged(byte[] whole, SeededRandom random)
    {
        var bytes = random.Chance(0.2) ? whole[..random.Next(whole.Length)] : [.. whole];
        if (bytes.Length < 200)
            return bytes;
        // most of the damage goes where the header is
        var header = Math.Min(bytes.Length, 3000);
        for (var flips = random.Next(8); flips > 0; flips--)
            bytes[random.Chance(0.7) ? random.Next(header) : random.Next(bytes.Length)] = (byte)random.Next(256);
        if (random.Chance(0.3))
            new byte[][] { [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0], [0, 0, 0, 0x40] }[random.Next(4)].CopyTo(bytes, random.Next(header - 4));
        if (random.Chance(0.2))
        {
            var (from, to, length) = (random.Next(bytes.Length - 64), random.Next(bytes.Length - 64), 1 + random.Next(64));
            bytes.AsSpan(from, length).ToArray().CopyTo(bytes, to);
        }
        return bytes;
    }

    private static void Read(string path)
    {
        using var source = DicomSource.Open(path);
        foreach (var series in source.Series)
            series.Read();
        foreach (var segmentation in source.Segmentations)
            DicomSegmentation.Read(segmentation).LabelMap();
        foreach (var structures in source.Structures)
            _ = DicomStructures.Read(structures).Regions;
    }
}
