using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>Lines of a text header, and the numbers in them.</summary>
internal static partial class HeaderText
{
    private const int MostBytes = 1 << 20;

    /// <summary>Reads line by line until <paramref name="last"/> says so or the file ends.</summary>
    /// <param name="path">The file.</param>
    /// <param name="last">Whether the header ends with this line.</param>
    /// <returns>The lines, the last one included, and the byte behind them; −1 where the file ended first.</returns>
    /// <exception cref="DataException">No end within a megabyte.</exception>
    public static (IReadOnlyList<string> Lines, long End) Read(string path, Func<string, bool> last)
    {
        using var file = RegularFile.Open(path);
        var lines = new List<string>();
        var line = new List<byte>();
        for (int next; (next = file.ReadByte()) >= 0;)
        {
            if (file.Position > MostBytes)
                throw new DataException(path, "has a header without an end", "The file is damaged: export or copy it again");
            if (next != '\n')
            {
                line.Add((byte)next);
                continue;
            }
            lines.Add(Text(line));
            line.Clear();
            if (last(lines[^1]))
                return (lines, file.Position);
        }
        if (line.Count > 0)
            lines.Add(Text(line));
        return (lines, lines.Count > 0 && last(lines[^1]) ? file.Position : -1);
    }

    /// <returns>The byte behind so many more line ends.</returns>
    /// <exception cref="EndOfStreamException">The file has fewer.</exception>
    public static long SkipLines(string path, long start, int lines)
    {
        if (lines == 0)
            return start;
        using var file = RegularFile.Open(path, 1 << 16);
        file.Position = start;
        while (lines > 0)
        {
            var next = file.ReadByte();
            if (next < 0)
                throw new EndOfStreamException();
            lines -= next == '\n' ? 1 : 0;
        }
        return file.Position;
    }

    /// <exception cref="DataException">Not so many numbers.</exception>
    public static double[] Numbers(string text, string field, string path) =>
        [.. text.Split((char[])[' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Select(word => Number(word, field, path))];

    /// <exception cref="DataException">Not a number.</exception>
    public static double Number(string word, string field, string path) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(path, field, word);

    /// <exception cref="DataException">Not a whole number.</exception>
    public static long Whole(string word, string field, string path) =>
        long.TryParse(word.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(path, field, word);

    /// <exception cref="DataException">Another number of values.</exception>
    public static T[] Exactly<T>(int count, T[] values, string field, string path) => values.Length == count
        ? values
        : throw new DataException(path, $"gives {values.Length} values for '{field}' where it has {count} axes", "Correct its header");

    public static DataException Wrong(string path, string field, string value) =>
        new(path, $"has the {field} '{(value.Length > 60 ? value[..60] + "…" : value)}', which cannot be", "Correct its header");

    /// <returns>Whether a data file's name is a list or a pattern of several: "LIST", "slice%03d.raw 1 40 1".</returns>
    public static bool NamesSeveralFiles(string name) => SeveralFiles().IsMatch(name);

    /// <returns>The shortest text that reads back as the same number.</returns>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Text(Vector3 v, string separator) => $"{Text(v.X)}{separator}{Text(v.Y)}{separator}{Text(v.Z)}";

    [GeneratedRegex("^LIST($|\\s)|%[0-9]*d.*\\s[0-9]+\\s+[0-9]+")]
    private static partial Regex SeveralFiles();

    private static string Text(List<byte> line) =>
        Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
}
