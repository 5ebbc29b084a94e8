using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Seno.DicomWorker;

/// <summary>The few calls Seno makes into GDCM, whose binding is found at run time: no build needs it.</summary>
internal sealed class Gdcm
{
    private readonly Assembly assembly;

    /// <param name="path">gdcm-sharp.dll; its native half lies beside it.</param>
    public Gdcm(string path)
    {
        assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        var folder = Path.GetDirectoryName(path)!;
        // Mono's config file, which maps the name, is not read by .NET
        NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => NativeLibrary.TryLoad(Path.Combine(folder, $"lib{name}.so"), out var handle) ? handle : 0);
    }

    public string Version() => (string)Type("Version").GetMethod("GetVersion", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;

    /// <returns>The samples of the image in a DICOM file, decompressed.</returns>
    /// <exception cref="InvalidDataException">GDCM cannot read it.</exception>
    public byte[] Decode(string file)
    {
        using var reader = (IDisposable)Activator.CreateInstance(Type("ImageReader"))!;
        Call(reader, "SetFileName", file);
        if (!(bool)Call(reader, "Read")!)
            throw new InvalidDataException("GDCM finds no image in it");
        var image = Call(reader, "GetImage")!;
        var bytes = new byte[(uint)Call(image, "GetBufferLength")!];
        return (bool)Call(image, "GetBuffer", bytes)! ? bytes : throw new InvalidDataException("GDCM cannot decode its codestream");
    }

    private Type Type(string name) => assembly.GetType($"gdcm.{name}", throwOnError: true)!;

    private static object? Call(object target, string method, params object[] arguments) =>
        target.GetType().GetMethod(method, [.. arguments.Select(argument => argument.GetType())])!.Invoke(target, arguments);
}
