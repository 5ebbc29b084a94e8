using Seno.Data;

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

    public string PrecisionName => Precision == Precision.Bf16 ? "bf16" : "fp32";

    public string LayoutName => Layout == Layout.ChannelsLast ? "channels-last" : "channels-first";

    public static Arithmetic Of(Plan plan) => new(
        plan.Precision == "bf16" ? Precision.Bf16 : Precision.Fp32,
        plan.Layout == "channels-last" ? Layout.ChannelsLast : Layout.ChannelsFirst);

    public Plan In(Plan plan) => plan with { Precision = PrecisionName, Layout = LayoutName };

    public override string ToString() => $"{PrecisionName} {LayoutName}";
}
