using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Studies.Reports;

/// <summary>A case to look at; of a volume, the slice in which the reference is largest.</summary>
/// <param name="Id">Case id.</param>
/// <param name="Caption">Why it is shown: "best, DSC 0.96".</param>
/// <param name="Image">Any intensities; slices along z.</param>
/// <param name="Reference">Labels on the image's grid; 0 is background.</param>
/// <param name="Prediction">As the reference; null where there is none.</param>
public sealed record ShownCase(string Id, string Caption, Volume<float> Image, Volume<byte> Reference, Volume<byte>? Prediction)
{
    /// <summary>Turned so that slices lie across z and, where its place is known, front or head is on top and the patient's right on the
    /// left.</summary>
    public static ShownCase Upright(string id, string caption, Volume<float> image, Volume<byte> reference, Volume<byte>? prediction)
    {
        var turn = TurnOf(image.Geometry);
        return new(
            id,
            caption,
            turn.Of(image),
            turn.Of(reference.With(image.Geometry)),
            prediction is null ? null : turn.Of(prediction.With(image.Geometry)));
    }

    private static AxisTurn TurnOf(Geometry geometry)
    {
        var across = SliceAxis.Of(geometry);
        if (geometry.Size[across] == 1 || !geometry.SpacingKnown)
            return across == 2 ? AxisTurn.None : AxisTurn.Last(across);
        var patient = AxisCodes.Parse(AxisCodes.Of(geometry))[across].Axis;
        return AxisTurn.To(geometry, patient switch { 0 => "PIR", 1 => "LIP", _ => "LPS" });
    }
}
