using Seno.Core;

namespace Seno.Studies;

/// <summary>No option is ignored: one that has no meaning for what is given is a mistake in the command.</summary>
internal static class OptionUse
{
    /// <param name="option">"--series".</param>
    /// <param name="path">The input.</param>
    /// <param name="what">What it holds, which makes the option meaningless.</param>
    /// <param name="cure">Default: to leave it out.</param>
    public static DataException Without(string option, string path, string what, string cure = "leave it out") =>
        new(option, $"has no meaning for {path}, which holds {what}", char.ToUpperInvariant(cure[0]) + cure[1..]);

    /// <summary>Two options of which one would be ignored.</summary>
    public static DataException Together(string option, string other, string why) =>
        new(option, $"has no meaning with {other}: {why}", "Leave one of them out");
}
