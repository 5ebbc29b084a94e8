using System.Text.Json;
using System.Text.Json.Serialization;

namespace Seno.Evaluation;

/// <summary>One label over all cases.</summary>
[JsonConverter(typeof(Converter))]
public sealed record LabelSummary
{
    /// <value>By metric, over all cases, the penalty for missed lesions included.</value>
    public required IReadOnlyDictionary<string, MetricSummary> All { get; init; }

    /// <value>By metric, over cases whose reference has the label: empty references answered rightly cannot flatter these.</value>
    public required IReadOnlyDictionary<string, MetricSummary> Lesions { get; init; }

    /// <value>Distances over lesions that were touched at all.</value>
    public required IReadOnlyDictionary<string, MetricSummary> Detected { get; init; }

    /// <value>Cases whose reference has the label and whose prediction does not touch it.</value>
    public required int Missed { get; init; }

    /// <value>Cases whose reference lacks the label and whose prediction has it.</value>
    public required int FalseAlarms { get; init; }

    public static LabelSummary Of(IReadOnlyList<CaseMetrics> rows)
    {
        var lesions = rows.Where(row => row.ReferenceVoxels > 0).ToArray();
        return new()
        {
            All = Summaries(rows, MetricTable.Metrics.Select(metric => metric.Name)),
            Lesions = Summaries(lesions, MetricTable.Metrics.Select(metric => metric.Name)),
            Detected = Summaries([.. lesions.Where(row => !row.Missed)], MetricTable.Distances),
            Missed = rows.Count(row => row.Missed),
            FalseAlarms = rows.Count(row => row.FalseAlarm),
        };
    }

    private static Dictionary<string, MetricSummary> Summaries(IReadOnlyList<CaseMetrics> rows, IEnumerable<string> metrics) => metrics
        .Select(metric => (metric, Summary: MetricSummary.Of([.. rows.Select(row => (row.Values[metric], row.Group))])))
        .Where(pair => pair.Summary is not null)
        .ToDictionary(pair => pair.metric, pair => pair.Summary!);

    /// <summary>Metrics of all cases side by side with the counts; the other views under "lesions" and "detected".</summary>
    private sealed class Converter : JsonConverter<LabelSummary>
    {
        public override LabelSummary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return new()
            {
                All = root.EnumerateObject().Where(property => MetricTable.Metrics.Any(metric => metric.Name == property.Name)).ToDictionary(property => property.Name, property => property.Value.Deserialize<MetricSummary>(options)!),
                Lesions = root.GetProperty("lesions").Deserialize<Dictionary<string, MetricSummary>>(options)!,
                Detected = root.GetProperty("detected").Deserialize<Dictionary<string, MetricSummary>>(options)!,
                Missed = root.GetProperty("missed").GetInt32(),
                FalseAlarms = root.GetProperty("falseAlarms").GetInt32(),
            };
        }

        public override void Write(Utf8JsonWriter writer, LabelSummary value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (metric, summary) in value.All)
            {
                writer.WritePropertyName(metric);
                JsonSerializer.Serialize(writer, summary, options);
            }
            writer.WriteNumber("missed", value.Missed);
            writer.WriteNumber("falseAlarms", value.FalseAlarms);
            writer.WritePropertyName("lesions");
            JsonSerializer.Serialize(writer, value.Lesions, options);
            writer.WritePropertyName("detected");
            JsonSerializer.Serialize(writer, value.Detected, options);
            writer.WriteEndObject();
        }
    }
}
