using Seno.Imaging;

namespace Seno.Evaluation.Tests;

/// <summary>Masks drawn as text: '#' is 1, rows separated by '/'.</summary>
internal static class Masks
{
    public static Volume<byte> Drawn(string rows, Vector3? spacing = null)
    {
        var lines = rows.Split('/');
        return new(new Geometry(new(lines[0].Length, lines.Length, 1), spacing), [.. lines.SelectMany(line => line).Select(mark => (byte)(mark == '#' ? 1 : 0))]);
    }

    public static Volume<byte> Ball(int size, double radius, Vector3 spacing, double shiftX = 0)
    {
        var mask = new Volume<byte>(new Geometry(new(size, size, size), spacing));
        var centre = (size - 1) / 2.0;
        for (var z = 0; z < size; z++)
        {
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                {
                    var point = new Vector3((x - centre) * spacing.X - shiftX, (y - centre) * spacing.Y, (z - centre) * spacing.Z);
                    mask[x, y, z] = (byte)(point.Length <= radius ? 1 : 0);
                }
            }
        }
        return mask;
    }
}
