using Seno.Tests;

namespace Seno.Core.Tests;

public sealed class CoreTests
{
    [Fact]
    public void A_generator_follows_from_seed_purpose_iteration_and_item_alone()
    {
        ulong First(ulong seed, string purpose, long iteration, long item) => new SeededRandom(seed, purpose, iteration, item).NextUInt64();
        Assert.Equal(First(1, "a", 2, 3), First(1, "a", 2, 3));
        var others = new[] { First(2, "a", 2, 3), First(1, "b", 2, 3), First(1, "a", 3, 3), First(1, "a", 2, 4), First(1, "a", 3, 2), First(1, "a", 2, 3) };
        Assert.Equal(6, others.Distinct().Count());
    }

    [Fact]
    public void Uniform_and_normal_numbers_have_their_moments()
    {
        var random = new SeededRandom(1, "moments");
        var uniform = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();
        var normal = Enumerable.Range(0, 100_000).Select(_ => random.Normal()).ToArray();
        Assert.InRange(uniform.Average(), 0.495, 0.505);
        Assert.True(uniform.All(value => value is >= 0 and < 1));
        Assert.InRange(normal.Average(), -0.015, 0.015);
        Assert.InRange(normal.Average(value => value * value), 0.98, 1.02);
        Assert.InRange(normal.Average(value => Math.Pow(value, 4)), 2.85, 3.15);
    }

    [Fact]
    public void Whole_numbers_are_even_and_a_shuffle_keeps_every_item()
    {
        var random = new SeededRandom(4, "whole");
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.Next(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        var items = Enumerable.Range(0, 50).ToArray();
        random.Shuffle<int>(items);
        Assert.NotEqual(Enumerable.Range(0, 50), items);
        Assert.Equal(Enumerable.Range(0, 50), items.Order());
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.WriteText(folder.File("a"), "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder.File("a"), stream =>
        {
            stream.Write([1, 2, 3]);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(folder.File("a")));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Theory]
    [InlineData("unte", "Did you mean 'unet'?")]
    [InlineData("completely-different", "Known names: unet, swin-net")]
    public void The_nearest_name_is_suggested(string given, string expected) => Assert.Equal(expected, NearestName.Suggest(given, ["unet", "swin-net"]));

    [Fact]
    public void Infinities_are_named_and_read_back()
    {
        using var folder = new TemporaryFolder();
        SenoJson.WriteFile(folder.File("a.json"), new[] { double.NegativeInfinity, double.NaN, 0.1 });
        Assert.Contains("\"-Infinity\"", File.ReadAllText(folder.File("a.json")), StringComparison.Ordinal);
        Assert.Equal([double.NegativeInfinity, double.NaN, 0.1], SenoJson.ReadFile<double[]>(folder.File("a.json")));
    }

    [Fact]
    public void An_error_is_one_line_that_no_terminal_obeys_whatever_a_file_holds() =>
        Assert.Equal("a?b.nii: has '?[2J?'. Export it again.", new DataException("a\nb.nii", "has '\u001b[2J\r'", "Export it again").Message);

    [Theory]
    [InlineData("{\"name\": 1,}", false)]
    [InlineData("", true)]
    [InlineData("null", true)]
    [InlineData("[1, 2", true)]
    [InlineData("{\"name\": \"x\"}", true)]
    [InlineData("{\"name\": \"1\"}", true)]
    [InlineData("\u0000\u0001", true)]
    public void Settings_that_cannot_be_read_are_one_sentence(string text, bool bad)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.json"), text);
        if (bad)
            Assert.StartsWith(
                folder.File("a.json"),
                Assert.Throws<DataException>(() => SenoJson.ReadFile<Dictionary<string, int>>(folder.File("a.json"))).Message,
                StringComparison.Ordinal);
        else
            Assert.Equal(1, SenoJson.ReadFile<Dictionary<string, int>>(folder.File("a.json"))["name"]);
        foreach (var wrong in new[] { "[1]", """{"name": "one"}""", """{"name": 1, "name": 2}""" })
        {
            File.WriteAllText(folder.File("a.json"), wrong);
            var said = Assert.Throws<DataException>(() => SenoJson.ReadFile<Dictionary<string, int>>(folder.File("a.json"))).Message;
            Assert.DoesNotContain("System.", said, StringComparison.Ordinal);
        }
        Assert.Throws<DataException>(() => SenoJson.ReadFile<Dictionary<string, int>>(folder.Path));
        Assert.Throws<DataException>(() => SenoJson.ReadFile<Dictionary<string, int>>(folder.File("none.json")));
    }

    public sealed record Outer(string Name, string? Remark, IReadOnlyList<Inner> Parts, double[]? Numbers = null)
    {
        public int Computed => Name.Length;
    }

    public sealed record Inner(string Text, IReadOnlyDictionary<string, Inner>? More = null);

    [Theory]
    [InlineData("""{"name":"a","parts":[{"text":"b"}]}""", null)]
    [InlineData("""{"name":"a","parts":[]}""", null)]
    [InlineData("""{}""", "'name'")]
    [InlineData("""{"name":null,"parts":[]}""", "'name'")]
    [InlineData("""{"name":"a"}""", "'parts'")]
    [InlineData("""{"name":"a","parts":[null]}""", "'parts[0]'")]
    [InlineData("""{"name":"a","parts":[{"more":{}}]}""", "'text'")]
    [InlineData("""{"name":"a","parts":[{"text":"b","more":{"x":{"text":null}}}]}""", "'text'")]
    public void A_file_that_lacks_a_part_is_refused_by_its_name(string text, string? missing)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.json"), text);
        if (missing is null)
            Assert.Equal("a", SenoJson.ReadFile<Outer>(folder.File("a.json")).Name);
        else
            Assert.Equal($"lacks {missing}", Assert.Throws<DataException>(() => SenoJson.ReadFile<Outer>(folder.File("a.json"))).Problem);
    }
}
