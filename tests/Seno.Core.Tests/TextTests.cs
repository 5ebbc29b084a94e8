namespace Seno.Core.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("lesion", "lesion")]
    [InlineData("Läsion 病変 👩‍⚕️", "Läsion 病変 👩‍⚕️")]
    [InlineData("a\u0001b", "a\uFFFDb")]
    [InlineData("\u001b[2J", "\uFFFD[2J")]
    [InlineData("two\nlines\tand a tab", "two\nlines\tand a tab")]
    [InlineData("\u202Ereversed", "\uFFFDreversed")]
    [InlineData("none\uFFFF", "none\uFFFD")]
    public void What_cannot_be_shown_is_replaced(string text, string expected) => Assert.Equal(expected, PlainText.Of(text));

    [Fact]
    public void Half_a_pair_is_replaced() => Assert.Equal("half \uFFFD pair", PlainText.Of("half \ud800 pair"));

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("bell\a")]
    [InlineData("c1\u0085")]
    public void A_name_has_no_control_character(string text) => Assert.False(PlainText.Is(text));

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\u0001b", "\"a\u0001b\"")]
    [InlineData("a b", "a b")]
    public void Fields_are_quoted_where_they_must_be(string text, string expected) => Assert.Equal(expected, CsvText.Quoted(text));

    [Fact]
    public void One_thing_is_no_plural()
    {
        Assert.Equal(["0 cases", "1 case", "2 cases"], Enumerable.Range(0, 3).Select(number => Counted.Of(number, "case")));
        Assert.Equal(["1 patient or group", "2 patients or groups"], Enumerable.Range(1, 2).Select(number => Counted.Groups(number)));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a b c d e", "a, b, c, d, e")]
    [InlineData("a b c d e f g", "a, b, c, d, e and 2 more")]
    public void Long_lists_are_cut_after_five(string names, string expected) => Assert.Equal(expected, Counted.Names(names.Split(' ')));

    public static readonly TheoryData<Exception, string?> Failures = new()
    {
        { new OutOfMemoryException(), "case a: needs more memory than there is" },
        { new AggregateException(new OutOfMemoryException()), "case a: needs more memory than there is" },
        { new OverflowException(), "case a: is larger than can be handled" },
        { new UnauthorizedAccessException("Access to 'x' is denied."), "case a: cannot be read or written (Access to 'x' is denied)" },
        { new EndOfStreamException("Cut."), "case a: cannot be read or written (Cut)" },
        { new System.Runtime.InteropServices.ExternalException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"), "case a: needs more memory" },
        { new DataException("b", "is bad", "Mend it"), "b: is bad. Mend it." },
        { new InvalidOperationException(), null },
        { new OperationCanceledException(), null },
    };

    [Theory, MemberData(nameof(Failures))]
    public void Failures_of_the_machine_are_sentences_and_faults_of_the_program_are_not_hidden(Exception failure, string? expected)
    {
        var plain = PlainFailure.Of(failure, "case a");
        Assert.Equal(expected is null, plain is null);
        if (expected is not null)
            Assert.StartsWith(expected, plain!.Message, StringComparison.Ordinal);
    }
}
