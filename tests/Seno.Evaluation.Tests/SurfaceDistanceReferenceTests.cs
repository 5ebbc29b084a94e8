using System.Text.Json;
using Seno.Evaluation.Distance;
using Seno.Evaluation.Overlap;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Evaluation.Tests;

/// <summary>Three pairs of masks, isotropic and not, with what DeepMind's surface-distance says of them.</summary>
public sealed class SurfaceDistanceReferenceTests
{
    [Theory]
    [InlineData("pair0")]
    [InlineData("pair1")]
    [InlineData("pair2")]
    public void Every_value_equals_that_of_surface_distance(string pair)
    {
        var folder = RealData.Folder("../reference/surface-distance");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "values.json")));
        var expected = json.RootElement.GetProperty(pair);
        var masks = new LabelComparison(ImageFile.ReadLabels(Path.Combine(folder, $"{pair}_prediction.nii.gz")), ImageFile.ReadLabels(Path.Combine(folder, $"{pair}_reference.nii.gz")), 1);
        var (predicted, drawn) = (masks.Surfaces.FromPrediction, masks.Surfaces.FromReference);

        Equal("dice", Dice.Of(masks.Counts));
        Equal("average_distance_reference_to_prediction_mm", drawn.Mean);
        Equal("average_distance_prediction_to_reference_mm", predicted.Mean);
        Equal("area_reference_mm2", drawn.Size);
        Equal("area_prediction_mm2", predicted.Size);
        Close(expected.GetProperty("robust_hausdorff_mm").GetProperty("50").GetDouble(), Math.Max(predicted.Quantile(0.5), drawn.Quantile(0.5)));
        Close(expected.GetProperty("robust_hausdorff_mm").GetProperty("95").GetDouble(), HausdorffDistance95.Of(masks.Surfaces));
        Close(expected.GetProperty("robust_hausdorff_mm").GetProperty("100").GetDouble(), HausdorffDistance.Of(masks.Surfaces));
        foreach (var (name, tolerance) in new[] { ("0.3", 0.3), ("1.0", 1), ("2.0", 2) })
            Close(expected.GetProperty("surface_dice").GetProperty(name).GetDouble(), NormalizedSurfaceDice.Of(masks.Surfaces, tolerance));
        Close(expected.GetProperty("surface_overlap_at_1mm")[0].GetDouble(), drawn.SizeWithin(1) / drawn.Size);
        Close(expected.GetProperty("surface_overlap_at_1mm")[1].GetDouble(), predicted.SizeWithin(1) / predicted.Size);

        void Equal(string name, double actual) => Close(expected.GetProperty(name).GetDouble(), actual);
        static void Close(double wanted, double actual) => Assert.InRange(actual, wanted * (1 - 1e-6), wanted * (1 + 1e-6));
    }
}
