using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Seno.Core;

/// <summary>The one way Seno writes JSON: indented, camel case, infinities and NaN as named literals, nothing clipped.</summary>
public static class SenoJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static void WriteFile<T>(string path, T value) => AtomicFile.WriteText(path, Write(value) + "\n");

    /// <param name="path">The file.</param>
    /// <param name="check">Looks at what was read before its parts are required, to say more of what is wrong.</param>
    /// <exception cref="DataException">The file is missing, is not the JSON expected, or lacks a part of it.</exception>
    public static T ReadFile<T>(string path, Action<T>? check = null)
    {
        try
        {
            using var stream = RegularFile.Open(path);
            var value = JsonSerializer.Deserialize<T>(stream, Options)
                ?? throw new DataException(path, "holds null where a JSON object is expected", "Write the file anew");
            check?.Invoke(value);
            return JsonParts.Missing(value) is { } missing
                ? throw new DataException(path, $"lacks '{missing}'", "Correct the file or write it anew")
                : value;
        }
        catch (JsonException failure)
        {
            throw new DataException(path, Plain(failure), "Correct the file or write it anew", failure);
        }
        catch (Exception failure)
            when (failure is KeyNotFoundException or InvalidOperationException or NotSupportedException or FormatException or ArgumentException or OverflowException)
        {
            throw new DataException(path, $"does not hold what is expected ({failure.Message.TrimEnd('.')})",
                "Correct the file or write it anew", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, $"cannot be read ({failure.Message.TrimEnd('.')})", "Check the path and its permissions",
                failure);
        }
    }

    /// <summary>The reader names types of this program, which say nothing to whoever wrote the file.</summary>
    internal static string Plain(JsonException failure)
    {
        var place = failure.LineNumber is { } line ? FormattableString.Invariant($", line {line + 1}") : "";
        if (failure.Message.Contains("could not be converted to", StringComparison.Ordinal))
            return $"does not have the expected form (a value of the wrong type at {failure.Path ?? "$"}{place})";
        var told = failure.Message.Split(" during deserialization of type ")[0].Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.');
        return $"is not valid JSON here ({told}{place})";
    }
}
