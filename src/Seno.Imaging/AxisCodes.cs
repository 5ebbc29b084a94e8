namespace Seno.Imaging;

/// <summary>Three letters that say where a grid's axes run: "LPS" where x runs to the left, y to the back, z to the head.</summary>
/// <remarks>An oblique axis is named by the patient axis it is closest to, each of which is given once, x choosing first, as in nibabel's aff2axcodes.</remarks>
public static class AxisCodes
{
    private const string Positive = "LPS";
    private const string Negative = "RAI";

    public static string Of(Geometry geometry)
    {
        Span<char> code = stackalloc char[3];
        var taken = new bool[3];
        for (var axis = 0; axis < 3; axis++)
        {
            var (patient, sign) = Nearest(geometry.Direction[axis], taken);
            taken[patient] = true;
            code[axis] = (sign < 0 ? Negative : Positive)[patient];
        }
        return new(code);
    }

    /// <summary>The patient axes (0 left–right, 1 front–back, 2 feet–head) that a code's letters run along, and +1 where they run to L, P or S.</summary>
    /// <exception cref="ArgumentException">Not one letter each of L or R, P or A, S or I, in any order and case.</exception>
    public static IReadOnlyList<(int Axis, int Sign)> Parse(string code)
    {
        var letters = Letters(code);
        return IsCode(letters) ? letters : throw new ArgumentException(
            $"'{code}' is no axis code: it takes one letter each of L or R, P or A, S or I, such as RAS or LPS",
            nameof(code));
    }

    public static bool IsCode(string code) => IsCode(Letters(code));

    private static bool IsCode((int Axis, int Sign)[] letters) =>
        letters.Length == 3 && letters.All(letter => letter.Axis >= 0) && letters.Select(letter => letter.Axis).Distinct().Count() == 3;

    private static (int Axis, int Sign)[] Letters(string code) =>
    [
        .. code.ToUpperInvariant().Select(letter => (
            Math.Max(Positive.IndexOf(letter, StringComparison.Ordinal), Negative.IndexOf(letter, StringComparison.Ordinal)),
            Positive.Contains(letter, StringComparison.Ordinal) ? 1 : -1)),
    ];

    private static (int Patient, int Sign) Nearest(Vector3 direction, bool[] taken)
    {
        var patient = Enumerable.Range(0, 3).Where(axis => !taken[axis]).MaxBy(axis => Math.Abs(direction[axis]));
        return (patient, direction[patient] < 0 ? -1 : 1);
    }
}
