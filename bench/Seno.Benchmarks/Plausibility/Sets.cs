using Seno.Core;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Operators;

namespace Seno.Benchmarks.Plausibility;

/// <summary>Reads the real sets and the simulated ones into one form.</summary>
internal static class Sets
{
    /// <value>mm, of CDD-CESM's files: some 2400 rows of 0.1 mm padded to a square and reduced to 512. Approximate: the files do not say.</value>
    private const double CesmPixel = 0.46;

    private const float Background = 0.06f;

    /// <summary>B-mode images of a data set in nnU-Net's layout; all of each image is looked at.</summary>
    /// <param name="folder">Of the data set.</param>
    /// <param name="name">In tables.</param>
    /// <param name="most">Images, spread over the set.</param>
    public static ImageSet Ultrasound(string folder, string name, int most) => new(name, Spread(Dataset.Open(folder).Cases, most).Select(item =>
    {
        var image = item.ReadChannels()[0].Map(value => Math.Clamp(value / 255, 0, 1));
        var lesion = item.ReadReference(image.Geometry);
        return new Sample(item.Id, item.Group, image, lesion, lesion.Map(label => label == 0 ? (byte)1 : (byte)0));
    }).Where(sample => sample.Lesion.Array.AsSpan().ContainsAnyExcept((byte)0)));

    /// <summary>Whole mammograms of a data set in nnU-Net's layout, breast by tissueTr; lesions other than masses are left out. Pixels are averaged as those of CDD-CESM are, to some 0.45 mm.</summary>
    public static ImageSet Mammograms(string folder, string name) => new(name, Dataset.Open(folder).Cases.Select(item =>
    {
        var image = item.ReadChannels()[0].Map(value => value / 4095);
        var tissue = ImageFile.ReadLabels(Path.Combine(folder, "tissueTr", item.Id + ".nii.gz"));
        var masses = item.Metadata["lesion_kind"].Contains("Calcifications", StringComparison.Ordinal)
            ? new Volume<byte>(image.Geometry)
            : item.ReadReference(image.Geometry);
        var breast = tissue.Map(label => label == 0 ? 0f : 1f);
        var (shown, mass, region) = (Averaged(image), Averaged(masses.Map(label => label == 0 ? 0f : 1f)), Averaged(breast));
        return new Sample(item.Id, item.Group, shown, Most(mass), Inner(Most(region)));
    }));

    /// <summary>The digital set first, then film.</summary>
    /// <param name="data">Folder of folders.</param>
    public static IReadOnlyList<ImageSet> RealMammograms(string data) =>
        [Cesm(Path.Combine(data, "cdd_cesm")), MiniMias(Path.Combine(data, "mini_mias")), Ddsm(Path.Combine(data, "ddsm_density"))];

    /// <summary>mini-MIAS: screen-film mammograms, circles about masses.</summary>
    public static ImageSet MiniMias(string folder)
    {
        var circles = File.ReadLines(Path.Combine(folder, "Info.txt"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 7 && words[0].StartsWith("mdb", StringComparison.Ordinal) && words[2] is "CIRC" or "SPIC" or "MISC" && int.TryParse(words[4], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _))
            .ToLookup(words => words[0], words => (X: Number(words[4]), Y: Number(words[5]), Radius: Number(words[6])), StringComparer.Ordinal);
        return new("mini-MIAS", Files(folder).Select(file =>
        {
            var id = Path.GetFileNameWithoutExtension(file);
            var image = Raster(file).Map(value => value / 255);
            var masses = new Volume<byte>(image.Geometry);
            foreach (var (x, y, radius) in circles[id])
                Disc(masses, x, 1024 - y, radius);
            return new Sample(id, id, image, masses, Breast(image));
        }));
    }

    /// <summary>DDSM: screen-film mammograms with tissue labels and no masses.</summary>
    public static ImageSet Ddsm(string folder) => new("DDSM", Files(Path.Combine(folder, "images")).Select(file =>
    {
        var (id, image) = (Path.GetFileNameWithoutExtension(file), Raster(file).Map(value => value / 255));
        var labels = Raster(Path.Combine(folder, "labels", id + "_LI.png"));
        return new Sample(id, id, image, new(image.Geometry), Inner(labels.Map(label => label > 96 ? (byte)1 : (byte)0)));
    }));

    /// <summary>CDD-CESM: low-energy digital mammograms, masses outlined.</summary>
    public static ImageSet Cesm(string folder) => new("CDD-CESM", Files(Path.Combine(folder, "images")).Where(file => file.Contains("_DM_", StringComparison.Ordinal)).Select(file =>
    {
        var id = Path.GetFileNameWithoutExtension(file);
        var (image, mask) = (Raster(file).Map(value => value / 255), Raster(Path.Combine(folder, "masks", id + ".png")));
        return new Sample(id, id, image, mask.Map(value => value > 30 ? (byte)1 : (byte)0), Breast(image));
    }));

    /// <summary>UCSF's series in the untouched DICOM archive, with the derived functional tumour volume.</summary>
    public static IEnumerable<DceSample> Nact(string folder) => Directory.EnumerateFiles(folder, "*.tar.gz").Order(StringComparer.Ordinal).Select(file =>
    {
        var id = Path.GetFileName(file)[..^".tar.gz".Length];
        using var source = DicomSource.Open(file);
        var volumes = source.Series.Single(series => series.Frames == 180).Read().Volumes;
        var marked = ImageFile.ReadLabels(Path.Combine(folder, id + "_seg_ftv_derived.nii.gz"));
        return new DceSample(id, volumes[0], volumes[1], volumes[2], Reorient.To(marked, AxisCodes.Of(volumes[0].Geometry)).With(volumes[0].Geometry));
    });

    /// <summary>Simulated series: the first phase after contrast medium and the last.</summary>
    public static IEnumerable<DceSample> Simulated(string folder) => Dataset.Open(folder).Cases.Where(item => item.Metadata["class"] == "malignant").Select(item =>
    {
        var channels = item.ReadChannels();
        return new DceSample(item.Id, channels[0], channels[1], channels[^1], item.ReadReference(channels[0].Geometry));
    });

    /// <summary>The largest bright piece, smoothed, and four pixels off its edge.</summary>
    private static Volume<byte> Breast(Volume<float> image)
    {
        var threshold = Math.Max(Background, 0.4f * Otsu.Threshold(image));
        var bright = BinaryMorphology.Open(image.Map(value => value > threshold ? (byte)1 : (byte)0), 3 * image.Geometry.Spacing.X);
        return Inner(FillHoles.In(ConnectedComponents.Largest(bright, Connectivity.Faces)));
    }

    /// <summary>Means of whole blocks of pixels, as near to <see cref="CesmPixel"/> as whole numbers allow; lengths then count pixels.</summary>
    private static Volume<float> Averaged(Volume<float> image)
    {
        var block = Math.Max(1, (int)Math.Round(CesmPixel / image.Geometry.Spacing.X));
        var result = new Volume<float>(new Geometry(new(image.Size.X / block, image.Size.Y / block, 1), new(1, 1, 1)));
        for (var y = 0; y < result.Size.Y * block; y++)
        {
            for (var x = 0; x < result.Size.X * block; x++)
                result[x / block, y / block] += image[x, y] / (block * block);
        }
        return result;
    }

    private static Volume<byte> Most(Volume<float> share) => share.Map(value => value >= 0.5f ? (byte)1 : (byte)0);

    private static Volume<byte> Inner(Volume<byte> mask) => BinaryMorphology.Erode(mask, 2 * mask.Geometry.Spacing.X);

    private static void Disc(Volume<byte> mask, int x, int y, int radius)
    {
        for (var row = Math.Max(0, y - radius); row <= Math.Min(mask.Size.Y - 1, y + radius); row++)
        {
            for (var column = Math.Max(0, x - radius); column <= Math.Min(mask.Size.X - 1, x + radius); column++)
            {
                if ((column - x) * (column - x) + (row - y) * (row - y) <= radius * radius)
                    mask[column, row] = 1;
            }
        }
    }

    private static IEnumerable<Case> Spread(IReadOnlyList<Case> cases, int most) =>
        Enumerable.Range(0, Math.Min(most, cases.Count)).Select(i => cases[(int)((long)i * cases.Count / Math.Min(most, cases.Count))]);

    /// <summary>Lengths count pixels: none of these files says how large one is.</summary>
    private static Volume<float> Raster(string file)
    {
        var image = RasterFile.Read(file);
        return image.With(new(image.Size, new(1, 1, 1)));
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".png" or ".jpg").Order(StringComparer.Ordinal)
        : throw new DataException(folder, "is no folder", "Give the folder that holds busbra, busi, mini_mias, ddsm_density, cdd_cesm and nact_dce");

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
