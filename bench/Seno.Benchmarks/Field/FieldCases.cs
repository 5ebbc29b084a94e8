using System.Globalization;
using Seno.Benchmarks.Field.Cases;

namespace Seno.Benchmarks.Field;

/// <summary>field CASES SENO.DLL: inputs that went wrong for somebody, each tried as its README says, against the right value.</summary>
internal static class FieldCases
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    /// <summary>By the number that a case's folder begins with.</summary>
    private static readonly SortedDictionary<string, Action<FieldRun>> Cases = new(StringComparer.Ordinal)
    {
        ["01"] = OutputOverInput.Try,
        ["02"] = NotFinite.Try,
        ["04"] = OtherGrids.Try,
        ["05"] = IgnoreLabel.Try,
        ["07"] = CasesTable.Try,
        ["08"] = MultiPageTiff.Try,
        ["09"] = DynamicSeries.Try,
        ["11"] = PixelPadding.Try,
        ["13"] = Localizer.Try,
        ["14"] = ColourSpaces.Try,
        ["15"] = DoubledContours.Try,
        ["17"] = DatasetJson.Try,
        ["18"] = UnexpectedErrors.Try,
        ["19"] = ExifOrientation.Try,
        ["20"] = PaletteLabels.Try,
        ["22"] = SliceAxes.Try,
    };

    /// <returns>1 if a case is wrong.</returns>
    public static int Run(string cases, string library)
    {
        var folders = Directory.EnumerateDirectories(cases).Where(folder => Cases.ContainsKey(NumberOf(folder))).Order(StringComparer.Ordinal).ToArray();
        foreach (var other in Directory.EnumerateDirectories(cases).Except(folders).Order(StringComparer.Ordinal))
            Console.Out.WriteLine($"not tried: {Path.GetFileName(other)} (what is right there is not known here)");
        var right = folders.Count(folder => IsRight(folder, new(library, Allowed)));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{right} of {folders.Length} right"));
        return right == folders.Length && right > 0 ? 0 : 1;
    }

    private static bool IsRight(string folder, SenoProgram seno)
    {
        var scratch = Directory.CreateTempSubdirectory("seno-field-").FullName;
        try
        {
            var run = new FieldRun(folder, scratch, seno);
            Cases[NumberOf(folder)](run);
            var wrong = run.Checks.Where(check => !check.Right).ToArray();
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(wrong.Length == 0 ? "right" : "WRONG")}  {Path.GetFileName(folder)}  {run.Checks.Count - wrong.Length} of {run.Checks.Count} checks"));
            foreach (var check in wrong)
                Console.Out.WriteLine($"       {check.What}: {check.Detail}");
            return wrong.Length == 0 && run.Checks.Count > 0;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static string NumberOf(string folder) => Path.GetFileName(folder).Split('-')[0];
}
