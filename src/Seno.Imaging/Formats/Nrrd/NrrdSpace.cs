using Seno.Core;

namespace Seno.Imaging.Formats.Nrrd;

/// <summary>The spaces of NRRD's definition (teem.sourceforge.net/nrrd/format.html), and how each becomes LPS+.</summary>
/// <param name="Dimension">Numbers in a space vector.</param>
/// <param name="FlipX">Its first axis runs to the right.</param>
/// <param name="FlipY">Its second axis runs to the front.</param>
/// <param name="Patient">Whether its axes are the patient's; other spaces are kept as if they were LPS, as ITK does.</param>
/// <param name="Timed">The last number of a vector is a time.</param>
internal sealed record NrrdSpace(int Dimension, bool FlipX = false, bool FlipY = false, bool Patient = false, bool Timed = false)
{
    private static readonly (string Name, string Short, NrrdSpace Space)[] Known =
    [
        ("right-anterior-superior", "ras", new(3, FlipX: true, FlipY: true, Patient: true)),
        ("left-anterior-superior", "las", new(3, FlipY: true, Patient: true)),
        ("left-posterior-superior", "lps", new(3, Patient: true)),
        ("right-anterior-superior-time", "rast", new(4, FlipX: true, FlipY: true, Patient: true, Timed: true)),
        ("left-anterior-superior-time", "last", new(4, FlipY: true, Patient: true, Timed: true)),
        ("left-posterior-superior-time", "lpst", new(4, Patient: true, Timed: true)),
        ("scanner-xyz", "", new(3)),
        ("scanner-xyz-time", "", new(4, Timed: true)),
        ("3d-right-handed", "", new(3)),
        ("3d-left-handed", "", new(3)),
        ("3d-right-handed-time", "", new(4, Timed: true)),
        ("3d-left-handed-time", "", new(4, Timed: true)),
    ];

    /// <exception cref="DataException">A name that NRRD does not define.</exception>
    public static NrrdSpace Of(string name, string path)
    {
        var wanted = name.Trim().ToLowerInvariant();
        return Known.FirstOrDefault(each => each.Name == wanted || (each.Short.Length > 0 && each.Short == wanted)).Space
            ?? throw new DataException(path, $"has the space '{name}', which NRRD does not define", $"Known: {string.Join(", ", Known.Select(each => each.Name))}");
    }

    /// <returns>The spatial part of a vector of this space, in LPS+.</returns>
    public Vector3 ToLps(double[] vector)
    {
        double Part(int i) => i < vector.Length && !(Timed && i == Dimension - 1) ? vector[i] : 0;
        return new(FlipX ? 0 - Part(0) : Part(0), FlipY ? 0 - Part(1) : Part(1), Part(2));
    }
}
