using System.Reflection;
using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Data;
using Seno.Learning.Runtime;

namespace Seno.Studies;

/// <summary>What made a run: versions, machine, seed, request.</summary>
public sealed record Manifest(string Seno, string DotNet, string LibTorch, string System, string Architecture, int Threads, ulong Seed, string Precision, TrainRequest Request)
{
    public static string Version { get; } = typeof(Manifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static Manifest Of(TrainRequest request, Plan plan) => new(
        Version,
        Environment.Version.ToString(),
        TorchRuntime.Version,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        request.Compute.Threads,
        plan.Seed,
        plan.Precision,
        request);

    public void Write(string path) => SenoJson.WriteFile(path, this);
}
