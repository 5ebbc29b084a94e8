using Seno.Core;
using Seno.Studies.Reports.Charts;

namespace Seno.Benchmarks.Losses;

/// <summary>losses OUT PAGE: docs/results/losses.md and its figure from what 'bench/losses small' has trained so far.</summary>
internal static class SmallLesionReport
{
    private const string Figure = "small-lesions";

    public static int Run(string folder, string page)
    {
        try
        {
            var handWritten = HandWritten.Of(page);
            var datasets = SmallLesionStudy.Read(folder);
            var name = Path.GetFileNameWithoutExtension(page);
            ChartFile.WriteSvg(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(page))!, name), Figure, SmallLesionFigure.Draw(datasets));
            AtomicFile.WriteText(page, SmallLesionPage.Write(datasets, $"{name}/{Figure}", handWritten));
            return 0;
        }
        catch (DataException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }
}
