using System.CommandLine;
using System.Globalization;
using Seno.Learning.Runtime;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>Options that several verbs take, with one meaning.</summary>
internal sealed class SharedOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON document on standard output, everything else on standard error." };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress." };

    public Option<string> Device { get; } = new("--device") { Description = "auto, cpu, cuda or cuda:n.", DefaultValueFactory = _ => "auto" };

    public Option<int> Threads { get; } = AtLeastOne(new("--threads") { Description = "CPU threads.", DefaultValueFactory = _ => Environment.ProcessorCount });

    public Option<string?> LibTorch { get; } = new("--libtorch") { Description = "Folder of another libtorch 2.10.0 build (its 'lib'), for instance one with CUDA." };

    public Option<string> Precision { get; } = new("--precision")
    {
        Description = "auto, fp32 or bf16: arithmetic of the convolutions; auto: bf16 for slices where the processor has instructions for it, else fp32.",
        DefaultValueFactory = _ => "auto",
    };

    public static Option<string?> Series() => new("--series")
    {
        Description = "Of several DICOM series, the one with this number (as 'seno info' lists them), this UID, this description, or this "
            + "text in its description; UID#2 is the second stack of one UID.",
    };

    public static Option<string?> Source() => new("--source") { Description = "The DICOM images that a segmentation or contours lie on: file, folder or archive." };

    public static Option<bool> Reorient() => new("--reorient")
    {
        Description = "Turn files that differ from the image only by the order or sense of their axes (RAS against LPS), "
            + "without interpolation; else they are refused.",
    };

    public void AddOutput(Command command)
    {
        command.Options.Add(Json);
        command.Options.Add(Quiet);
    }

    public void AddCompute(Command command)
    {
        command.Options.Add(Device);
        command.Options.Add(Threads);
        command.Options.Add(Precision);
        command.Options.Add(LibTorch);
    }

    private static Option<int> AtLeastOne(Option<int> option)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{option.Name} must be at least 1.");
        });
        return option;
    }

    public ComputeOptions Compute(ParseResult parsed, StudyOutput output)
    {
        var (asked, cores) = (parsed.GetRequiredValue(Threads), Environment.ProcessorCount);
        if (asked > cores)
            output.Warn(string.Create(CultureInfo.InvariantCulture, $"--threads {asked}: this machine has {cores} cores, so {cores} threads are used"));
        return new()
        {
            Device = parsed.GetRequiredValue(Device),
            Threads = Math.Min(asked, cores),
            Precision = PrecisionOf(parsed.GetRequiredValue(Precision)),
            LibTorch = parsed.GetValue(LibTorch),
        };
    }

    private static Precision PrecisionOf(string name) => name switch
    {
        "auto" => Learning.Runtime.Precision.Auto,
        "fp32" => Learning.Runtime.Precision.Fp32,
        "bf16" => Learning.Runtime.Precision.Bf16,
        _ => throw new Core.DataException("--precision", $"'{name}' is no precision", "Use auto, fp32 or bf16"),
    };

    public Terminal Terminal(ParseResult parsed) => new(parsed.GetValue(Quiet));

    /// <summary>"90s", "15m", "2h", or seconds.</summary>
    public static TimeSpan? Duration(string? text)
    {
        if (text is null)
            return null;
        var scale = char.ToLowerInvariant(text.Length > 0 ? text[^1] : ' ') switch { 's' => 1.0, 'm' => 60, 'h' => 3600, _ => 0 };
        var number = scale == 0 ? text : text[..^1];
        return Core.InvariantNumber.TryParse(number, out double value) && value > 0 && value < 1e7
            ? TimeSpan.FromSeconds(value * (scale == 0 ? 1 : scale))
            : throw new Core.DataException("--time-limit", $"'{text}' is not a duration",
                text.Contains(',', StringComparison.Ordinal) && Core.InvariantNumber.TryParse(number.Replace(',', '.'), out double _)
                    ? $"Write {text.Replace(',', '.')}"
                    : "Write 90s, 15m, 2h or 1.5h");
    }
}
