using System.Globalization;
using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;
using Seno.Learning.Runtime;
using Seno.Studies.Reports;
using static TorchSharp.torch;

namespace Seno.Studies;

/// <summary>Looks at everything Seno stands on, and says what to do about what is missing.</summary>
public static class DoctorStudy
{
    private const long LeastMemory = 4L << 30;
    private const long LeastDisk = 2L << 30;

    /// <param name="compute">As a training would be started.</param>
    /// <param name="measure">Time all arithmetics too.</param>
    /// <param name="cancel">Stops the timing.</param>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public static Diagnosis Run(ComputeOptions compute, bool measure, CancellationToken cancel = default)
    {
        List<Finding> findings =
        [
            new("seno", Manifest.Version),
            new(".net", $"{Environment.Version}, {RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.OSDescription}"),
            new("processor", string.Create(CultureInfo.InvariantCulture, $"{CpuFeatures.Model}, {Environment.ProcessorCount} cores, {string.Join(" ", CpuFeatures.Names)}")),
            Memory(),
            Disk(Environment.CurrentDirectory),
            Tried("images", () => RasterFile.LibraryVersion, "Restore the packages: delete the 'bin' and 'obj' folders and build again"),
            Dicom(),
            FigureFont.Family is { } family ? new("figures", $"font {family}") : new("figures", "no sans-serif font found", Cure: "Install one, for instance the package fonts-dejavu-core"),
        ];
        if (Torch(findings, compute) is not { } device)
            return new(findings, null, null);
        var times = measure ? ArithmeticTiming.Measure(device, cancel) : null;
        return new(findings, times, Arithmetic.For(compute.Precision, dimensions: 2, device).ToString());
    }

    /// <summary>Null where libtorch does not start.</summary>
    private static Device? Torch(List<Finding> findings, ComputeOptions compute)
    {
        try
        {
            var device = TorchRuntime.Start(compute);
            findings.Add(new("libtorch", $"{TorchRuntime.Version} from {TorchRuntime.LoadedFrom}"));
            findings.Add(new("devices", cuda.is_available() ? string.Create(CultureInfo.InvariantCulture, $"cpu, {cuda.device_count()} CUDA; {device} is used") : "cpu; no GPU that this libtorch can see"));
            findings.Add(Convolutions());
            return device;
        }
        catch (Exception failure) when (failure is DataException or DllNotFoundException or TypeInitializationException)
        {
            findings.Add(new("libtorch", failure.Message, Cure: "Build Seno on this machine with its start script, or name another libtorch with --libtorch"));
            return null;
        }
    }

    private static Finding Convolutions()
    {
        var (exact, fast) = (ConvolutionCheck.LargestError(ScalarType.Float32), ConvolutionCheck.LargestError(ScalarType.BFloat16));
        var text = string.Create(CultureInfo.InvariantCulture, $"relative errors against float64: fp32 {exact:0e-0}, bf16 {fast:0e-0}");
        return exact < 1e-4 && fast < 0.02 ? new("checked", text) : new("checked", text, "This libtorch computes wrongly on this processor: use another machine, or another build with --libtorch");
    }

    private static Finding Memory()
    {
        var total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var text = string.Create(CultureInfo.InvariantCulture, $"{total / 1e9:F1} GB");
        return total >= LeastMemory ? new("memory", text) : new("memory", text, Cure: "Training needs about 4 GB: use a smaller --batch-size and --input-size, or another machine");
    }

    private static Finding Disk(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:F1} GB free in {folder}");
        return free >= LeastDisk ? new("disk", text) : new("disk", text, Cure: "Free some space, or work in another folder");
    }

    /// <summary>Without GDCM most DICOM can be read all the same, so its absence is worth a word but breaks nothing.</summary>
    private static Finding Dicom()
    {
        try
        {
            return DicomSupport.GdcmVersion() is { } version
                ? new("dicom", $"own reader; compressed pixels through GDCM {version}")
                : new("dicom", $"own reader; no compressed pixels but RLE until {DicomSupport.Package} is installed (Debian, Ubuntu: sudo apt-get install {DicomSupport.Package})");
        }
        catch (DataException failure)
        {
            return new("dicom", $"GDCM is installed but does not start ({failure.Problem})", $"Install the package {DicomSupport.Package} again");
        }
    }

    private static Finding Tried(string name, Func<string> look, string cure)
    {
        try
        {
            return new(name, look());
        }
        catch (Exception failure) when (failure is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            return new(name, failure.GetBaseException().Message, cure);
        }
    }
}
