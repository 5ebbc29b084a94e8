using Seno.Tests;

namespace Seno.Core.Tests;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("lesion")]
    [InlineData("Läsion links")]
    [InlineData("病変")]
    [InlineData("nsd_0.3px")]
    [InlineData("patient=3")]
    [InlineData("a-b.c")]
    [InlineData("console")]
    [InlineData("com10x")]
    public void A_name_that_any_system_can_have_stays(string name) => Assert.Equal(name, FileNames.For(name));

    public static readonly TheoryData<string> Hostile = ["../../x", "/etc/passwd", "..", ".", "", " ", ".hidden", "a/b", @"a\b", "a:b", "a\0b", "a\nb", "tab\t", "\u001b[2J", "end.", "end ", "-rf", "CON", "con.txt", "NUL", "Lpt1", "com¹", "a*b?", "\"<>|", "half\ud800", "\u202Egnp.exe", new string('x', 500), new string('病', 100), "made-0123abcd"];

    [Theory, MemberData(nameof(Hostile))]
    public void Any_other_becomes_a_name_of_its_own_that_stays_in_its_folder(string name)
    {
        using var folder = new TemporaryFolder();
        var safe = FileNames.For(name);
        Assert.NotEqual(name, safe);
        Assert.Equal(folder.Path, Path.GetDirectoryName(Path.GetFullPath(folder.File(safe))));
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(safe) <= 130, safe);
        Assert.Matches("-[0-9a-f]{8}$", safe);
        File.WriteAllText(folder.File(safe), "");
        Assert.Equal(safe, Path.GetFileName(Assert.Single(Directory.EnumerateFiles(folder.Path))));
    }

    [Fact]
    public void Different_names_stay_different()
    {
        string[] names = [.. Hostile.Select(row => row.Data), "a_b", "a|b", "a b", "_", "x-" + FileNames.For("x/")[^8..], "x/", "..\0", new string('x', 501), "half\udc00"];
        Assert.Equal(names.Length, names.Select(FileNames.For).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
