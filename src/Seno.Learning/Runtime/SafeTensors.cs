using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Seno.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Runtime;

/// <summary>Named tensors in one file: an 8-byte little-endian header length, a JSON header, raw data. Opening one runs no code.</summary>
public static class SafeTensors
{
    private const int LargestHeader = 16 << 20;
    private const string MetadataName = "__metadata__";

    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var header = new JsonObject();
        if (metadata is not null)
            header[MetadataName] = new JsonObject(metadata.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
        long offset = 0;
        var ordered = tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        foreach (var (name, tensor) in ordered)
        {
            var bytes = tensor.numel() * tensor.element_size();
            header[name] = new JsonObject
            {
                ["dtype"] = NameOf(tensor.dtype),
                ["shape"] = new JsonArray([.. tensor.shape.Select(size => JsonValue.Create(size))]),
                ["data_offsets"] = new JsonArray(offset, offset + bytes),
            };
            offset += bytes;
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
            stream.Write(length);
            stream.Write(json);
            foreach (var (_, tensor) in ordered)
            {
                using var scope = NewDisposeScope();
                stream.Write(tensor.detach().cpu().contiguous().bytes);
            }
        });
    }

    /// <returns>The tensors, on the CPU, and the header's metadata.</returns>
    /// <exception cref="DataException">The file is missing, cut short, or not a safetensors file.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Read(string path) => Open(path, (stream, start, header) =>
    {
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, node) in header.Where(entry => entry.Key != MetadataName))
            tensors[name] = ReadTensor(path, stream, start, name, node);
        return (tensors, MetadataOf(path, header));
    });

    /// <summary>The header's metadata alone.</summary>
    /// <exception cref="DataException">As <see cref="Read"/>.</exception>
    public static Dictionary<string, string> ReadMetadata(string path) => Open(path, (_, _, header) => MetadataOf(path, header));

    private static T Open<T>(string path, Func<FileStream, long, JsonObject, T> read)
    {
        try
        {
            using var stream = RegularFile.Open(path);
            Span<byte> length = stackalloc byte[8];
            stream.ReadExactly(length);
            var headerLength = BinaryPrimitives.ReadInt64LittleEndian(length);
            if (headerLength < 2 || headerLength > LargestHeader || headerLength > stream.Length - 8)
                throw Damaged(path, $"its header claims {headerLength} bytes");
            var json = new byte[headerLength];
            stream.ReadExactly(json);
            return read(stream, 8 + headerLength, JsonNode.Parse(json) as JsonObject ?? throw Damaged(path, "its header is no JSON object"));
        }
        catch (Exception failure) when (failure is EndOfStreamException or JsonException or InvalidOperationException or FormatException)
        {
            throw Damaged(path, "it is cut short or not a safetensors file", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read", "Check that the run holds this file", failure);
        }
    }

    private static Dictionary<string, string> MetadataOf(string path, JsonObject header)
    {
        var metadata = new Dictionary<string, string>();
        if (header[MetadataName] is { } node)
        {
            foreach (var (key, value) in node.AsObject())
                metadata[key] = Present(path, value).GetValue<string>();
        }
        return metadata;
    }

    private static Tensor ReadTensor(string path, FileStream stream, long start, string name, JsonNode? node)
    {
        var type = TypeNamed(path, Present(path, Present(path, node)["dtype"]).GetValue<string>());
        var shape = Numbers(path, node!["shape"]);
        var offsets = Numbers(path, node["data_offsets"]);
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || start + offsets[1] > stream.Length || shape.Any(size => size < 0))
            throw Damaged(path, $"'{name}' lies outside the file");
        var tensor = empty(BoundedShape(path, name, shape, type.Size, offsets[1] - offsets[0]), type.Type);
        stream.Position = start + offsets[0];
        ReadInto(stream, tensor);
        return tensor;
    }

    private static JsonNode Present(string path, JsonNode? node) => node ?? throw Damaged(path, "its header lacks a value");

    private static long[] Numbers(string path, JsonNode? node) => [.. Present(path, node).AsArray().Select(number => Present(path, number).GetValue<long>())];

    private static long[] BoundedShape(string path, string name, long[] shape, int elementSize, long bytes)
    {
        long elements = 1;
        foreach (var size in shape)
        {
            if (size != 0 && elements > bytes / size)
                throw Damaged(path, $"'{name}' claims more than it holds");
            elements *= size;
        }
        return elements * elementSize == bytes ? shape : throw Damaged(path, $"'{name}' has {bytes} bytes for {elements} elements");
    }

    private static void ReadInto(FileStream stream, Tensor tensor)
    {
        if (tensor.numel() > 0)
            stream.ReadExactly(tensor.bytes);
    }

    private static DataException Damaged(string path, string how, Exception? inner = null) =>
        new(path, $"is damaged: {how}", "Use another checkpoint of the run, or train it again", inner);

    private static string NameOf(ScalarType type) => type switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Float64 => "F64",
        ScalarType.BFloat16 => "BF16",
        ScalarType.Float16 => "F16",
        ScalarType.Int64 => "I64",
        ScalarType.Int32 => "I32",
        ScalarType.Byte => "U8",
        ScalarType.Bool => "BOOL",
        _ => throw new ArgumentException($"tensors of type {type} cannot be stored", nameof(type)),
    };

    private static (ScalarType Type, int Size) TypeNamed(string path, string name) => name switch
    {
        "F32" => (ScalarType.Float32, 4),
        "F64" => (ScalarType.Float64, 8),
        "BF16" => (ScalarType.BFloat16, 2),
        "F16" => (ScalarType.Float16, 2),
        "I64" => (ScalarType.Int64, 8),
        "I32" => (ScalarType.Int32, 4),
        "U8" => (ScalarType.Byte, 1),
        "BOOL" => (ScalarType.Bool, 1),
        _ => throw Damaged(path, $"unknown type {name}"),
    };
}
