using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Data;
using Seno.Learning.Runtime;

namespace Seno.Studies;

/// <summary>What made a run: versions, machine, seed, request, data.</summary>
/// <param name="Processor">Null in runs that did not record it.</param>
/// <param name="Files">SHA-256 of every file of the data set that training may read, by its path in the data set.</param>
public sealed record Manifest(string Seno, string DotNet, string LibTorch, string System, string Architecture, int Threads, ulong Seed, string Precision, TrainRequest Request, IReadOnlyDictionary<string, string> Files, string? Processor = null)
{
    public static string Version { get; } = typeof(Manifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static Manifest Of(TrainRequest request, Plan plan, IReadOnlyDictionary<string, string> files) => new(
        Version,
        Environment.Version.ToString(),
        TorchRuntime.Version,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        request.Compute.Threads,
        plan.Seed,
        plan.Precision,
        request with { Dataset = Path.GetFullPath(request.Dataset), Run = Path.GetFullPath(request.Run) },
        files,
        string.Create(CultureInfo.InvariantCulture, $"{CpuFeatures.Model}, {Environment.ProcessorCount} cores"));

    /// <exception cref="DataException">Missing, or not as Seno writes it.</exception>
    public static Manifest Read(string path) => SenoJson.ReadFile<Manifest>(path);

    public void Write(string path) => SenoJson.WriteFile(path, this);
}
