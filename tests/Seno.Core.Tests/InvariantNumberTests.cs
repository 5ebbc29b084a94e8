namespace Seno.Core.Tests;

public sealed class InvariantNumberTests
{
    [Theory]
    [InlineData("0.9", 0.9)]
    [InlineData("-0.05", -0.05)]
    [InlineData("+3", 3)]
    [InlineData("1e-3", 0.001)]
    [InlineData(".5", 0.5)]
    [InlineData("1000", 1000)]
    public void A_number_is_read(string text, double expected)
    {
        Assert.True(InvariantNumber.TryParse(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("0,9", "Write 0.9")]
    [InlineData("-0,05", "Write -0.05")]
    [InlineData("0,001", "Write 0.001")]
    [InlineData("1.000,5", "Write 1000.5")]
    [InlineData("1,000", "Write 1000, without separators, or 1.000 if that is a decimal comma")]
    [InlineData("1,000,000", "Write 1000000, without separators")]
    [InlineData("12,345.6", "Write 12345.6, without separators")]
    [InlineData("1 000", "Write a number such as 0.9")]
    [InlineData("1'000", "Write a number such as 0.9")]
    [InlineData("1_000", "Write a number such as 0.9")]
    [InlineData("", "Write a number such as 0.9")]
    [InlineData(" 1", "Write a number such as 0.9")]
    [InlineData("0x10", "Write a number such as 0.9")]
    [InlineData("NaN", "Write a number such as 0.9")]
    [InlineData("Infinity", "Write a number such as 0.9")]
    [InlineData("1e999", "Write a number such as 0.9")]
    [InlineData("٣", "Write a number such as 0.9")]
    [InlineData("$5", "Write a number such as 0.9")]
    [InlineData("(5)", "Write a number such as 0.9")]
    public void Anything_else_is_refused_with_what_to_write(string text, string cure)
    {
        Assert.False(InvariantNumber.TryParse(text, out double _));
        Assert.StartsWith(cure, InvariantNumber.Cure(text), StringComparison.Ordinal);
        Assert.Contains($"'{text}' is not a number", InvariantNumber.Complaint(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12", true, 12)]
    [InlineData("-3", true, -3)]
    [InlineData("2.5", false, 0)]
    [InlineData("1,000", false, 0)]
    [InlineData("1e3", false, 0)]
    [InlineData(" 4", false, 0)]
    [InlineData("99999999999", false, 0)]
    public void Whole_numbers_are_digits(string text, bool expected, int value)
    {
        Assert.Equal(expected, InvariantNumber.TryParse<int>(text, out var read));
        Assert.Equal(value, read);
    }

    [Fact]
    public void Fields_know_infinities_and_nothing()
    {
        Assert.Equal(double.PositiveInfinity, InvariantNumber.Field("inf"));
        Assert.Equal(double.NegativeInfinity, InvariantNumber.Field("-inf"));
        Assert.True(double.IsNaN(InvariantNumber.Field("")) && double.IsNaN(InvariantNumber.Field("NaN")));
        Assert.Equal("'0,93' is not a number. Write 0.93", Assert.Throws<FormatException>(() => InvariantNumber.Field("0,93")).Message);
        Assert.Equal(7, InvariantNumber.Count("7"));
        foreach (var text in new[] { "2.5", "-1", "", "1,000" })
            Assert.Throws<FormatException>(() => InvariantNumber.Count(text));
    }
}
