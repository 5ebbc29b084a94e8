using Seno.Evaluation.Calibration;
using Seno.Evaluation.Detection;
using Seno.Evaluation.Distance;
using Seno.Evaluation.Overlap;
using Seno.Imaging;

namespace Seno.Evaluation;

/// <summary>One label of a prediction beside its reference: all that metrics share, computed when the first asks for it.</summary>
/// <remarks>Not for several threads at once.</remarks>
public sealed class LabelComparison
{
    private readonly Volume<byte> prediction;
    private readonly Volume<byte> reference;
    private readonly LabelCensus census;
    private readonly ClassProbabilities? probabilities;
    private readonly Volume<byte>? leftOut;

    /// <param name="prediction">Labels.</param>
    /// <param name="reference">Labels on the same grid, whose geometry counts.</param>
    /// <param name="label">The label compared, not 0; every other is background.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public LabelComparison(Volume<byte> prediction, Volume<byte> reference, byte label, int threads = 1)
        : this(new(prediction, reference, null), prediction, reference, label, null, threads, null)
    {
    }

    private LabelComparison(
        LabelCensus census,
        Volume<byte> prediction,
        Volume<byte> reference,
        byte label,
        ClassProbabilities? probabilities,
        int threads,
        Volume<byte>? leftOut)
    {
        ArgumentOutOfRangeException.ThrowIfZero(label);
        this.leftOut = leftOut;
        (this.census, this.prediction, this.reference, this.probabilities) = (census, prediction, reference, probabilities);
        (Label, Threads, Counts) = (label, threads, census.Counts(label));
    }

    /// <summary>Several labels, from one pass over the label maps.</summary>
    /// <param name="prediction">Labels.</param>
    /// <param name="reference">Labels on the same grid.</param>
    /// <param name="labels">Those compared, none of them 0.</param>
    /// <param name="probabilities">Of all classes, where they are at hand.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <param name="leftOut">Not 0 at voxels that do not count, of which both maps are background; null where all do.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static IReadOnlyList<LabelComparison> Of(
        Volume<byte> prediction,
        Volume<byte> reference,
        IEnumerable<byte> labels,
        ClassProbabilities? probabilities = null,
        int threads = 1,
        Volume<byte>? leftOut = null)
    {
        var census = new LabelCensus(prediction, reference, leftOut);
        return [.. labels.Select(label => new LabelComparison(census, prediction, reference, label, probabilities, threads, leftOut))];
    }

    public byte Label { get; }

    public int Threads { get; }

    /// <value>Over the whole image.</value>
    public ConfusionCounts Counts { get; }

    /// <value>Of the whole image.</value>
    public Geometry Geometry => reference.Geometry;

    public bool BothEmpty => Counts is { ReferenceSize: 0, PredictionSize: 0 };

    /// <value>Exactly one of the two masks is empty.</value>
    public bool OneEmpty => Counts.ReferenceSize == 0 != (Counts.PredictionSize == 0);

    /// <value>The predicted mask, 0 or 1, in the smallest box around both masks and one voxel of background around that.</value>
    public Volume<byte> Prediction => field ??= Cropped(prediction);

    /// <value>The reference's mask in the same box.</value>
    public Volume<byte> Reference => field ??= Cropped(reference);

    public SurfaceDistances Surfaces => field ??= SurfaceDistances.Between(this);

    /// <value>Over the whole image.</value>
    /// <exception cref="InvalidOperationException">There are no probabilities.</exception>
    public BinaryForecast Forecast => field ??= Probabilities.Of(Label).Whole(reference, leftOut);

    /// <value>Over the reference's mask and what is near it; over the whole image where the mask is empty.</value>
    /// <exception cref="InvalidOperationException">There are no probabilities.</exception>
    public BinaryForecast ForecastNearLesion => field ??= Counts.ReferenceSize == 0 ? Forecast : Probabilities.Of(Label).Near(
        reference,
        census.Reference(Label),
        Threads,
        leftOut);

    /// <summary>Lesion candidates by score.</summary>
    /// <returns>Null where there are no probabilities.</returns>
    public FrocCase? Candidates(LesionMatching matching) => probabilities is null ? null
        : FrocCase.Of(
            Annotated(new(Geometry, probabilities.Of(Label).Probability)),
            reference.Map(label => label == Label ? (byte)1 : (byte)0),
            matching,
            Threads);

    /// <summary>Nothing is found where nothing was annotated.</summary>
    private Volume<float> Annotated(Volume<float> probability)
    {
        if (leftOut is null)
            return probability;
        var kept = probability.Map(value => value);
        for (var i = 0; i < kept.Array.Length; i++)
            kept.Array[i] = leftOut.Array[i] == 0 ? kept.Array[i] : 0;
        return kept;
    }

    private ClassProbabilities Probabilities => probabilities ?? throw new InvalidOperationException("no class probabilities were given");

    private Volume<byte> Cropped(Volume<byte> labels)
    {
        var geometry = labels.Geometry;
        var spacing = reference.Geometry.SpacingKnown ? reference.Geometry.Spacing : (Vector3?)null;
        var box = census.Union(Label);
        if (box.IsEmpty)
            return new(new Geometry(new(1, 1, 1), spacing));
        var deep = geometry.Dimensions == 3 ? 1 : 0;
        var mask = new Volume<byte>(new Geometry(new(box.X1 - box.X0 + 3, box.Y1 - box.Y0 + 3, box.Z1 - box.Z0 + 1 + 2 * deep), spacing));
        for (var z = box.Z0; z <= box.Z1; z++)
        {
            for (var y = box.Y0; y <= box.Y1; y++)
            {
                var from = labels.Span.Slice(box.X0 + labels.Size.X * (y + labels.Size.Y * z), box.X1 - box.X0 + 1);
                var to = mask.Span.Slice(1 + mask.Size.X * (y - box.Y0 + 1 + mask.Size.Y * (z - box.Z0 + deep)), from.Length);
                for (var x = 0; x < from.Length; x++)
                    to[x] = from[x] == Label ? (byte)1 : (byte)0;
            }
        }
        return mask;
    }
}
