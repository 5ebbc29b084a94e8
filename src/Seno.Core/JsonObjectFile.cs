using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seno.Core;

/// <summary>
/// A JSON object that people write by hand: comments, trailing commas and byte-order marks are let through, a doubled key is not, since one
/// of its values would be lost without a word.
/// </summary>
public static class JsonObjectFile
{
    private const long MostBytes = 64L << 20;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 64,
    };

    /// <exception cref="DataException">
    /// Missing, no regular file, too long, no JSON, no object, nested too deeply, or a key stands twice in one object.
    /// </exception>
    public static JsonObject Read(string path)
    {
        try
        {
            if (RegularFile.Length(path) > MostBytes)
                throw new DataException(path, $"is longer than {MostBytes >> 20} MB", "Check that it is the file you mean");
            var text = File.ReadAllText(path);
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new DataException(
                    path,
                    $"holds {NameOf(document.RootElement.ValueKind)} where a JSON object is expected",
                    "Write it as {\"key\": value, …}");
            RequireSingle(path, document.RootElement, "");
            return JsonNode.Parse(text, documentOptions: Options)!.AsObject();
        }
        catch (JsonException failure)
        {
            throw new DataException(
                path,
                SenoJson.Plain(failure),
                "Correct the file or write it anew",
                failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read", "Check the path and its permissions", failure);
        }
    }

    /// <returns>"a list", "a number", …</returns>
    public static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private static void RequireSingle(string path, JsonElement element, string within)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                RequireSingle(path, item, within);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!keys.Add(property.Name))
                throw new DataException(
                    path,
                    $"has the key '{property.Name}' twice{(within.Length > 0 ? $" in '{within}'" : "")}",
                    "Keep one of the two: only one value can be meant");
            RequireSingle(path, property.Value, property.Name);
        }
    }
}
