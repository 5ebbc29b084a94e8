using Seno.Imaging.Formats;
using Seno.Imaging.Operators;
using Seno.Imaging.Tests.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Operators;

public sealed class ReorientTests
{
    private static readonly string[] Codes =
    [
        .. from x in "LRPASI" from y in "LRPASI" from z in "LRPASI"
           let code = $"{x}{y}{z}"
           where new[] { "LR", "PA", "SI" }.All(pair => code.Count(pair.Contains) == 1)
           select code,
    ];

    [Fact]
    public void Every_voxel_stays_where_it_is_in_the_patient_under_all_48_codes()
    {
        var image = StoredImages.Counting(StoredImages.Oblique);
        Assert.Equal(48, Codes.Length);
        foreach (var code in Codes)
        {
            var turned = Reorient.To(image, code);
            Assert.Equal(code, AxisCodes.Of(turned.Geometry));
            var place = Affine.Of(turned.Geometry);
            var there = turned.Array.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => place.At(Index(pair.i, turned.Size)));
            for (var i = 0; i < image.Array.Length; i++)
                Assert.True((Affine.Of(image.Geometry).At(Index(i, image.Size)) - there[i]).Length < 1e-9, code);
            var back = Reorient.To(turned, AxisCodes.Of(image.Geometry));
            Assert.Equal(image.Array, back.Array);
            StoredImages.AssertSame(image.Geometry, back.Geometry, 1e-12);
        }
    }

    /// <summary>At 45° two axes are as near to one of the patient's: which letter each gets depends on their order, the inverse does
    /// not.</summary>
    [Fact]
    public void The_inverse_of_a_turn_undoes_it_also_where_codes_are_ambiguous()
    {
        var half = Math.Sqrt(0.5);
        var image = StoredImages.Counting(new(
            new(2, 3, 4),
            new(1, 2, 3),
            new(5, 6, 7),
            new(new(half, half, 0), new(-half, half, 0), new(0, 0, 1))));
        foreach (var code in Codes)
        {
            var turn = AxisTurn.To(image.Geometry, code);
            var back = turn.Inverse().Of(turn.Of(image));
            Assert.Equal(image.Array, back.Array);
            StoredImages.AssertSame(image.Geometry, back.Geometry, 1e-12);
        }
    }

    [Theory]
    [InlineData(0, new[] { 0, 2, 4, 1, 3, 5 })]
    [InlineData(1, new[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(2, new[] { 0, 1, 2, 3, 4, 5 })]
    public void An_axis_becomes_the_last_and_the_others_keep_their_order(int axis, int[] expected)
    {
        var turned = AxisTurn.Last(axis).Of(StoredImages.Counting(new(new(2, 1, 3))));
        Assert.Equal(new[] { new Size3(1, 3, 2), new(2, 3, 1), new(2, 1, 3) }[axis], turned.Size);
        Assert.Equal(expected, turned.Array.Select(value => (int)value));
    }

    [Theory]
    [InlineData("RA")]
    [InlineData("RAR")]
    [InlineData("RAX")]
    [InlineData("RLS")]
    public void What_is_no_axis_code_is_refused(string code) =>
        Assert.Throws<ArgumentException>(() => Reorient.To(StoredImages.Counting(StoredImages.Oblique), code));

    [Fact]
    public void An_image_without_a_place_cannot_be_turned() =>
        Assert.Throws<ArgumentException>(() => Reorient.To(StoredImages.Counting(new(new(2, 2, 2))), "RAS"));

    [Fact]
    public void A_sheared_image_of_a_linear_ramp_stays_that_ramp_when_resampled()
    {
        // the intensity is the x position in mm, so that linear interpolation is exact inside
        var affine = new Affine(new(2, 0, 0), new(0, 1, 0), new(1, 0, 3), new(5, 6, 7));
        var image = new Volume<float>(new Geometry(new(8, 4, 5)));
        for (var i = 0; i < image.Array.Length; i++)
            image.Array[i] = (float)affine.At(Index(i, image.Size)).X;
        var straight = Unshear.To(image, affine, Interpolation.Linear);
        Assert.Equal(new Vector3(2, 1, 3), straight.Geometry.Spacing);
        Assert.Equal(new Size3(10, 4, 5), straight.Size);
        var inside = 0;
        for (var i = 0; i < straight.Array.Length; i++)
        {
            var place = Affine.Of(straight.Geometry).At(Index(i, straight.Size));
            var along = (place.X - 5 - (place.Z - 7) / 3) / 2;
            if (along is < 0 or > 7)
                continue;
            Assert.Equal(place.X, straight.Array[i], 1e-4);
            inside++;
        }
        Assert.InRange(inside, 8 * 4 * 4, 160);
    }

    [Fact]
    public void A_sheared_file_is_read_on_request()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("a.nii"), StoredImages.Counting(new(new(4, 3, 2), new(1, 1, 1))));
        var bytes = File.ReadAllBytes(folder.File("a.nii"));
        BitConverter.TryWriteBytes(bytes.AsSpan(284), 0.5f);
        File.WriteAllBytes(folder.File("a.nii"), bytes);
        Assert.Throws<Core.DataException>(() => ImageFile.Read(folder.File("a.nii")));
        var labels = ImageFile.ReadContent(folder.File("a.nii"), new() { Unshear = Interpolation.Nearest }).Images;
        Assert.True(labels.Geometry.SpacingKnown);
        Assert.All(labels.Volumes[0].Array, value => Assert.Equal(MathF.Floor(value), value));
    }

    private static Vector3 Index(int i, Size3 size) => new(i % size.X, i / size.X % size.Y, i / size.X / size.Y);
}
