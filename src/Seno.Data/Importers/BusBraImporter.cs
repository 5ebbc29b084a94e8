using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Data.Importers;

/// <summary>BUS-BRA, breast ultrasound from four scanners (Gómez-Flores et al., Medical Physics 2023), in its original layout.</summary>
public static class BusBraImporter
{
    private static readonly (string Theirs, string Ours)[] Columns = [("Case", "patient"), ("Device", "scanner"), ("Pathology", "pathology"), ("BIRADS", "birads"), ("Histology", "histology"), ("Side", "side")];

    /// <exception cref="DataException">No such layout, an image or mask is missing or of another size, or a file cannot be read.</exception>
    public static void Import(string folder, DatasetWriter writer, Action<string>? warn, Action<ProgressUpdate>? progress)
    {
        var table = FolderListing.AllFiles(folder).FirstOrDefault(file => Path.GetFileName(file) == "bus_data.csv")
            ?? throw new DataException(folder, "holds no bus_data.csv", "Give the folder or zip of the original archive");
        var root = Path.GetDirectoryName(table)!;
        var rows = CaseTable.Rows(table);
        if (rows.Count == 0 || !rows[0].ContainsKey("ID") || !rows[0].ContainsKey("Case"))
            throw new DataException(table, "has no columns 'ID' and 'Case'", "Restore it from the archive");
        writer.Description = new()
        {
            Name = "BUS-BRA",
            Modality = "ultrasound",
            Channels = ["ultrasound"],
            Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
            FileEnding = ".png",
        };
        var done = 0;
        foreach (var row in rows.OrderBy(row => row["ID"], StringComparer.Ordinal))
        {
            var id = row["ID"];
            if (id != Path.GetFileName(id) || !id.StartsWith("bus_", StringComparison.Ordinal))
                throw new DataException(table, $"has the ID '{id}'", "IDs look like bus_0001-l: restore the table from the archive");
            var image = RasterFile.Read(Existing(Path.Combine(root, "Images", id + ".png")), warn);
            var maskFile = Existing(Path.Combine(root, "Masks", "mask_" + id["bus_".Length..] + ".png"));
            var mask = RasterFile.Read(maskFile);
            if (mask.Size != image.Size)
                throw new DataException(maskFile, $"is {mask.Size} but its image is {image.Size}", "Restore both from the archive");
            writer.Add(id, [image], mask.Map(value => (byte)(value > 127 ? 1 : 0)), Columns.Where(column => row.ContainsKey(column.Theirs)).ToDictionary(column => column.Ours, column => row[column.Theirs]));
            progress?.Invoke(new("importing", ++done, rows.Count, id));
        }
    }

    private static string Existing(string file) => File.Exists(file) ? file : throw new DataException(file, "is named in bus_data.csv but missing", "Restore it from the archive");
}
