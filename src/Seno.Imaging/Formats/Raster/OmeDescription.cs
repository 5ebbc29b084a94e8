using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>OME-XML in a TIFF's description (OME-TIFF specification, 2016-06): sizes, order of planes, distances and times.</summary>
internal static class OmeDescription
{
    private const string Cure = "Export it as one OME-TIFF of one image, or as .nii.gz";

    private static readonly string[] Orders = ["XYZCT", "XYZTC", "XYCTZ", "XYCZT", "XYTCZ", "XYTZC"];

    /// <exception cref="DataException">No OME-XML, several images, planes elsewhere, or sizes that do not make the pages.</exception>
    public static PageAxes Read(string path, string description, IReadOnlyList<TiffPage> pages)
    {
        var image = Elements(Parse(path, description), "Image").ToArray();
        if (image.Length != 1)
            throw new DataException(path, $"holds {image.Length} images by its OME-XML", Cure);
        var pixels = Elements(image[0], "Pixels").FirstOrDefault() ?? throw new DataException(path, "has OME-XML without pixels", Cure);
        var order = (string?)pixels.Attribute("DimensionOrder") ?? "";
        if (!Orders.Contains(order))
            throw HeaderText.Wrong(path, "DimensionOrder", order);
        // the samples of a pixel count as channels too
        var channels = Math.Max(1, Size(path, pixels, 'C') / Math.Max(1, pages[0].Samples));
        int Length(char axis) => axis == 'C' ? channels : Size(path, pixels, axis);
        var letters = order[2..];
        var lengths = letters.Select(Length).ToArray();
        if (lengths.Aggregate(1.0, (product, length) => product * length) != pages.Count)
        {
            var stated = string.Create(CultureInfo.InvariantCulture, $"{Length('Z')} slices × {channels} channels × {Length('T')} times");
            throw PageAxes.Mismatch(path, stated, pages.Count);
        }
        var axes = PageAxes.Along(letters, lengths);
        return axes with
        {
            Order = Placed(path, pixels, letters, lengths, axes.Order),
            Spacing = SpacingOf(path, pixels, Length('Z')),
            TimeStep = channels == 1 && Length('T') > 1 ? StepOf(path, pixels) : null,
        };
    }

    private static XElement Parse(string path, string description)
    {
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(description),
                new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException failure)
        {
            throw new DataException(path, "has OME-XML that cannot be read", Cure, failure);
        }
    }

    /// <summary>TiffData elements may put planes on other pages than the order says.</summary>
    private static IReadOnlyList<int> Placed(string path, XElement pixels, string letters, int[] lengths, IReadOnlyList<int> order)
    {
        var parts = Elements(pixels, "TiffData").ToArray();
        var files = parts.SelectMany(part => Elements(part, "UUID")).Select(uuid => (string?)uuid.Attribute("FileName")).OfType<string>().Distinct(StringComparer.Ordinal);
        if (files.Count() > 1)
            throw new DataException(path, "has its planes in several files", Cure);
        if (parts.Length == 0 || parts is [var only] && only.Attribute("IFD") is null && only.Attribute("PlaneCount") is null)
            return order;
        var pageOf = Enumerable.Repeat(-1, order.Count).ToArray();
        foreach (var part in parts)
        {
            var (plane, step) = (0, 1);
            for (var axis = 0; axis < lengths.Length; axis++)
            {
                plane += step * Number(path, part, $"First{letters[axis]}", 0);
                step *= lengths[axis];
            }
            var page = Number(path, part, "IFD", 0);
            for (var left = Number(path, part, "PlaneCount", part.Attribute("IFD") is null ? order.Count : 1); left > 0; left--, plane++, page++)
            {
                if (plane < order.Count && page < order.Count)
                    pageOf[plane] = page;
            }
        }
        return pageOf.Contains(-1)
            ? throw new DataException(path, "has OME-XML that leaves planes without a page", Cure)
            : [.. order.Select(plane => pageOf[plane])];
    }

    private static Vector3? SpacingOf(string path, XElement pixels, int slices)
    {
        double? Distance(char axis)
        {
            if ((string?)pixels.Attribute($"PhysicalSize{axis}") is not { } text)
                return null;
            var size = HeaderText.Number(text, $"PhysicalSize{axis}", path);
            return LengthUnits.Millimetres((string?)pixels.Attribute($"PhysicalSize{axis}Unit") ?? "µm") * size is var mm and > 0
                && double.IsFinite(mm.Value) ? mm : null;
        }

        var (x, y, z) = (Distance('X'), Distance('Y'), Distance('Z'));
        return x is not null && y is not null && (z is not null || slices == 1) ? new(x.Value, y.Value, z ?? 1) : null;
    }

    private static double? StepOf(string path, XElement pixels)
    {
        if ((string?)pixels.Attribute("TimeIncrement") is not { } text)
            return null;
        var unit = (string?)pixels.Attribute("TimeIncrementUnit") switch
        {
            null or "s" => 1,
            "ms" => 1e-3,
            "µs" => 1e-6,
            "min" => 60,
            "h" => 3600,
            _ => double.NaN
        };
        return unit * HeaderText.Number(text, "TimeIncrement", path) is var step and > 0 and < double.PositiveInfinity ? step : null;
    }

    private static int Size(string path, XElement pixels, char axis) => Math.Max(1, Number(path, pixels, $"Size{axis}", 1));

    private static int Number(string path, XElement element, string name, int absent) =>
        (string?)element.Attribute(name) is { } text ? (int)Math.Clamp(HeaderText.Whole(text, name, path), 0, int.MaxValue) : absent;

    /// <summary>Whatever year's namespace they are in.</summary>
    private static IEnumerable<XElement> Elements(XElement parent, string name) =>
        parent.Elements().Where(child => child.Name.LocalName == name);
}
