namespace Seno.Core.Tests;

public sealed class CanonicalTextTests
{
    public static readonly TheoryData<string, string> Forms = new()
    {
        { "M\u0075\u0308ller", "M\u00FCller" },
        { "A\u030A", "\u00C5" },
        { "e\u0302\u0301", "\u1EBF" },           // Vietnamese: circumflex, then acute
        { "a\u0323\u0302", "\u1EAD" },           // the dot below comes first
        { "\u00EA\u0301", "\u1EBF" },            // half composed
        { "\u0438\u0306", "\u0439" },            // Cyrillic
        { "\u304B\u3099", "\u304C" },            // kana
        { "\u1112\u1161\u11AB", "\uD55C" },      // Hangul syllable with a tail
        { "\u1100\u1161", "\uAC00" },            // and without
        { "\u0308x", "\u0308x" },                // a mark on nothing
        { "x\u0308\u0308", "\u1E8D\u0308" },
        { "plain_01", "plain_01" },
        { "\uD83D\uDE00", "\uD83D\uDE00" },      // a pair of surrogates
    };

    [Theory, MemberData(nameof(Forms))]
    public void Both_forms_of_a_text_become_the_composed_one(string apart, string composed)
    {
        Assert.Equal(composed, CanonicalText.Composed(apart));
        Assert.Equal(composed, CanonicalText.Composed(composed));
    }
}
