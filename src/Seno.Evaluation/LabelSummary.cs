using System.Text.Json;
using System.Text.Json.Serialization;
using Seno.Evaluation.Detection;

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

    /// <value>Lesion by lesion; null where they were not counted.</value>
    public DetectionSummary? Detection { get; init; }

    /// <value>By size of the lesion, smallest first; null where not asked for.</value>
    public IReadOnlyDictionary<string, LabelSummary>? Strata { get; init; }

    public static LabelSummary Of(IReadOnlyList<CaseMetrics> rows)
    {
        var metrics = rows.Count > 0 ? rows.MaxBy(row => row.Values.Count)!.Values.Keys.ToArray() : [];
        var lesions = rows.Where(row => row.ReferenceVoxels > 0).ToArray();
        return new()
        {
            All = Summaries(rows, metrics),
            Lesions = Summaries(lesions, metrics),
            Detected = Summaries([.. lesions.Where(row => !row.Missed)], metrics.Where(MetricTable.Distances.Contains)),
            Missed = rows.Count(row => row.Missed),
            FalseAlarms = rows.Count(row => row.FalseAlarm),
            Detection = DetectionSummary.Of(rows),
        };
    }

    private static Dictionary<string, MetricSummary> Summaries(IReadOnlyList<CaseMetrics> rows, IEnumerable<string> metrics) => metrics
        .Select(metric => (metric, Summary: MetricSummary.Of([.. rows.Where(row => row.Values.ContainsKey(metric)).Select(row => (row.Values[metric], row.Group))])))
        .Where(pair => pair.Summary is not null)
        .ToDictionary(pair => pair.metric, pair => pair.Summary!);

    /// <summary>Metrics of all cases side by side with the counts; the other views under names of their own.</summary>
    private sealed class Converter : JsonConverter<LabelSummary>
    {
        private static readonly string[] Others = ["missed", "falseAlarms", "lesions", "detected", "detection", "strata"];

        public override LabelSummary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return new()
            {
                All = root.EnumerateObject().Where(property => !Others.Contains(property.Name)).ToDictionary(property => property.Name, property => property.Value.Deserialize<MetricSummary>(options)!),
                Lesions = root.GetProperty("lesions").Deserialize<Dictionary<string, MetricSummary>>(options)!,
                Detected = root.GetProperty("detected").Deserialize<Dictionary<string, MetricSummary>>(options)!,
                Missed = root.GetProperty("missed").GetInt32(),
                FalseAlarms = root.GetProperty("falseAlarms").GetInt32(),
                Detection = root.TryGetProperty("detection", out var detection) ? detection.Deserialize<DetectionSummary>(options) : null,
                Strata = root.TryGetProperty("strata", out var strata) ? strata.Deserialize<Dictionary<string, LabelSummary>>(options) : null,
            };
        }

        public override void Write(Utf8JsonWriter writer, LabelSummary value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (metric, summary) in value.All)
                Write(metric, summary);
            writer.WriteNumber("missed", value.Missed);
            writer.WriteNumber("falseAlarms", value.FalseAlarms);
            Write("lesions", value.Lesions);
            Write("detected", value.Detected);
            if (value.Detection is not null)
                Write("detection", value.Detection);
            if (value.Strata is not null)
                Write("strata", value.Strata);
            writer.WriteEndObject();

            void Write<T>(string name, T part)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, part, options);
            }
        }
    }
}
