namespace Seno.Cli.Tests;

/// <summary>Every numeric option of every verb, without running it.</summary>
public sealed class NumberOptionsTests
{
    [Theory]
    [InlineData("power --margin 0,9 --sd 0.1", "--margin: '0,9' is not a number. Write 0.9.")]
    [InlineData(
        "power --margin 0.05 --sd 1,000",
        "--sd: '1,000' is not a number. Write 1000, without separators, or 1.000 if that is a decimal comma.")]
    [InlineData("power --margin 0.05 --sd 0.1 --alpha 0,05", "--alpha: '0,05' is not a number. Write 0.05.")]
    [InlineData(
        "power --margin 0.05 --sd 0.1 --patients 20 1,000",
        "--patients: '1,000' is not a whole number. Write 1000, without separators.")]
    [InlineData("power --margin 0.05 --sd 0.1 --lesions 2.5", "--lesions: '2.5' is not a whole number. Write digits alone, such as 12.")]
    [InlineData("agreement d -o o --margin 0,05", "--margin: '0,05' is not a number. Write 0.05.")]
    [InlineData("agreement d -o o --dilate 1e999", "--dilate: '1e999' is not a number")]
    [InlineData("lock d --margin NaN", "--margin: 'NaN' is not a number")]
    [InlineData("evaluate p d -o o --boundary-width 1,5", "--boundary-width: '1,5' is not a number. Write 1.5.")]
    [InlineData("evaluate p d -o o --threads 0", "--threads must be at least 1.")]
    [InlineData("evaluate p d -o o --threads 99999999999", "--threads: 99999999999 lies outside")]
    [InlineData("consensus d -o o --deviations 1,5", "--deviations: '1,5' is not a number. Write 1.5.")]
    [InlineData("predict r -i i -o o --overlap 0,5", "--overlap: '0,5' is not a number. Write 0.5.")]
    [InlineData("train d -o r --iterations 2,000", "--iterations: '2,000' is not a whole number. Write 2000, without separators.")]
    [InlineData("train d -o r --iterations 0", "--iterations must be at least 1")]
    [InlineData("train d -o r --epochs -1", "--epochs must be above 0")]
    [InlineData("train d -o r --learning-rate 0,001", "--learning-rate: '0,001' is not a number")]
    [InlineData("train d -o r --learning-rate 0", "--learning-rate must be above 0")]
    [InlineData("train d -o r --seed -1", "--seed: -1 lies outside")]
    [InlineData("train d -o r --seed 1,000", "--seed: '1,000' is not a whole number")]
    [InlineData("train d -o r --folds 1", "--folds must be at least 2")]
    [InlineData("train d -o r --checkpoint-every 0", "--checkpoint-every must be at least 1")]
    [InlineData("phantom us -o o -n 1,000", "--cases: '1,000' is not a whole number")]
    public void A_number_with_a_comma_is_never_another_number(string command, string says) =>
        Assert.Contains(
            SenoCommand.Root().Parse(command.Split(' ')).Errors,
            error => error.Message.StartsWith(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("power --margin 0.9 --sd 1e-1 --patients 20 30 --lesions 2")]
    [InlineData("power --margin -0.05 --sd 0.1")]
    [InlineData("agreement d -o o")]
    [InlineData("evaluate p d -o o --boundary-width 1.5 --threads 1")]
    [InlineData("train d -o r --iterations 2000 --epochs 0.5 --learning-rate 1e-3 --seed 18446744073709551615 --folds 2")]
    [InlineData("phantom us -o o -n 3 --size 200")]
    public void Numbers_are_taken_as_they_are_written(string command) => Assert.Empty(SenoCommand.Root().Parse(command.Split(' ')).Errors);

    [Fact]
    public void No_numeric_option_is_left_to_the_parser()
    {
        var all = Options(SenoCommand.Root()).Distinct().ToArray();
        Assert.NotEmpty(all);
        foreach (var option in all.Where(option => (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType.GetElementType() ?? option.ValueType) is { IsPrimitive: true } type && type != typeof(bool)))
            Assert.True(option.GetType().GetProperty("CustomParser")!.GetValue(option) is not null, option.Name);
    }

    private static IEnumerable<System.CommandLine.Option> Options(System.CommandLine.Command command) =>
        command.Options.Concat(command.Subcommands.SelectMany(Options));
}
