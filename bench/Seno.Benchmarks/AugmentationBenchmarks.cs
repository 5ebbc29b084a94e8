using BenchmarkDotNet.Attributes;
using Seno.Core;
using Seno.Learning.Sampling.Augmentation;

namespace Seno.Benchmarks;

/// <summary>What a training patch costs before the network sees it.</summary>
[MemoryDiagnoser]
public class AugmentationBenchmarks
{
    private readonly float[] plane = new float[160 * 160];
    private readonly byte[] labels = new byte[160 * 160];
    private readonly float[] image = new float[160 * 160];
    private readonly byte[] label = new byte[160 * 160];
    private long item;

    [GlobalSetup]
    public void Fill() => GaussianNoise.Add(plane, 1, new SeededRandom(1, "benchmark"));

    [Benchmark]
    public void Turned_and_magnified() => PatchSampler.Sample([plane], labels, 160, 160, 79.5, 79.5, 160, 160, new SpatialTransform(0.3, 1.2, true, false), image, label);

    [Benchmark]
    public void Blur() => GaussianBlur.Apply(image, 160, 160, 0.8);

    [Benchmark]
    public void Low_resolution() => LowResolution.Apply(image, 160, 160, 0.6);

    [Benchmark]
    public void All_as_drawn()
    {
        var random = new SeededRandom(1, "benchmark", item++);
        PatchSampler.Sample([plane], labels, 160, 160, 79.5, 79.5, 160, 160, SpatialTransform.Draw(new AugmentationOptions(), random), image, label);
        IntensityAugmentation.Apply(image, 1, 160, 160, new AugmentationOptions(), random);
    }
}
