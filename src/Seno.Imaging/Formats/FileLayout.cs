using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>How the elements of a file become volumes: its axes, fastest first, of which up to three are the grid's and the others count volumes.</summary>
/// <remarks>Volumes are numbered with the fastest of the other axes first.</remarks>
internal sealed class FileLayout
{
    /// <summary>More frames than any scanner makes; a file that claims more is damaged, and each would cost memory before a voxel is read.</summary>
    private const int MostVolumes = 1 << 16;

    private const int ChunkElements = 1 << 17;

    private readonly IReadOnlyList<FileAxis> axes;

    /// <exception cref="DataException">An axis without elements, or more voxels than memory can hold.</exception>
    public FileLayout(string path, IReadOnlyList<FileAxis> axes)
    {
        this.axes = axes;
        for (var i = 0; i < axes.Count; i++)
        {
            if (axes[i].Length < 1)
                throw Damaged(path, $"{axes[i].Length} voxels along axis {i + 1}");
        }
        var grid = axes.Where(axis => axis.Spatial).Select(axis => axis.Length).Concat([1, 1, 1]).Take(3).ToArray();
        var volumes = axes.Where(axis => !axis.Spatial).Aggregate(1.0, (product, axis) => product * axis.Length);
        if ((double)grid[0] * grid[1] * grid[2] > Array.MaxLength)
            throw new DataException(path, $"has {grid[0]}×{grid[1]}×{grid[2]} voxels, more than fit in memory (an array ends at {Array.MaxLength})", "Crop or resample it elsewhere; if it should be smaller its header is damaged");
        if (volumes > MostVolumes)
            throw Damaged(path, string.Create(CultureInfo.InvariantCulture, $"{volumes:0} volumes, more than {MostVolumes}"));
        Size = new((int)grid[0], (int)grid[1], (int)grid[2]);
        Volumes = (int)volumes;
    }

    public Size3 Size { get; }

    public int Volumes { get; }

    public long Elements => Size.Voxels * Volumes;

    /// <summary>Whole volumes follow each other.</summary>
    private bool Planar => axes.SkipWhile(axis => axis.Spatial || axis.Length == 1).All(axis => !axis.Spatial || axis.Length == 1);

    /// <param name="next">Fills a span with the elements that come next in the file.</param>
    /// <param name="geometry">The grid.</param>
    public Volume<float>[] Read(NextElements next, Geometry geometry)
    {
        var volumes = Enumerable.Range(0, Volumes).Select(_ => Unwritten(geometry)).ToArray();
        if (Planar)
        {
            foreach (var volume in volumes)
                next(volume.Span);
        }
        else
        {
            Scatter(next, volumes);
        }
        return volumes;
    }

    /// <summary>Not cleared first: every element is read over.</summary>
    private static Volume<float> Unwritten(Geometry geometry) => new(geometry, GC.AllocateUninitializedArray<float>((int)geometry.Size.Voxels));

    /// <summary>Element by element: an odometer over all axes that keeps the volume's and the voxel's index.</summary>
    private void Scatter(NextElements next, Volume<float>[] volumes)
    {
        var (voxelSteps, volumeSteps) = Steps();
        var position = new int[axes.Count];
        var (voxel, volume) = (0, 0);
        var buffer = new float[Math.Min(ChunkElements, Elements)];
        for (var left = Elements; left > 0; left -= Math.Min(left, buffer.Length))
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            next(chunk);
            foreach (var value in chunk)
            {
                volumes[volume].Array[voxel] = value;
                for (var axis = 0; axis < position.Length; axis++)
                {
                    voxel += voxelSteps[axis];
                    volume += volumeSteps[axis];
                    if (++position[axis] < axes[axis].Length)
                        break;
                    voxel -= voxelSteps[axis] * position[axis];
                    volume -= volumeSteps[axis] * position[axis];
                    position[axis] = 0;
                }
            }
        }
    }

    private (int[] Voxel, int[] Volume) Steps()
    {
        var (voxel, volume) = (new int[axes.Count], new int[axes.Count]);
        var (voxelStep, volumeStep) = (1, 1);
        for (var i = 0; i < axes.Count; i++)
        {
            if (axes[i].Spatial)
            {
                voxel[i] = voxelStep;
                voxelStep *= (int)axes[i].Length;
            }
            else
            {
                volume[i] = volumeStep;
                volumeStep *= (int)axes[i].Length;
            }
        }
        return (voxel, volume);
    }

    private static DataException Damaged(string path, string claim) =>
        new(path, $"has a header that claims {claim}", "The file is damaged: export or copy it again");
}
