using System.Globalization;
using System.Text.RegularExpressions;
using Seno.Core;
using Seno.Data.Checking;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Data.Importers;

/// <summary>BUSI, breast ultrasound images (Al-Dhabyani et al., Data in Brief 28, 2020), in its original archive's layout.</summary>
/// <remarks>It has no patient ids and many near-duplicates, so these are found and kept together.</remarks>
public static partial class BusiImporter
{
    private static readonly string[] Classes = ["benign", "malignant", "normal"];

    /// <exception cref="DataException">No such layout, a mask is missing or of another size, or a file cannot be read.</exception>
    public static void Import(string folder, DatasetWriter writer, Action<string>? warn, Action<ProgressUpdate>? progress)
    {
        var images = FolderListing.AllFiles(folder)
            .Select(file => (File: file, Name: ImageName().Match(Path.GetFileName(file))))
            .Where(item => item.Name.Success)
            .Select(item => (item.File, Class: item.Name.Groups[1].Value, Number: int.Parse(item.Name.Groups[2].ValueSpan, CultureInfo.InvariantCulture)))
            .OrderBy(item => item.Class, StringComparer.Ordinal).ThenBy(item => item.Number)
            .ToArray();
        if (images.Length == 0)
            throw new DataException(folder, $"holds no image named like 'benign (1).png' in {string.Join(", ", Classes)}", "Give the folder or zip of the original archive (Dataset_BUSI_with_GT)");
        writer.Description = new()
        {
            Name = "BUSI",
            Modality = "ultrasound",
            Channels = ["ultrasound"],
            Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
            FileEnding = ".png",
        };
        var thumbnails = new List<float[]>();
        foreach (var (file, kind, number) in images)
        {
            var image = RasterFile.Read(file, warn);
            var reference = UnitedMasks(file, kind, image.Geometry);
            thumbnails.Add(NearDuplicates.Thumbnail(image));
            writer.Add(IdOf(kind, number), [image], reference, new Dictionary<string, string> { ["class"] = kind, ["source"] = Path.GetFileName(file) });
            progress?.Invoke(new("importing", thumbnails.Count, images.Length, Path.GetFileName(file)));
        }
        var groups = NearDuplicates.Groups(thumbnails);
        for (var i = 0; i < images.Length; i++)
            writer.Annotate(IdOf(images[i].Class, images[i].Number), "group", string.Create(CultureInfo.InvariantCulture, $"g{groups[i]}"));
    }

    private static string IdOf(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"busi_{kind}_{number:D4}");

    private static Volume<byte> UnitedMasks(string file, string kind, Geometry geometry)
    {
        var united = new Volume<byte>(geometry);
        var stem = Path.GetFileNameWithoutExtension(file);
        var masks = FolderListing.Files(Path.GetDirectoryName(file)!)
            .Where(path => path.EndsWith(".png", StringComparison.Ordinal))
            .Where(path => Path.GetFileName(path).StartsWith(stem + "_mask", StringComparison.Ordinal))
            .ToArray();
        if (kind == "normal")
            return united;
        if (masks.Length == 0)
            throw new DataException(file, "has no mask beside it", $"Restore '{stem}_mask.png' from the archive");
        foreach (var path in masks)
        {
            var mask = RasterFile.Read(path);
            if (mask.Size != geometry.Size)
                throw new DataException(path, $"is {mask.Size} but its image is {geometry.Size}", "Restore both from the archive");
            for (var i = 0; i < united.Array.Length; i++)
                united.Array[i] |= (byte)(mask.Array[i] > 127 ? 1 : 0);
        }
        return united;
    }

    [GeneratedRegex(@"^(benign|malignant|normal) \(([0-9]{1,6})\)\.png$")]
    private static partial Regex ImageName();
}
