using System.Globalization;
using Seno.Imaging.Formats;

namespace Seno.Benchmarks.Field.Cases;

/// <summary>Three phases of four slices; a pixel is 100 × phase + slice + 1, whatever the numbers and clocks say.</summary>
internal static class DynamicSeries
{
    private static readonly string[] Series = ["good_temporal_position", "random_numbers", "random_numbers_trigger", "reversed_numbers", "numbers_restart", "enhanced/frame_times_only.dcm"];

    public static void Try(FieldRun run)
    {
        foreach (var series in Series)
        {
            var output = run.Out(Path.GetFileNameWithoutExtension(series) + ".nii.gz");
            run.Done($"convert {series}", run.Seno("convert", run.Input(series), output));
            var found = File.Exists(output) ? string.Join(" ", ImageFile.ReadSequence(output).Volumes.Select(volume => string.Join(",", Enumerable.Range(0, volume.Size.Z).Select(z => volume[0, 0, z].ToString(CultureInfo.InvariantCulture))))) : "";
            run.Equal($"{series}: slices by phase", "1,2,3,4 101,102,103,104 201,202,203,204", found);
            var info = run.Seno("info", run.Input(series), "--json");
            run.Check($"{series}: what told the phases apart is said", info.ExitCode == 0 && info.Says("separatedBy"), info.LastLine);
        }
    }
}
