using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Readers;

namespace Seno.Studies.Phantoms;

/// <summary>How one modality's cohort is simulated. A further modality is one file beside this and a line in <see cref="PhantomStudy"/>.</summary>
internal abstract class PhantomCohort
{
    /// <value>As on the command line, and the start of every case's id.</value>
    public abstract string Name { get; }

    /// <value>In words.</value>
    public abstract string Title { get; }

    /// <value>Of dataset.json.</value>
    public abstract string Modality { get; }

    public abstract IReadOnlyList<string> Channels { get; }

    /// <value>Of the image files.</value>
    public virtual string Ending => ".nii.gz";

    /// <value>Whether it can also be simulated from projections.</value>
    public virtual bool HasProjections => false;

    /// <value>Whether it can also be had before processing for display.</value>
    public virtual bool HasRaw => false;

    /// <value>Voxels along each axis that can be asked for.</value>
    public abstract (int Least, int Most) Sizes { get; }

    /// <value>Drawn from, each as likely as it is often.</value>
    protected abstract IReadOnlyList<LesionKind> Kinds { get; }

    /// <returns>What phantom.json says of a centre's scanner.</returns>
    public abstract object Scanner(int centre, ulong seed);

    /// <summary>Simulates a case and writes it.</summary>
    /// <param name="writer">Of the data set.</param>
    /// <param name="request">The cohort.</param>
    /// <param name="readers">Who contour it too.</param>
    /// <param name="index">Of the case.</param>
    /// <returns>How many lesions the case has.</returns>
    public abstract int Add(DatasetWriter writer, PhantomRequest request, IReadOnlyList<SimulatedReader> readers, int index);

    public string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"{Name}_{index:D4}");

    internal static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A patient's breast with its lesions.</summary>
    protected BreastAnatomy Breast(PhantomRequest request, int patient)
    {
        var random = new SeededRandom(request.Seed, "lesions", patient);
        var anatomy = BreastAnatomy.Draw(new() { Density = request.Density }, request.Seed, patient);
        var count = request.Lesions ?? (request.VolumesOfInterest ? 1 : 1 + random.Next(3));
        var (low, high) = request.Diameter;
        var wanted = Enumerable.Range(0, count).Select(_ => (Kinds[random.Next(Kinds.Count)], low * Math.Pow(high / low, random.NextDouble()))).ToArray();
        return Possible("--lesions", Id(patient), "Ask for fewer or smaller lesions", () => LesionPlacement.Place(anatomy, wanted, random));
    }

    /// <summary>What cases.csv says of a patient, a breast and those of its lesions that an image shows.</summary>
    protected static Dictionary<string, string> Describe(string patient, int centre, BreastAnatomy anatomy, IReadOnlyList<Lesion> seen) => new(StringComparer.Ordinal)
    {
        ["patient"] = patient,
        ["centre"] = Text(centre + 1),
        ["density"] = anatomy.Density.ToString(),
        ["volumetric_density"] = Text(Math.Round(anatomy.VolumetricDensity, 4)),
        ["lesion_kind"] = string.Join(';', seen.Select(lesion => lesion.Kind)),
        ["lesion_mm"] = string.Join(';', seen.Select(lesion => Text(Math.Round(lesion.Diameter, 2)))),
        ["class"] = ClassOf(seen),
    };

    private static string ClassOf(IReadOnlyList<Lesion> seen)
    {
        if (seen.Any(lesion => lesion.IsMalignant))
            return "malignant";
        return seen.Any(lesion => lesion.Kind == LesionKind.Calcifications) ? "calcifications" : "benign";
    }

    /// <exception cref="DataException">What is asked for cannot be, named by its option.</exception>
    protected static T Possible<T>(string option, string id, string cure, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException failure)
        {
            throw new DataException(option, $"case {id}: {failure.Message.Split(" (Parameter")[0]}", cure, failure);
        }
    }
}
