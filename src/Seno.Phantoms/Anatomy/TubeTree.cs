using Seno.Imaging;

namespace Seno.Phantoms.Anatomy;

/// <summary>Tapered tubes, found quickly by place: ducts and vessels.</summary>
internal sealed class TubeTree
{
    private const double Cell = 4;

    private readonly Vector3 corner;
    private readonly int countX, countY, countZ;
    private readonly int[] starts;
    private readonly int[] members;
    private readonly Tube[] tubes;

    /// <param name="tubes">In mm.</param>
    public TubeTree(IReadOnlyList<Tube> tubes)
    {
        this.tubes = [.. tubes];
        var low = new Vector3(double.MaxValue, double.MaxValue, double.MaxValue);
        var high = -1 * low;
        foreach (var tube in tubes)
            (low, high) = (Combine(low, tube.Low, Math.Min), Combine(high, tube.High, Math.Max));
        corner = tubes.Count == 0 ? default : low;
        (countX, countY, countZ) = tubes.Count == 0 ? (0, 0, 0) : (Cells(low.X, high.X), Cells(low.Y, high.Y), Cells(low.Z, high.Z));
        var cells = new List<int>[countX * countY * countZ];
        for (var i = 0; i < this.tubes.Length; i++)
            Enter(cells, i);
        starts = new int[cells.Length + 1];
        for (var i = 0; i < cells.Length; i++)
            starts[i + 1] = starts[i] + (cells[i]?.Count ?? 0);
        members = [.. cells.SelectMany(cell => cell ?? [])];
    }

    public bool Contains(double x, double y, double z)
    {
        var (cellX, cellY, cellZ) = ((int)Math.Floor((x - corner.X) / Cell), (int)Math.Floor((y - corner.Y) / Cell), (int)Math.Floor((z - corner.Z) / Cell));
        if ((uint)cellX >= (uint)countX || (uint)cellY >= (uint)countY || (uint)cellZ >= (uint)countZ)
            return false;
        var cell = cellX + countX * (cellY + countY * cellZ);
        for (var i = starts[cell]; i < starts[cell + 1]; i++)
        {
            if (tubes[members[i]].Contains(x, y, z))
                return true;
        }
        return false;
    }

    private static int Cells(double low, double high) => (int)Math.Floor((high - low) / Cell) + 1;

    private static Vector3 Combine(Vector3 a, Vector3 b, Func<double, double, double> choose) => new(choose(a.X, b.X), choose(a.Y, b.Y), choose(a.Z, b.Z));

    private void Enter(List<int>[] cells, int index)
    {
        var (low, high) = (tubes[index].Low - corner, tubes[index].High - corner);
        for (var z = (int)(low.Z / Cell); z <= Math.Min(countZ - 1, (int)(high.Z / Cell)); z++)
        {
            for (var y = (int)(low.Y / Cell); y <= Math.Min(countY - 1, (int)(high.Y / Cell)); y++)
            {
                for (var x = (int)(low.X / Cell); x <= Math.Min(countX - 1, (int)(high.X / Cell)); x++)
                    (cells[x + countX * (y + countY * z)] ??= []).Add(index);
            }
        }
    }
}
