using Seno.Imaging.Formats;
using Seno.Imaging.Tests.Formats;
using SharpFuzz;

// seeds ENDING FOLDER: good files of that ending. ENDING FOLDER: opens what comes on standard input, under that ending; under afl-fuzz again and
// again. What should not happen is thrown, and afl-fuzz calls it a crash; it watches the time by itself, and tries again before it speaks of a hang.
if (args is ["seeds", var wanted, var seeds])
    return Write(wanted, seeds);
var (ending, path) = (args[0], Path.Combine(args[1], "input" + args[0]));
Fuzzer.OutOfProcess.Run(stream =>
{
    using (var file = File.Create(path))
        stream.CopyTo(file);
    var outcome = Fuzz.Open(() => Fuzz.Read(path, IsDicom(ending), ImageReadOptions.Default), threads: true, new FileInfo(path).Length, TimeSpan.MaxValue, ending);
    if (outcome.Wrong is { } wrong)
        throw new InvalidOperationException(wrong);
});
return 0;

static bool IsDicom(string ending) => ending is ".dcm" or ".zip" or ".tar.gz";

static int Write(string ending, string folder)
{
    var scratch = Directory.CreateTempSubdirectory("seno-fuzz-").FullName;
    try
    {
        var single = (IsDicom(ending) ? FuzzSeed.MadeDicom(scratch) : FuzzSeed.Made(scratch)).Where(seed => seed.Files is [var file] && file.Name.EndsWith(ending, StringComparison.Ordinal)).ToArray();
        foreach (var seed in single)
            File.WriteAllBytes(Path.Combine(folder, seed.Name), seed.Files[0].Bytes);
        return single.Length > 0 ? 0 : 1;
    }
    finally
    {
        Directory.Delete(scratch, recursive: true);
    }
}
