using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.DceMri;

/// <summary>DCE-MRI of one breast: contrast medium by the extended Tofts model, signal of a spoiled gradient echo, partial volume, texture, fat suppression, coil, motion between phases and Rician noise.</summary>
/// <remarks>Slices are coronal, the breast's own z. Lesions of one material share their mean kinetics, about which each varies from place to place; grains of calcium are voids, and the tissue about them takes up contrast medium as elsewhere.</remarks>
public static class DceMriSimulator
{
    /// <value>Phase on which the truth lies: the first post-contrast one.</value>
    private const int Reference = 1;

    /// <value>Standard deviation within adipose and fibroglandular tissue and masses, as a share of the signal before contrast medium.</value>
    private const float Texture = 0.03f;

    /// <value>The same of what contrast medium adds.</value>
    private const float EnhancementTexture = 0.25f;

    /// <param name="anatomy">The breast with its lesions.</param>
    /// <param name="scanner">What it is seen with.</param>
    /// <param name="geometry">Where: mm in the breast's coordinates.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the case: the same pair gives the same noise, motion and contrast.</param>
    /// <param name="background">Of the fibroglandular tissue; null to draw it.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A protocol that cannot be run.</exception>
    public static DceMriImage Scan(BreastAnatomy anatomy, DceMriScanner scanner, Geometry geometry, ulong seed, long index, BackgroundEnhancement? background = null, int threads = 0)
    {
        DceMriScanner.Require(scanner);
        var drawn = ContrastKinetics.DrawBackground(new(seed, "background enhancement", index));
        var signals = SignalModel.Draw(scanner, background ?? drawn, seed, index);
        var (coil, fat) = (new SmoothField(anatomy, new(seed, "coil", index)), new FatSuppression(scanner, new(anatomy, new(seed, "fat suppression", index))));
        var shifts = Shifts(scanner, new(seed, "DCE-MRI motion", index));
        var map = MaterialMap.Of(anatomy, geometry, threads);
        var lesions = Lesions(anatomy, signals, seed, index);
        var phases = shifts.Select((shift, phase) =>
        {
            var deformation = new Deformation(shift, phase == Reference ? 0 : scanner.Deformation, new(seed, "DCE-MRI deformation", index, phase));
            var there = new Geometry(geometry.Size, geometry.Spacing, geometry.Origin - shift);
            var moved = shift == default && deformation.IsRigid ? map : MaterialMap.Of(anatomy, there, threads, deformation.IsRigid ? null : deformation.Undone);
            var image = Seen(moved, signals, phase, anatomy, lesions, deformation, fat, threads).With(geometry);
            Receive(image, scanner, coil, (phase, seed, index), threads);
            return image;
        }).ToArray();
        var soft = Occupancy.Of(anatomy.Lesions, geometry, threads);
        return new(new(phases, scanner.Times), Occupancy.Hard(soft), soft, map.Tissues(), background ?? drawn, shifts);
    }

    /// <summary>A grid that holds the whole breast and a little of the chest wall, in slices of the scanner's thickness.</summary>
    /// <param name="anatomy">The breast.</param>
    /// <param name="scanner">Whose slices.</param>
    /// <param name="size">Voxels along each side of a slice.</param>
    public static Geometry WholeBreast(BreastAnatomy anatomy, DceMriScanner scanner, int size)
    {
        var voxel = (2 * anatomy.Reach + 6) / size;
        var corner = -(size - 1) * voxel / 2;
        return new(new(size, size, (int)Math.Ceiling((anatomy.Height + 8) / scanner.Slice)), new(voxel, voxel, scanner.Slice), new(corner, corner, scanner.Slice / 2));
    }

    /// <summary>A block about a lesion, as deep as wide to a slice, moved off its middle by up to a quarter of the side so that its place gives nothing away.</summary>
    /// <param name="lesion">In it.</param>
    /// <param name="scanner">Whose voxels.</param>
    /// <param name="size">Voxels along each side of a slice.</param>
    /// <param name="random">Consumed.</param>
    /// <exception cref="ArgumentException">The block cannot hold the lesion; says which side would.</exception>
    public static Geometry VolumeOfInterest(Lesion lesion, DceMriScanner scanner, int size, SeededRandom random)
    {
        var (side, margin) = (size * scanner.Voxel, 2 * Math.Max(scanner.Voxel, scanner.Slice));
        if (side < 2 * (lesion.Reach + margin))
            throw new ArgumentException($"a block of {size} voxels of {scanner.Voxel:F2} mm cannot hold a lesion that reaches {2 * lesion.Reach:F1} mm; {(int)Math.Ceiling(2 * (lesion.Reach + margin) / scanner.Voxel)} voxels would", nameof(size));
        var play = Math.Min(side / 4, side / 2 - lesion.Reach - margin);
        var slices = (int)Math.Ceiling(side / scanner.Slice);
        var corner = new Vector3((size - 1) * scanner.Voxel / 2, (size - 1) * scanner.Voxel / 2, (slices - 1) * scanner.Slice / 2);
        var shift = new Vector3(random.Uniform(-play, play), random.Uniform(-play, play), random.Uniform(-play, play));
        return new(new(size, size, slices), new(scanner.Voxel, scanner.Voxel, scanner.Slice), lesion.Centre + shift - corner);
    }

    /// <summary>Where the breast lies in each phase, mm from the reference.</summary>
    private static Vector3[] Shifts(DceMriScanner scanner, SeededRandom random)
    {
        var shifts = new Vector3[1 + scanner.Phases];
        for (var phase = 0; phase < shifts.Length; phase++)
        {
            var shift = new Vector3(scanner.Motion * random.Normal(), scanner.Motion * random.Normal(), scanner.Motion * random.Normal());

            // a normal variate times 0 can be −0, which is no shift either
            shifts[phase] = phase == Reference || scanner.Motion == 0 ? default : shift;
        }
        return shifts;
    }

    private static LesionKinetics?[] Lesions(BreastAnatomy anatomy, SignalModel signals, ulong seed, long index) => [.. anatomy.Lesions.Select((lesion, number) => lesion is Mass mass
        ? new LesionKinetics(mass, signals.Kinetics(MaterialOf(mass)), new(seed, "lesion kinetics", index, number))
        : null)];

    private static Material MaterialOf(Mass mass) => mass.At(mass.Centre.X, mass.Centre.Y, mass.Centre.Z);

    /// <summary>The signal that reaches the coil: water and what is left of fat, textured.</summary>
    private static Volume<float> Seen(MaterialMap map, SignalModel signals, int phase, BreastAnatomy anatomy, LesionKinetics?[] lesions, Deformation deformation, FatSuppression fat, int threads)
    {
        var image = map.Image(signals.Water(phase), threads);
        for (var i = 0; i < lesions.Length; i++)
        {
            if (lesions[i] is { IsEven: false } kinetics)
                AddUptake(image, map, signals, phase, (Mass)anatomy.Lesions[i], kinetics, deformation, threads);
        }
        var adipose = map.Image(signals.Fat(phase), threads);
        var texture = signals.Texture(phase, Texture, EnhancementTexture);
        var (size, spacing, origin) = (image.Size, image.Geometry.Spacing, image.Geometry.Origin);
        Slices.ForEach(size.Z, threads, slice =>
        {
            for (var i = slice * size.X * size.Y; i < (slice + 1) * size.X * size.Y; i++)
            {
                var place = origin + new Vector3(i % size.X * spacing.X, i / size.X % size.Y * spacing.Y, slice * spacing.Z);
                if (adipose.Array[i] > 0)
                    image.Array[i] += adipose.Array[i] * fat.LeftAt(place);
                var share = texture[map.Centres.Array[i]];
                if (share == 0)
                    continue;
                place = deformation.Undone(place);
                image.Array[i] *= 1 + share * Math.Clamp(anatomy.Texture(place.X, place.Y, place.Z), -3, 3);
            }
        });
        return image;
    }

    /// <summary>What a lesion's voxels measure beyond the mean of its material, by their share of it.</summary>
    private static void AddUptake(Volume<float> image, MaterialMap map, SignalModel signals, int phase, Mass mass, LesionKinetics kinetics, Deformation deformation, int threads)
    {
        var material = MaterialOf(mass);
        var mean = signals.All(phase)[(int)material];
        var indicator = new float[signals.All(phase).Length];
        indicator[(int)material] = 1;
        var shares = map.Image(indicator, threads);
        var (size, spacing, origin) = (image.Size, image.Geometry.Spacing, image.Geometry.Origin);
        Slices.ForEach(size.Z, threads, slice =>
        {
            for (var i = slice * size.X * size.Y; i < (slice + 1) * size.X * size.Y; i++)
            {
                if (shares.Array[i] == 0)
                    continue;
                var place = deformation.Undone(origin + new Vector3(i % size.X * spacing.X, i / size.X % size.Y * spacing.Y, slice * spacing.Z));
                if ((place - mass.Centre).Length <= mass.Reach + spacing.Length)
                    image.Array[i] += shares.Array[i] * (signals.Local(phase, material, kinetics.At(place)) - mean);
            }
        });
    }

    /// <summary>Coil, noise and whole numbers, in place.</summary>
    private static void Receive(Volume<float> image, DceMriScanner scanner, SmoothField coil, (int Phase, ulong Seed, long Index) item, int threads)
    {
        var (size, spacing, origin) = (image.Size, image.Geometry.Spacing, image.Geometry.Origin);
        var noise = scanner.NoiseIn(spacing.X * spacing.Y * spacing.Z);
        Slices.ForEach(size.Z, threads, slice =>
        {
            var random = new SeededRandom(item.Seed, "DCE-MRI noise", item.Index, ((long)item.Phase << 32) | (uint)slice);
            var z = origin.Z + slice * spacing.Z;
            for (var i = slice * size.X * size.Y; i < (slice + 1) * size.X * size.Y; i++)
            {
                var gain = Math.Exp(scanner.Bias * coil.At(origin.X + i % size.X * spacing.X, origin.Y + i / size.X % size.Y * spacing.Y, z));
                image.Array[i] = (float)Math.Round(RicianNoise.Magnitude(gain * image.Array[i], noise, random));
            }
        });
    }
}
