using MathNet.Numerics.Distributions;
using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Agreement;

/// <summary>Is a model as good as a reader? Multi-reader multi-case analysis of the difference to the readers' leave-one-out references.</summary>
/// <remarks>
/// A reader is judged by the others and judges them, so the readers' differences are no independent sample. What a reader contributes is
/// found by leaving him out of the panel altogether (pseudo-values of a jackknife over readers, case by case), and the pseudo-values'
/// variance over readers and patients is that of Dorfman, Berbaum and Metz (Investigative Radiology 27, 1992), never less than its reader
/// part (Hillis and Berbaum, Academic Radiology 11, 2004), with Satterthwaite's degrees of freedom. With two readers there is no panel
/// without one, and the result is for these two.
/// </remarks>
public static class ReaderStudy
{
    public const double NonInferiorityLevel = 0.025;
    public const double EquivalenceLevel = 0.05;

    /// <summary>For readers and patients like these; for two readers as <see cref="OfTheseReaders"/>.</summary>
    /// <param name="cases">Read by all readers of one panel.</param>
    /// <param name="margin">DSC, positive, stated before.</param>
    /// <exception cref="ArgumentException">Fewer than two patients, panels of different sizes, or a margin that is not positive.</exception>
    public static ReaderStudyResult Of(IReadOnlyList<PanelDifference> cases, double margin)
    {
        var readers = cases.Count == 0 ? 0 : cases[0].Without.Count;
        if (cases.Any(item => item.Without.Count != readers))
            throw new ArgumentException("every case needs the whole panel", nameof(cases));
        if (readers < 3)
            return OfTheseReaders(cases, 2, margin);
        var patients = Patients(cases, margin);
        var n = patients.Length;
        var pseudo = patients.Select(patient => Enumerable.Range(0, readers).Select(reader => readers * patient.Average(item => item.All) - (readers - 1) * patient.Average(item => item.Without[reader])).ToArray()).ToArray();
        var (ofReaders, ofPatients, ofBoth) = MeanSquares(pseudo);
        var patientPart = Math.Max(ofPatients - ofBoth, 0);
        var variance = (ofReaders + patientPart) / (n * readers);
        var spread = ofReaders * ofReaders / (readers - 1) + (patientPart > 0 ? ofPatients * ofPatients / (n - 1) + ofBoth * ofBoth / ((n - 1.0) * (readers - 1)) : 0);
        var freedom = spread > 0 ? Math.Max(1, (ofReaders + patientPart) * (ofReaders + patientPart) / spread) : n - 1;
        var mean = patients.Average(patient => patient.Average(item => item.All));
        return Result(mean, Math.Sqrt(variance), freedom, readers, cases.Count, n, margin, generalises: true, Math.Max(ofReaders - ofBoth, 0) / (n * readers), patientPart / (n * readers));
    }

    /// <summary>For patients like these, read by these very readers.</summary>
    /// <param name="cases">Read by all readers of one panel.</param>
    /// <param name="readers">In the panel.</param>
    /// <param name="margin">DSC, positive, stated before.</param>
    /// <exception cref="ArgumentException">Fewer than two patients, or a margin that is not positive.</exception>
    public static ReaderStudyResult OfTheseReaders(IReadOnlyList<PanelDifference> cases, int readers, double margin)
    {
        var means = Patients(cases, margin).Select(patient => patient.Average(item => item.All)).ToArray();
        var mean = means.Average();
        var variance = means.Sum(value => (value - mean) * (value - mean)) / (means.Length - 1) / means.Length;
        return Result(mean, Math.Sqrt(variance), means.Length - 1, readers, cases.Count, means.Length, margin, generalises: false, double.NaN, variance);
    }

    private static PanelDifference[][] Patients(IReadOnlyList<PanelDifference> cases, double margin)
    {
        if (!(margin > 0))
            throw new ArgumentException("A margin is positive", nameof(margin));
        PanelDifference[][] patients = [.. cases.GroupBy(item => item.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray())];
        return patients.Length >= 2 ? patients : throw new ArgumentException("At least two patients are needed", nameof(cases));
    }

    /// <summary>Of a table of patients by readers.</summary>
    private static (double Readers, double Patients, double Both) MeanSquares(double[][] table)
    {
        var (n, readers) = (table.Length, table[0].Length);
        var mean = table.Average(row => row.Average());
        var ofReader = Enumerable.Range(0, readers).Select(reader => table.Average(row => row[reader])).ToArray();
        var ofPatient = table.Select(row => row.Average()).ToArray();
        var both = 0.0;
        for (var patient = 0; patient < n; patient++)
        {
            for (var reader = 0; reader < readers; reader++)
                both += Math.Pow(table[patient][reader] - ofPatient[patient] - ofReader[reader] + mean, 2);
        }
        return (n * ofReader.Sum(value => (value - mean) * (value - mean)) / (readers - 1), readers * ofPatient.Sum(value => (value - mean) * (value - mean)) / (n - 1), both / ((n - 1.0) * (readers - 1)));
    }

    private static ReaderStudyResult Result(double mean, double error, double freedom, int readers, int cases, int patients, double margin, bool generalises, double readerVariance, double patientVariance)
    {
        double UpperTail(double distance) => error > 0 ? StudentT.CDF(0, 1, freedom, -distance / error) : distance > 0 ? 0 : 1;
        MarginTest Test(double p, double level)
        {
            var reach = error * StudentT.InvCDF(0, 1, freedom, 1 - level);
            return new(new(mean, mean - reach, mean + reach), patients, p, p <= level);
        }
        var below = UpperTail(mean + margin);
        return new(readers, cases, patients, margin, generalises, Test(below, NonInferiorityLevel), Test(Math.Max(below, UpperTail(margin - mean)), EquivalenceLevel), freedom, readerVariance, patientVariance);
    }
}
