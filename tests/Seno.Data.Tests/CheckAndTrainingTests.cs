using Seno.Core;
using Seno.Data.Checking;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;
using Seno.Tests;

namespace Seno.Data.Tests;

/// <summary>'dataset check' reports an error exactly where training would refuse the data set.</summary>
public sealed class CheckAndTrainingTests : IDisposable
{
    private static readonly Geometry Grid = new(new(6, 5, 4), new(1, 1, 2), new(3, 4, 5));
    private readonly TemporaryFolder folder = new();

    private static readonly Dictionary<string, (bool Sound, Action<TemporaryFolder> Break)> Situations = new()
    {
        ["as it is"] = (true, _ => { }),
        ["no cases.csv"] = (true, data => File.Delete(data.File("cases.csv"))),
        ["junk between the images"] = (true, data =>
        {
            File.WriteAllText(data.File("imagesTr/._c0_0000.nii"), "");
            File.WriteAllText(data.File("labelsTr/Thumbs.db"), "");
            File.WriteAllText(data.File("labelsTr/c0.nii~"), "");
            Directory.CreateDirectory(data.File("imagesTs"));
            File.WriteAllText(data.File("imagesTs/.DS_Store"), "");
        }),
        ["a text between the images"] = (true, data => File.WriteAllText(data.File("imagesTr/readme.txt"), "")),
        ["test images"] = (true, data =>
        {
            Directory.CreateDirectory(data.File("imagesTs"));
            ImageFile.Write(data.File("imagesTs/t_0000.nii"), Image(9, 0));
            ImageFile.Write(data.File("imagesTs/t_0001.nii"), Image(9, 1));
        }),
        ["fewer patients than folds"] = (true, data => File.WriteAllText(data.File("cases.csv"), "case,patient\nc0,a\nc1,a\nc2,a\nc3,b\n")),
        ["an empty reference"] = (true, data => ImageFile.Write(data.File("labelsTr/c1.nii"), Mask(0))),
        ["one patient"] = (false, data => File.WriteAllText(data.File("cases.csv"), "case,patient\nc0,a\nc1,a\nc2,a\nc3,a\n")),
        ["one case"] = (false, data =>
        {
            foreach (var i in new[] { 1, 2, 3 })
                Delete(data, $"imagesTr/c{i}_0000.nii", $"imagesTr/c{i}_0001.nii", $"labelsTr/c{i}.nii", "cases.csv");
        }),
        ["no case"] = (false, data => Directory.Delete(data.File("imagesTr"), recursive: true)),
        ["no foreground anywhere"] = (false, data =>
        {
            for (var i = 0; i < 4; i++)
                ImageFile.Write(data.File($"labelsTr/c{i}.nii"), Mask(0));
        }),
        ["a channel missing"] = (false, data => Delete(data, "imagesTr/c1_0001.nii")),
        ["channel 0 missing"] = (false, data => Delete(data, "imagesTr/c1_0000.nii")),
        ["channels from 1"] = (false, data => File.Move(data.File("imagesTr/c1_0000.nii"), data.File("imagesTr/c1_0002.nii"))),
        ["a channel too many"] = (false, data => ImageFile.Write(data.File("imagesTr/c1_0002.nii"), Image(9, 1))),
        ["an image without number"] = (false, data => ImageFile.Write(data.File("imagesTr/c9.nii"), Image(9, 1))),
        ["an image in another format"] = (false, data => ImageFile.Write(data.File("imagesTr/c9_0000.nii.gz"), Image(9, 1))),
        ["a label missing"] = (false, data => Delete(data, "labelsTr/c1.nii")),
        ["a label of no image"] = (false, data => ImageFile.Write(data.File("labelsTr/c9.nii"), Mask(1))),
        ["a channel mirrored"] = (false, data => ImageFile.Write(data.File("imagesTr/c1_0001.nii"), Reorient.To(Image(1, 1), "RPS"))),
        ["a label mirrored"] = (false, data => ImageFile.Write(data.File("labelsTr/c1.nii"), Reorient.To(Mask(1), "RPS"))),
        ["a label turned"] = (false, data => ImageFile.Write(data.File("labelsTr/c1.nii"), Reorient.To(Mask(1), "SPL"))),
        ["a label moved"] = (
            false,
            data => ImageFile.Write(data.File("labelsTr/c1.nii"), Mask(1).With(new(Grid.Size, Grid.Spacing, new(3, 4, 6))))),
        ["a label of another spacing"] = (
            false,
            data => ImageFile.Write(data.File("labelsTr/c1.nii"), Mask(1).With(new(Grid.Size, new(1, 1, 1), Grid.Origin)))),
        ["a label of another size"] = (
            false,
            data => ImageFile.Write(data.File("labelsTr/c1.nii"), new Volume<byte>(new Geometry(new(6, 5, 3), Grid.Spacing, Grid.Origin)))),
        ["a label of no name"] = (false, data => ImageFile.Write(data.File("labelsTr/c1.nii"), Mask(2))),
        ["a mask of 0 and 255"] = (false, data => ImageFile.Write(data.File("labelsTr/c1.nii"), Mask(255))),
        ["a label of a half"] = (false, data => ImageFile.Write(data.File("labelsTr/c1.nii"), Image(1, 1))),
        ["not a number"] = (false, data =>
        {
            var image = Image(1, 0);
            image.Array[5] = float.NaN;
            ImageFile.Write(data.File("imagesTr/c1_0000.nii"), image);
        }),
        ["a damaged image"] = (false, data => File.WriteAllText(data.File("imagesTr/c1_0000.nii"), "no image")),
        ["a link to nothing"] = (false, data =>
        {
            Delete(data, "imagesTr/c1_0000.nii");
            File.CreateSymbolicLink(data.File("imagesTr/c1_0000.nii"), data.File("elsewhere.nii"));
        }),
        ["a row of no case"] = (false, data => File.AppendAllText(data.File("cases.csv"), "c9,p\n")),
        ["a case without row"] = (false, data => File.WriteAllText(data.File("cases.csv"), "case,patient\nc0,a\nc1,b\nc2,c\n")),
        ["a column of nearly the name"] = (
            false,
            data => File.WriteAllText(data.File("cases.csv"), "case,Patient\nc0,a\nc1,b\nc2,c\nc3,d\n")),
        ["labels with a gap"] = (
            false,
            data => Label(data, "\"lesion\":2")),
        ["a doubled label"] = (
            false,
            data => Label(data, "\"lesion\":1,\"lesion\":1")),
        ["no dataset.json"] = (false, data => Delete(data, "dataset.json")),
        ["all patients locked for testing"] = (
            false,
            data => File.WriteAllText(data.File(LockedCases.FileName), """{"testCases":{"c0":{},"c1":{},"c2":{},"c3":{}}}""")),
    };

    public static TheoryData<string> Names => [.. Situations.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Check_finds_an_error_exactly_where_training_refuses(string situation)
    {
        var (sound, broken) = Situations[situation];
        Write(folder);
        broken(folder);
        var errors = DatasetCheck.Run(folder.Path).Where(problem => problem.Severity == ProblemSeverity.Error).ToArray();
        Assert.Equal(sound, errors.Length == 0);
        if (situation != "all patients locked for testing")
            Assert.Equal(sound, Record.Exception(Train) is null);
        Assert.True(sound || situation == "all patients locked for testing" || Record.Exception(Train) is DataException);
    }

    [Theory]
    [InlineData("a channel mirrored")]
    [InlineData("a label mirrored")]
    [InlineData("a label turned")]
    public void What_differs_by_the_order_of_axes_alone_is_turned_where_asked(string situation)
    {
        Write(folder);
        var before = Dataset.Open(folder.Path).Cases[1];
        var (images, labels) = (before.ReadChannels().Select(channel => channel.Array).ToArray(), before.ReadReference(Grid).Array);
        Situations[situation].Break(folder);
        Assert.DoesNotContain(DatasetCheck.Run(folder.Path, reorient: true), problem => problem.Severity == ProblemSeverity.Error);
        var after = Dataset.Open(folder.Path, reorient: true).Cases[1];
        Assert.Equal(images, after.ReadChannels().Select(channel => channel.Array));
        Assert.Equal(labels, after.ReadReference(Grid).Array);
    }

    [Fact]
    public void A_reader_s_map_is_looked_at_too()
    {
        Write(folder);
        Directory.CreateDirectory(folder.File("labelsTr.anna"));
        ImageFile.Write(folder.File("labelsTr.anna/c1.nii"), Reorient.To(Mask(255), "RPS"));
        File.WriteAllText(folder.File("labelsTr.anna/consensus.json"), "{}");
        var problems = DatasetCheck.Run(folder.Path).Where(problem => problem.Severity == ProblemSeverity.Error).ToArray();
        Assert.Equal(["geometry", "label"], problems.Select(problem => problem.Kind).Order(StringComparer.Ordinal));
        Assert.Contains("0 and 255", problems.Single(problem => problem.Kind == "label").Cure, StringComparison.Ordinal);
        Assert.Contains("(RPS against LPS)", problems.Single(problem => problem.Kind == "geometry").Problem, StringComparison.Ordinal);
    }

    /// <summary>What a training asks of a data set before its first step.</summary>
    private void Train()
    {
        var dataset = Dataset.Open(folder.Path);
        TrainingNeeds.Require(dataset.Folder, Fingerprint.Of(dataset, dataset.Cases, 1));
        Splits.Create(dataset.Cases, 5, 1);
    }

    private static void Write(TemporaryFolder data)
    {
        var labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 };
        new DatasetDescription { Name = "checked", Channels = ["a", "b"], Labels = labels, FileEnding = ".nii" }
            .Write(data.File("dataset.json"), 4);
        for (var i = 0; i < 4; i++)
        {
            ImageFile.Write(data.File($"imagesTr/c{i}_0000.nii"), Image(i, 0));
            ImageFile.Write(data.File($"imagesTr/c{i}_0001.nii"), Image(i, 1));
            ImageFile.Write(data.File($"labelsTr/c{i}.nii"), Mask(1));
        }
        File.WriteAllText(data.File("cases.csv"), "case,patient\nc0,a\nc1,b\nc2,c\nc3,d\n");
    }

    private static void Label(TemporaryFolder data, string lesions) => File.WriteAllText(
        data.File("dataset.json"),
        $$"""{"channel_names":{"0":"a","1":"b"},"labels":{"background":0,{{lesions}}},"file_ending":".nii"}""");

    private static void Delete(TemporaryFolder data, params string[] names)
    {
        foreach (var name in names)
            File.Delete(data.File(name));
    }

    private static Volume<float> Image(int seed, int channel)
    {
        var random = new SeededRandom((ulong)seed, "image", channel);
        return new Volume<float>(Grid).Map(_ => (float)random.Normal());
    }

    private static Volume<byte> Mask(byte label)
    {
        var mask = new Volume<byte>(Grid);
        mask[1, 2, 3] = mask[2, 2, 3] = label;
        return mask;
    }

    public void Dispose() => folder.Dispose();
}
