using System.Diagnostics;
using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Learning.Runtime;

namespace Seno.Benchmarks.Losses;

/// <summary>losses-tiny DATA RUNS PAGE MINUTES: which losses find lesions that fill less than a ten-thousandth of a volume, as slices and as volumes.</summary>
internal static class TinyLesions
{
    /// <summary>Those that oversample first: they tell most. Begins no further setting once the minutes are over, and writes the page of those that are done.</summary>
    public static int Run(string data, string runs, string page, string minutes)
    {
        TorchRuntime.Start(new ComputeOptions { Device = "cpu", Threads = 1 });
        var dataset = Dataset.Open(data);
        var training = new TinyTraining(dataset, runs);
        var limit = TimeSpan.FromMinutes(double.Parse(minutes, NumberStyles.Float, CultureInfo.InvariantCulture));
        var clock = Stopwatch.StartNew();
        foreach (var setting in TinySetting.All.OrderByDescending(setting => setting.Oversampling).Where(setting => !File.Exists(FileOf(runs, setting))).TakeWhile(_ => clock.Elapsed < limit))
        {
            var result = training.Run(setting);
            SenoJson.WriteFile(FileOf(runs, setting), result);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{setting.Id}: {result.Found} of {result.Lesions} found, {result.FalseAlarms:F1} false alarms a volume, DSC {result.Dsc:F3}, {result.Verdict}, {result.TrainingSeconds:F0} + {result.PredictionSeconds:F0} s"));
        }
        var done = TinySetting.All.Where(setting => File.Exists(FileOf(runs, setting))).Select(setting => (setting, SenoJson.ReadFile<TinyResult>(FileOf(runs, setting)))).ToArray();
        TinyPage.Write(page, dataset, done);
        Console.WriteLine($"{done.Length} of {TinySetting.All.Count} settings are done");
        return 0;
    }

    private static string FileOf(string runs, TinySetting setting) => Path.Combine(runs, setting.Id, "result.json");
}
