using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>Which pages of a TIFF file are its image, and whether they can be read.</summary>
internal static class TiffPages
{
    private const int UnsignedWhole = 1;
    private const int SignedWhole = 2;
    private const int Floating = 3;
    private const int Untyped = 4;

    /// <returns>The numbers of all pages but those that are smaller copies or masks of others.</returns>
    /// <exception cref="DataException">Pages that differ.</exception>
    public static IReadOnlyList<int> Kept(string path, IReadOnlyList<TiffPage> pages, Action<string>? warn)
    {
        int[] kept = [.. Enumerable.Range(0, pages.Count).Where(number => !pages[number].Derived)];
        if (kept.Length == 0)
            kept = [0];
        if (kept.Length < pages.Count)
            warn?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{path}: {pages.Count - kept.Length} of its {pages.Count} pages are marked as smaller copies or masks of others and are left out"));
        var first = pages[kept[0]];
        if (Array.Find(kept, number => !pages[number].Matches(first)) is var other and > 0)
        {
            var problem = string.Create(
                CultureInfo.InvariantCulture,
                $"has pages that differ: page {kept[0] + 1} is {Described(first)}, page {other + 1} is {Described(pages[other])}");
            throw new DataException(path, problem, "Save the pages that are meant, all of one size and kind, as a file of their own");
        }
        return kept;
    }

    /// <exception cref="DataException">Numbers or colours that are not read, by name.</exception>
    public static void RequireReadable(string path, TiffPage page)
    {
        var readable = page.SampleFormat switch
        {
            UnsignedWhole or Untyped => page.Bits is 1 or 2 or 4 or 8 or 16 or 32 || WideType(page) is not null,
            SignedWhole => page.Bits is 8 or 16 or 32 || WideType(page) is not null,
            Floating => page.Bits is 16 or 32 || WideType(page) is not null,
            _ => false,
        };
        if (page is { Planar: true, Samples: > 1, Photometric: TiffPage.MinIsWhite or TiffPage.MinIsBlack or TiffPage.Palette })
        {
            var problem = string.Create(CultureInfo.InvariantCulture, $"stores its {page.Samples} samples each in a plane of its own");
            throw new DataException(
                path,
                problem,
                "Save every plane as a page, or the samples of a pixel side by side (planarconfig='contig')");
        }
        if (readable && page.Photometric is (>= TiffPage.MinIsWhite and <= TiffPage.Palette) or TiffPage.Separated or TiffPage.YCbCr)
            return;
        if (readable)
        {
            var name = page.Photometric switch
            {
                8 or 9 or 10 => "is in CIE L*a*b*",
                32803 or 34892 => "is a camera's raw sensor image",
                _ => string.Create(CultureInfo.InvariantCulture, $"is of photometric interpretation {page.Photometric}"),
            };
            throw new DataException(path, $"{name}, which is not converted", "Convert it to greyscale or RGB");
        }
        var kind = page.SampleFormat switch { SignedWhole => "signed", Floating => "floating-point", 5 or 6 => "complex", _ => "whole" };
        throw new DataException(
            path,
            string.Create(CultureInfo.InvariantCulture, $"holds {kind} numbers of {page.Bits} bits"),
            "Save it with 8, 16 or 32 bits, or without compression");
    }

    /// <returns>The type of samples of 64 bits that stand in the file as they are; null for any other.</returns>
    public static VoxelType? WideType(TiffPage page) =>
        page is not { Bits: 64, Compression: 1, StripsAt: { Offsets: > 0, Lengths: > 0 } } || page.Planar && page.Samples > 1
        ? null
        : page.SampleFormat switch
        {
            UnsignedWhole => VoxelType.UInt64,
            SignedWhole => VoxelType.Int64,
            Floating => VoxelType.Float64,
            _ => null
        };

    /// <summary>tifffile once took three or four slices for colours, and what it then wrote cannot be told from a colour picture.</summary>
    /// <returns>Whether a page may be such a stack.</returns>
    public static bool MayBeStack(TiffPage page) => page is { Photometric: TiffPage.Rgb, Planar: true } && page.Description.StartsWith(
        "{\"shape\"",
        StringComparison.Ordinal);

    /// <returns>The file as if its pages with palettes were grey, so that a decoder gives the indices.</returns>
    /// <exception cref="DataException">The file is larger than memory can hold.</exception>
    public static byte[] AsIndices(string path, IReadOnlyList<TiffPage> pages)
    {
        using var file = RegularFile.Open(path);
        if (file.Length > Array.MaxLength / 2)
            throw new DataException(path, "is too large for a label map in a palette", "Save it as .nii.gz");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        foreach (var page in pages.Where(page => page.Photometric == TiffPage.Palette))
        {
            var at = (int)page.PhotometricAt + (bytes[0] == (byte)'M' ? 1 : 0);
            bytes[at] = TiffPage.MinIsBlack;
        }
        return bytes;
    }

    private static string Described(TiffPage page) => string.Create(CultureInfo.InvariantCulture, $"{page.Width}×{page.Height} with {page.Samples} × {page.Bits} bits (photometric interpretation {page.Photometric}, orientation {page.Orientation})");
}
