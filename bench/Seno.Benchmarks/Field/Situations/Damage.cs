using System.Globalization;
using System.Text.RegularExpressions;
using Seno.Core;

namespace Seno.Benchmarks.Field.Situations;

/// <summary>What happens to files on their way from one person to another: cut, emptied, swapped, renamed, lost, doubled, written
/// to.</summary>
internal static partial class Damage
{
    private static readonly string[] Names =
    [
        "._{0}", ".{0}", "{0}~", "copy of {0}", "{0}.bak", "Ünïcode {0}", "{1}_0003{2}", "{1}_0001{2}", "{1} (1){2}", "{1}{3}", "-{0}", "{1}..{2}", "{1}_0000_0000{2}", "Thumbs.db", "x\ny{2}", "{1},b{2}", "{1}\"{2}",
    ];

    private static readonly string[] Endings = [".nii", ".nii.gz", ".png", ".jpg", ".tif", ".mha", ".mhd", ".nrrd", ".npy", ".pgm", ".dcm", ".hdr", ".json", ".csv", ""];
    private static readonly string[] Numbers = ["0", "-1", "1e308", "99999999999", "0,9", "1.5", "\"\"", "null", "NaN", "[]", "{}", "3"];

    private static readonly (string Name, Func<string, string[], SeededRandom, string> Do)[] Ways =
    [
        ("cut", Cut), ("emptied", Empty), ("swapped", Swap), ("swapped", Swap), ("renamed", Rename), ("renamed", Rename), ("renamed", Rename), ("deleted", Delete),
        ("doubled", Double), ("overwritten", Overwrite), ("number changed", ChangeNumber), ("number changed", ChangeNumber), ("folder in its place", Folder), ("dangling link", Dangle),
    ];

    /// <returns>What was done, in words.</returns>
    public static string Do(string folder, SeededRandom random)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).LinkTarget is null).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            return "nothing";
        var (name, way) = Ways[random.Next(Ways.Length)];
        var file = files[random.Next(files.Length)];
        return $"{Path.GetRelativePath(folder, file)} {name}{way(file, files, random)}";
    }

    private static string Cut(string file, string[] files, SeededRandom random)
    {
        var bytes = File.ReadAllBytes(file);
        var kept = random.Next(bytes.Length + 1);
        File.WriteAllBytes(file, bytes[..kept]);
        return string.Create(CultureInfo.InvariantCulture, $" to {kept} of {bytes.Length} bytes");
    }

    private static string Empty(string file, string[] files, SeededRandom random)
    {
        File.WriteAllBytes(file, []);
        return "";
    }

    private static string Swap(string file, string[] files, SeededRandom random)
    {
        var other = files[random.Next(files.Length)];
        var (mine, its) = (File.ReadAllBytes(file), File.ReadAllBytes(other));
        File.WriteAllBytes(file, its);
        File.WriteAllBytes(other, mine);
        return $" with {Path.GetFileName(other)}";
    }

    private static string Rename(string file, string[] files, SeededRandom random)
    {
        var name = Path.GetFileName(file);
        var dot = name.IndexOf('.', StringComparison.Ordinal) is > 0 and var at ? at : name.Length;
        var renamed = string.Format(
            CultureInfo.InvariantCulture,
            Names[random.Next(Names.Length)],
            name,
            name[..dot],
            name[dot..],
            Endings[random.Next(Endings.Length)]);
        if (random.Chance(0.1))
            renamed = name.ToUpperInvariant();
        var target = Path.Combine(Path.GetDirectoryName(file)!, renamed);
        if (!Path.Exists(target))
            File.Move(file, target);
        return $" to {renamed.Replace("\n", "\\n", StringComparison.Ordinal)}";
    }

    private static string Delete(string file, string[] files, SeededRandom random)
    {
        File.Delete(file);
        return "";
    }

    private static string Double(string file, string[] files, SeededRandom random)
    {
        var ending = Path.GetExtension(file);
        File.Copy(file, Path.ChangeExtension(file, null) + "_copy" + ending, overwrite: true);
        return "";
    }

    private static string Overwrite(string file, string[] files, SeededRandom random)
    {
        var bytes = File.ReadAllBytes(file);
        for (var i = random.Next(8); i >= 0 && bytes.Length > 0; i--)
            bytes[random.Chance(0.5) ? random.Next(Math.Min(bytes.Length, 512)) : random.Next(bytes.Length)] = (byte)random.Next(256);
        File.WriteAllBytes(file, bytes);
        return "";
    }

    /// <summary>In text; of other files the bytes are overwritten.</summary>
    private static string ChangeNumber(string file, string[] files, SeededRandom random)
    {
        var bytes = File.ReadAllBytes(file);
        if (bytes.Contains((byte)0) || bytes.Length > 1 << 20)
            return Overwrite(file, files, random);
        var text = File.ReadAllText(file);
        var found = Number().Matches(text);
        if (found.Count == 0)
            return " not: it has none";
        var (match, with) = (found[random.Next(found.Count)], Numbers[random.Next(Numbers.Length)]);
        File.WriteAllText(file, text[..match.Index] + with + text[(match.Index + match.Length)..]);
        return $" from {match.Value} to {with}";
    }

    private static string Folder(string file, string[] files, SeededRandom random)
    {
        File.Delete(file);
        Directory.CreateDirectory(file);
        return "";
    }

    private static string Dangle(string file, string[] files, SeededRandom random)
    {
        File.Delete(file);
        File.CreateSymbolicLink(file, "nowhere");
        return "";
    }

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?")]
    private static partial Regex Number();
}
