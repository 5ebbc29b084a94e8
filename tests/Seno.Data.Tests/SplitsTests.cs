using Seno.Core;
using Seno.Tests;

namespace Seno.Data.Tests;

public sealed class SplitsTests
{
    private static Case[] Cases(params (string Id, string Group)[] items) => [.. items.Select(item => new Case { Id = item.Id, Group = item.Group, ChannelFiles = [] })];

    [Fact]
    public void Groups_never_part_and_every_case_validates_once()
    {
        for (ulong seed = 1; seed < 20; seed++)
        {
            var random = new SeededRandom(seed, "test");
            var cases = Cases([.. Enumerable.Range(0, 60).Select(i => ($"c{i:D2}", $"g{random.Next(25)}"))]);
            var groups = cases.ToDictionary(item => item.Id, item => item.Group);
            var splits = Splits.Create(cases, 5, seed);
            Assert.Equal(5, splits.Folds.Count);
            Assert.Equal(cases.Select(item => item.Id), splits.Folds.SelectMany(fold => fold.Val).Order(StringComparer.Ordinal));
            foreach (var fold in splits.Folds)
            {
                Assert.Empty(fold.Train.Select(id => groups[id]).Intersect(fold.Val.Select(id => groups[id])));
                Assert.Equal(60, fold.Train.Count + fold.Val.Count);
                Assert.InRange(fold.Val.Count, 8, 16);
            }
        }
    }

    [Fact]
    public void Three_cases_for_five_folds_leave_one_out_and_say_so()
    {
        var said = new List<string>();
        var splits = Splits.Create(Cases(("a", "1"), ("b", "2"), ("c", "3")), 5, 1, said.Add);
        Assert.Equal(3, splits.Folds.Count);
        Assert.All(splits.Folds, fold => Assert.Single(fold.Val));
        Assert.Contains("leaving one out", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public void One_patient_cannot_be_split() =>
        Assert.Throws<DataException>(() => Splits.Create(Cases(("a", "1"), ("b", "1")), 5, 1));

    [Fact]
    public void The_seed_decides()
    {
        var cases = Cases([.. Enumerable.Range(0, 30).Select(i => ($"c{i:D2}", $"g{i}"))]);
        Assert.Equal(Splits.Create(cases, 5, 1).Folds[0].Val, Splits.Create(cases, 5, 1).Folds[0].Val);
        Assert.NotEqual(Splits.Create(cases, 5, 1).Folds[0].Val, Splits.Create(cases, 5, 2).Folds[0].Val);
    }

    [Theory]
    [InlineData("[{\"train\":[\"a\"],\"val\":[\"b\"]}]", "training and validation")]
    [InlineData("[{\"train\":[\"a\"],\"val\":[\"x\"]}]", "case 'x'")]
    [InlineData("[{\"train\":[\"a\"]}]", "lacks")]
    [InlineData("[]", "no fold")]
    [InlineData("[{\"train\":[],\"val\":[\"c\"]}]", "no case in 'train'")]
    [InlineData("[{\"train\":[\"a\"],\"val\":[]}]", "no case in 'val'")]
    [InlineData("[{\"train\":[\"a\",\"a\"],\"val\":[\"c\"]}]", "names case 'a' twice in 'train'")]
    [InlineData("[{\"train\":[\"c\"],\"val\":[\"a\",\"b\",\"a\"]}]", "names case 'a' twice in 'val'")]
    [InlineData("[{\"train\":[\"a\",\"c\"],\"val\":[\"b\",\"c\"]}]", "'c' in 'train' and in 'val'")]
    [InlineData("[{\"train\":[\"a\",null],\"val\":[\"c\"]}]", "lacks")]
    [InlineData("[null]", "lacks")]
    [InlineData("{\"train\":[\"a\"]}", "does not have the expected form")]
    public void Splits_given_are_checked(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("splits.json"), json);
        var cases = Cases(("a", "1"), ("b", "1"), ("c", "2"));
        Assert.Contains(expected, Assert.Throws<DataException>(() => Splits.Read(folder.File("splits.json"), cases)).Message, StringComparison.Ordinal);
    }
}
