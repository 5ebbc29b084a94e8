using System.Text;
using NetVips;
using Seno.Core;
using Seno.Imaging.Formats;

namespace Seno.Studies.Reports.Charts;

/// <summary>Charts as files to put into a paper or a slide.</summary>
internal static class ChartFile
{
    private const double PixelsPerUnit = 3;

    /// <summary>NAME.svg and NAME.png (1560×900 px) in a folder.</summary>
    public static void Write(string folder, string name, Chart chart) => WriteSvg(folder, name, ChartSvg.Draw(chart));

    /// <summary>NAME.svg, and NAME.png three pixels to the unit.</summary>
    public static void WriteSvg(string folder, string name, string svg)
    {
        AtomicFile.WriteText(Path.Combine(folder, name + ".svg"), svg);
        var picture = Path.Combine(folder, name + ".png");
        AtomicFile.Write(picture, stream => stream.Write(RasterFile.Drawn(picture, () => Png(svg))));
    }

    private static byte[] Png(string svg)
    {
        using var drawn = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(svg), scale: PixelsPerUnit);
        using var flat = drawn.Flatten(background: [255, 255, 255]);
        return flat.PngsaveBuffer();
    }
}
