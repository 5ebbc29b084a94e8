using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Seno.Core;

/// <summary>Whether what was read from JSON has all its parts: the reader leaves null where a file lacks one, also where the type says
/// that it cannot be.</summary>
internal static class JsonParts
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, bool Needed)[]> Parts = new();

    /// <returns>The name of the first part that is needed and not there; null where all are.</returns>
    public static string? Missing(object? value, string name = "")
    {
        switch (value)
        {
            case null:
                return name;
            case string or JsonNode or JsonElement or IEnumerable<double> or IEnumerable<int>:
                return null;
            case IDictionary entries:
                return entries.Keys.Cast<object>().Select(key => Missing(entries[key], $"{name}.{key}".TrimStart('.')))
                    .FirstOrDefault(missing => missing is not null);
            case IEnumerable items:
                return items.Cast<object?>().Select((item, i) => Missing(item, FormattableString.Invariant($"{name}[{i}]")))
                    .FirstOrDefault(missing => missing is not null);
            default:
                return Parts.GetOrAdd(value.GetType(), PartsOf)
                    .Select(part => part.Property.GetValue(value) is { } inner ? Missing(inner, part.Property.Name)
                        : part.Needed ? part.Property.Name : null)
                    .FirstOrDefault(missing => missing is not null) is { } found ? JsonNamingPolicy.CamelCase.ConvertName(found) : null;
        }
    }

    /// <summary>Of our own types, what a file can set: what is computed from it comes later.</summary>
    private static (PropertyInfo Property, bool Needed)[] PartsOf(Type type)
    {
        if (type.Namespace?.StartsWith("Seno", StringComparison.Ordinal) != true || type.IsValueType)
            return [];
        var context = new NullabilityInfoContext();
        return [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsValueType
                && property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .Select(property => (property, context.Create(property).ReadState == NullabilityState.NotNull))];
    }
}
