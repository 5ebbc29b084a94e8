using Seno.Core;

namespace Seno.Studies;

/// <summary>Where a study says how far it is and what it noticed. Either may be called from any thread.</summary>
public sealed record StudyOutput(Action<ProgressUpdate> Progress, Action<string> Warn)
{
    public static StudyOutput Silent { get; } = new(_ => { }, _ => { });
}
