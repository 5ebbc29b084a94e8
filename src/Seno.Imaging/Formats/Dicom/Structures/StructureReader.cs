using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Structures;

/// <summary>Regions and their contours from the data set of an RTSTRUCT.</summary>
internal static class StructureReader
{
    private const string ExclusiveOr = "CLOSEDPLANAR_XOR";

    public static IReadOnlyList<DicomRegion> Regions(DicomDataSet data)
    {
        var characters = data.Text(DicomTag.CharacterSet);
        var contours = new Dictionary<int, List<IReadOnlyList<Vector3>>>();
        var exclusive = new HashSet<int>();
        foreach (var item in data.Items(DicomTag.RoiContours))
        {
            var number = item.RequiredInteger(DicomTag.ReferencedRoiNumber, "the number of a contour's region");
            if (!contours.TryGetValue(number, out var list))
                contours[number] = list = [];
            list.AddRange(item.Items(DicomTag.Contours).Where(IsClosed).Select(Points));
            if (item.Items(DicomTag.Contours).Any(contour => contour.Text(DicomTag.ContourGeometricType) == ExclusiveOr))
                exclusive.Add(number);
        }
        return [.. data.Items(DicomTag.StructureSetRois).Select(item => Region(item, contours, exclusive, characters))];
    }

    private static DicomRegion Region(
        DicomDataSet item,
        Dictionary<int,
        List<IReadOnlyList<Vector3>>> contours,
        HashSet<int> exclusive,
        string characters)
    {
        var number = item.RequiredInteger(DicomTag.RoiNumber, "a region's number");
        return new(
            number,
            item.Text(DicomTag.RoiName, characters),
            contours.TryGetValue(number, out var list) ? list : []) { ExclusiveOr = exclusive.Contains(number) };
    }

    private static bool IsClosed(DicomDataSet contour) => contour.Text(DicomTag.ContourGeometricType) is "CLOSED_PLANAR" or ExclusiveOr;

    private static IReadOnlyList<Vector3> Points(DicomDataSet contour)
    {
        var numbers = contour.Numbers(DicomTag.ContourData);
        if (numbers.Length % 3 != 0 || numbers.Length == 0)
            throw new DataException(contour.Path, $"has a contour of {numbers.Length} coordinates, which is no number of points in space", "The file is damaged: export it again");
        var points = new Vector3[numbers.Length / 3];
        for (var i = 0; i < points.Length; i++)
            points[i] = new(numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]);
        return points;
    }
}
