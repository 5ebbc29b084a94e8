using Seno.Core;

namespace Seno.Learning.Training;

/// <summary>How the learning rate falls, as a factor from 1 towards 0.</summary>
public static class LearningRateSchedule
{
    private static readonly Dictionary<string, Func<double, double>> Schedules = new(StringComparer.Ordinal)
    {
        // Loshchilov and Hutter, ICLR 2017, without restarts.
        ["cosine"] = done => 0.5 * (1 + Math.Cos(Math.PI * done)),

        // nnU-Net's.
        ["polynomial"] = done => Math.Pow(1 - done, 0.9),
    };

    public static IReadOnlyCollection<string> Names => Schedules.Keys;

    /// <returns>The factor by the share of the steps that is done, 0 to 1.</returns>
    /// <exception cref="DataException">No such schedule; names the nearest.</exception>
    public static Func<double, double> Of(string name, string source = "--schedule") => Schedules.TryGetValue(name, out var schedule)
        ? schedule
        : throw new DataException(source, $"schedule '{name}' is unknown", NearestName.Suggest(name, Names));
}
