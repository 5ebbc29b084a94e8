using System.Text.Json.Serialization;
using Seno.Core;
using Seno.Imaging;

namespace Seno.Evaluation.Calibration;

/// <summary>Turns the probabilities of a voxel's classes into calibrated ones.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(TemperatureScaling), "temperature")]
[JsonDerivedType(typeof(PlattScaling), "platt")]
[JsonDerivedType(typeof(IsotonicRegression), "isotonic")]
public abstract record CalibrationMap
{
    /// <value>Whether the likeliest class always stays the likeliest.</value>
    [JsonIgnore]
    public abstract bool KeepsLabels { get; }

    /// <param name="scores">ln p of each class; −∞ for p = 0.</param>
    /// <param name="probabilities">Receives the calibrated ones, which add up to 1.</param>
    public abstract void Apply(ReadOnlySpan<double> scores, Span<double> probabilities);

    /// <summary>Refuses what no fit gives, as a file may hold it.</summary>
    /// <exception cref="DataException">Not finite, not monotone, or of another number of classes.</exception>
    public abstract void Check(string source, int classes);

    /// <summary>Over an image.</summary>
    /// <param name="classes">One volume a class on one grid, background first.</param>
    /// <returns>New volumes.</returns>
    public IReadOnlyList<Volume<float>> Apply(IReadOnlyList<Volume<float>> classes)
    {
        Volume<float>[] calibrated = [.. classes.Select(volume => new Volume<float>(volume.Geometry))];
        Span<double> scores = stackalloc double[classes.Count], probabilities = stackalloc double[classes.Count];
        for (var i = 0; i < classes[0].Array.Length; i++)
        {
            for (var label = 0; label < scores.Length; label++)
                scores[label] = Math.Log(classes[label].Array[i]);
            Apply(scores, probabilities);
            for (var label = 0; label < scores.Length; label++)
                calibrated[label].Array[i] = (float)probabilities[label];
        }
        return calibrated;
    }
}
