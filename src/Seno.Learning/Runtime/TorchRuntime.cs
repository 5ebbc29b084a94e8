using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Seno.Core;
using TorchSharp;

namespace Seno.Learning.Runtime;

/// <summary>The one place that loads libtorch. Call <see cref="Start"/> before the first use of <c>torch</c>.</summary>
public static class TorchRuntime
{
    /// <summary>The libtorch this build speaks to.</summary>
    public const string Version = "2.10.0";

    private const string TensorLibrary = "libtorch_cpu.so";
    private const string NeedlessVersion = "GLIBCXX_3.4.32";
    private static readonly Lock Gate = new();
    private static string? loadedFrom;

    /// <summary>The folder libtorch came from; null before <see cref="Start"/>.</summary>
    public static string? LoadedFrom => loadedFrom;

    /// <summary>Loads libtorch once and sets its threads.</summary>
    /// <returns>The device to compute on.</returns>
    /// <exception cref="DataException">libtorch is missing or of another version, or the device asked for is not there.</exception>
    public static torch.Device Start(ComputeOptions options)
    {
        lock (Gate)
        {
            if (loadedFrom is null)
                Load(options.LibTorch);
        }
        torch.set_num_threads(Math.Clamp(options.Threads, 1, Environment.ProcessorCount));
        return DeviceNamed(options.Device);
    }

    private static torch.Device DeviceNamed(string name)
    {
        if (name == "auto")
            return torch.cuda.is_available() ? torch.CUDA : torch.CPU;
        if (name == "cpu")
            return torch.CPU;
        var index = 0;
        if (name != "cuda" && !(name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out index)))
            throw new DataException("--device", $"'{name}' is no device", "Use auto, cpu, cuda or cuda:n");
        if (!torch.cuda.is_available() || index >= torch.cuda.device_count())
            throw new DataException("--device", $"'{name}' asked for, but this libtorch sees {(torch.cuda.is_available() ? torch.cuda.device_count() : 0)} GPUs", "Use --device cpu, or name a CUDA build of libtorch with --libtorch");
        return new torch.Device(DeviceType.CUDA, index);
    }

    private static void Load(string? folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            loadedFrom = AppContext.BaseDirectory;
            return;
        }
        var native = folder ?? FolderOf("LibTorchPackage", TensorLibrary);
        RequireVersion(native, chosen: folder is not null);
        OpenMpWaiting.Shorten();
        nint tensors = 0;
        foreach (var library in new[] { "libc10.so", TensorLibrary, "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so" })
        {
            var path = Path.Combine(native, library);
            if (!File.Exists(path))
                continue;
            var handle = NativeLibrary.Load(path);
            if (library == TensorLibrary)
                TorchThreads.Use(tensors = handle);
        }
        var bridge = LoadBridge(Path.Combine(FolderOf("TorchSharpPackage", "libLibTorchSharp.so"), "libLibTorchSharp.so"));
        NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, (name, _, _) => name == "LibTorchSharp" ? bridge : 0);
        loadedFrom = native;
        Disable(tensors, "_ZN2at7Context20setUserEnabledNNPACKEb");
        OneDnnCacheSizes.Reveal(tensors, TensorLibrary);
    }

    /// <summary>Switches one of libtorch's backends off, which TorchSharp has no way to do. NNPACK, for one, complains at every prediction on processors it does not know.</summary>
    internal static unsafe void Disable(nint library, string setter)
    {
        var context = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "_ZN2at13globalContextEv");
        var enable = (delegate* unmanaged<nint, byte, void>)NativeLibrary.GetExport(library, setter);
        enable(context(), 0);
    }

    private static string FolderOf(string metadata, string file)
    {
        var beside = AppContext.BaseDirectory;
        if (File.Exists(Path.Combine(beside, file)))
            return beside;
        var package = typeof(TorchRuntime).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == metadata).Value!;
        var native = Path.Combine(package, "runtimes", "linux-x64", "native");
        return File.Exists(Path.Combine(native, file))
            ? native
            : throw new DataException(Path.Combine(native, file), "libtorch is not installed there", "Build Seno on this machine, or name a libtorch folder with --libtorch");
    }

    private static void RequireVersion(string folder, bool chosen)
    {
        if (!File.Exists(Path.Combine(folder, TensorLibrary)))
            throw new DataException(folder, "holds no libtorch_cpu.so", "Give the 'lib' folder of a libtorch " + Version + " build");
        if (!chosen)
            return;
        var stated = new[] { Path.Combine(folder, "..", "build-version"), Path.Combine(folder, "..", "version.py") }.FirstOrDefault(File.Exists);
        var text = stated is null ? "" : File.ReadAllText(stated);
        if (!text.Contains(Version, StringComparison.Ordinal))
            throw new DataException(folder, $"is libtorch {(text.Length == 0 ? "of an unstated version" : text.Split('\n')[0].Trim())}, not {Version}", $"Seno speaks to libtorch {Version} only: give that build");
    }

    private static nint LoadBridge(string original)
    {
        try
        {
            return NativeLibrary.Load(original);
        }
        catch (DllNotFoundException failure) when (failure.Message.Contains(NeedlessVersion, StringComparison.Ordinal))
        {
            return LoadWeakened(File.ReadAllBytes(original));
        }
    }

    private static nint LoadWeakened(byte[] image)
    {
        var name = $"libLibTorchSharp-{Convert.ToHexStringLower(SHA256.HashData(image))[..16]}.so";
        if (!ElfVersionNeeds.Weaken(image, NeedlessVersion))
            throw new DataException(name, "cannot be adapted to this host's libstdc++", "Install GCC 13's libstdc++ or newer");
        DllNotFoundException? last = null;
        // A home that is mounted noexec can hold the copy but not run it.
        foreach (var folder in new[] { Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "seno"), AppContext.BaseDirectory, Path.GetTempPath() })
        {
            var path = Path.Combine(folder, name);
            try
            {
                if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(image))
                    AtomicFile.Write(path, stream => stream.Write(image));
                return NativeLibrary.Load(path);
            }
            catch (DllNotFoundException failure)
            {
                last = failure;
            }
            catch (DataException)
            {
            }
        }
        throw new DataException(name, "cannot be loaded from any folder tried", "Make the user's cache folder writable and executable", last);
    }
}
