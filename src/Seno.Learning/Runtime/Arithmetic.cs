using Seno.Data;
using static TorchSharp.torch;

namespace Seno.Learning.Runtime;

/// <summary>How a network computes: what a plan records of it.</summary>
/// <param name="Precision">Fp32 or Bf16.</param>
/// <param name="Layout">Memory order.</param>
public readonly record struct Arithmetic(Precision Precision, Layout Layout)
{
    public static IReadOnlyList<Arithmetic> All { get; } =
    [
        new(Precision.Fp32, Layout.ChannelsFirst),
        new(Precision.Fp32, Layout.ChannelsLast),
        new(Precision.Bf16, Layout.ChannelsFirst),
        new(Precision.Bf16, Layout.ChannelsLast),
    ];

    /// <summary>By the request and the processor's instructions alone, so that one command computes the same each time.</summary>
    /// <param name="asked">Auto: bfloat16 for slices on a processor that has instructions for it, else float32.</param>
    /// <param name="dimensions">2 for slices, 3 for volumes.</param>
    /// <param name="device">What computes; a GPU computes in float32 unless asked otherwise.</param>
    public static Arithmetic For(Precision asked, int dimensions, Device device) =>
        For(asked, dimensions, device.type == TorchSharp.DeviceType.CPU && CpuFeatures.HasBfloat16);

    /// <remarks>The layouts are those that docs/results/speed.md found faster.</remarks>
    internal static Arithmetic For(Precision asked, int dimensions, bool hasBfloat16)
    {
        var precision = asked != Precision.Auto ? asked : hasBfloat16 && dimensions == 2 ? Precision.Bf16 : Precision.Fp32;
        return new(precision, precision == Precision.Bf16 && dimensions == 2 ? Layout.ChannelsLast : Layout.ChannelsFirst);
    }

    public string PrecisionName => Precision == Precision.Bf16 ? "bf16" : "fp32";

    public string LayoutName => Layout == Layout.ChannelsLast ? "channels-last" : "channels-first";

    public static Arithmetic Of(Plan plan) => new(
        plan.Precision == "bf16" ? Precision.Bf16 : Precision.Fp32,
        plan.Layout == "channels-last" ? Layout.ChannelsLast : Layout.ChannelsFirst);

    public Plan In(Plan plan) => plan with { Precision = PrecisionName, Layout = LayoutName };

    public override string ToString() => $"{PrecisionName} {LayoutName}";
}
