namespace Seno.Studies.Reports.Checklists;

/// <summary>What Metrics Reloaded asks of the choice of metrics, as far as it concerns lesion segmentation.</summary>
internal static class MetricsReloadedChecklist
{
    public static Checklist Table { get; } = new(
        "Metrics Reloaded",
        "The properties of the problem (its fingerprint) that decide on the metrics of semantic segmentation, after Maier-Hein, Reinke et al., Nature Methods 21, 2024, in our words and for lesions; numbers are given where we could check them.",
        [
            new("What matters in the domain",
            [
                new("", "Category: segmentation of images, or detection of single lesions", FingerprintFacts.Category, "Which of the two answers the clinical question; if lesions must be found one by one, count them ('seno evaluate --lesions')."),
                new("FP2.1", "Borders matter: a boundary metric beside the overlap", FingerprintFacts.Boundaries, "A boundary metric, its tolerance taken from the readers’ own variability ('seno evaluate --nsd-tolerance')."),
                new("FP2.2", "Volume matters: a volume metric beside", FingerprintFacts.Volume, "Whether the volume is used (response, planning), and its error."),
                new("FP2.3", "The centre line matters, as in vessels and ducts", FingerprintFacts.CentreLine, "Whether it does; for compact lesions it does not."),
                new("FP2.5", "Errors weigh unequally: missing is worse than marking too much, or the reverse", FingerprintFacts.Penalty, "Which is worse, and by how much."),
                new("FP2.7.1", "Confidence is used: calibration", FingerprintFacts.Calibration, "Whether probabilities are shown or used; then their calibration ('seno predict --probabilities', 'seno evaluate')."),
            ]),
            new("The lesions",
            [
                new("", "Small against the pixel: overlap falls by a pixel’s error", FingerprintFacts.Small, "Sizes of the lesions in pixels."),
                new("", "Sizes differ widely: results by size", FingerprintFacts.SizeSpread, "Results by size ('seno evaluate --strata tertiles')."),
                new("", "Several lesions in an image", FingerprintFacts.Several, "Whether an image may have several lesions; then detection lesion by lesion."),
            ]),
            new("The data",
            [
                new("", "References without a lesion: what overlap and distance mean there", FingerprintFacts.Empty, "How many there are, and how they are counted."),
                new("", "The reference is uncertain; several readers", FingerprintFacts.Readers, "How far readers agree: no model can be told from the reference below that."),
                new("", "Images of one patient are not independent", FingerprintFacts.Clusters, "Which cases are of one patient, and that intervals respect it."),
                new("", "Share of the image and of the cases that is lesion", FingerprintFacts.Prevalence, "The share in the population the model is meant for."),
            ]),
            new("The output, and how it is reported",
            [
                new("", "Predictions may be empty: missed lesions and their penalty", FingerprintFacts.EmptyPredictions, "How many lesions were missed, and what a missed one costs in each metric."),
                new("", "Aggregation: the distribution, not the mean alone", FingerprintFacts.Distribution, "Median and spread beside the mean, and a figure of all cases."),
                new("", "Comparisons: paired, with uncertainty, the ranking’s stability", FingerprintFacts.Comparison, "If methods are compared: 'seno compare'."),
            ]),
        ]);
}
