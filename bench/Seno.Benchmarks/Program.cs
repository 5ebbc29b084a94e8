using Seno.Benchmarks.Agreement;
using Seno.Benchmarks.Comparing;
using Seno.Benchmarks.Conformance;
using Seno.Benchmarks.Field;
using Seno.Benchmarks.Field.Situations;
using Seno.Benchmarks.Formats;
using Seno.Benchmarks.Losses;
using Seno.Benchmarks.Phantoms;
using Seno.Benchmarks.Statistics;
using Seno.Benchmarks.Plausibility;
using Seno.Benchmarks.Waiting;

return args switch
{
    ["compare", ..] => Compare.Run(args[1..]),
    ["field", var cases, var library] => FieldCases.Run(cases, library),
    ["situations", var cases, var data, var library, ..] => SituationsRun.Run(cases, data, library, args[4..]),
    ["fuzz", ..] => FuzzRun.Run(args[1..]),
    ["conformance", ..] => ConformancePage.Run(args[1..]),
    ["loss-pictures", var folder] => LossPictures.Run(folder),
    ["statistics", ..] => StatisticsPage.Run(args[1..]),
    ["agreement", "staple"] => StapleRecovery.Run(),
    ["agreement", ..] => AgreementSimulation.Run(args[1..]),
    ["breast-ct-modes", var folder] => BreastCtModes.Run(folder),
    ["phantom-picture", var folder, var picture] => PhantomPicture.Run(folder, picture),
    ["phantoms-real", ..] => PhantomsAgainstReal.Run(args[1..]),
    ["losses", var folder, var page] => SmallLesionReport.Run(folder, page),
    ["losses-tiny", var data, var runs, var page, var minutes] => TinyLesions.Run(data, runs, page, minutes),
    ["step-time", var seconds, var threads] => StepTime.Run(seconds, threads),
    ["dicom-objects", var folder] => DicomObjects.Run(folder),
    _ => Switch(args),
};

static int Switch(string[] args)
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
