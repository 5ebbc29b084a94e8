using System.Text.Json.Serialization;

namespace Seno.Benchmarks.Comparing;

/// <summary>One piece of work, done by Seno and by a peer in one run.</summary>
/// <param name="Work">What was done, and by which peer.</param>
/// <param name="OursMs">Median, ms.</param>
/// <param name="PeerMs">Median, ms; null where the peer is not installed.</param>
/// <param name="Asked">The least ratio that is aimed at.</param>
internal sealed record ComparisonRow([property: JsonPropertyName("work")] string Work, [property: JsonPropertyName("ours_ms")] double OursMs, [property: JsonPropertyName("peer_ms")] double? PeerMs, [property: JsonPropertyName("asked")] double Asked)
{
    /// <value>Peer ÷ ours: how many times faster.</value>
    [JsonPropertyName("ratio")]
    public double? Ratio => PeerMs / OursMs;
}
