using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

internal static class Hot
{
    /// <summary>
    /// For methods that hold an operator's time in their loops: compiled in full at the first call. Else a program that calls an operator
    /// once would run it in unoptimised code almost to its end.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization;
}
