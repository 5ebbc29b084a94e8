namespace Seno.Cli.Tests;

public sealed class TerminalTests
{
    [Fact]
    public void What_is_said_after_progress_begins_a_line_of_its_own()
    {
        using var screen = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(quiet: false, screen, live: true);
        terminal.Output.Progress(new("training", 3, 10, "loss 0.5"));
        Terminal.EndLine();
        screen.Write("seno: interrupted");
        Assert.EndsWith("\rtraining 3/10  loss 0.5\nseno: interrupted", screen.ToString(), StringComparison.Ordinal);
        Terminal.EndLine();
        Assert.EndsWith("seno: interrupted", screen.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, "training 3/10  loss 0.5  pseudo-Dice 0.25  20 s left")]
    [InlineData(40, "training 3/10  loss 0.5  ps…  20 s left")]
    [InlineData(20, "training 3/10    20 s left")]
    public void A_line_of_progress_fits_the_terminal_and_keeps_the_time_left(int columns, string expected)
    {
        using var screen = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(quiet: false, screen, live: true, () => columns);
        terminal.Output.Progress(new("training", 3, 10, "loss 0.5  pseudo-Dice 0.25", TimeSpan.FromSeconds(20)));
        Assert.Equal("\r" + expected, screen.ToString());
    }

    [Fact]
    public void A_terminal_does_not_obey_names()
    {
        using var screen = new StringWriter();
        var terminal = new Terminal(quiet: false, screen, live: true);
        terminal.Output.Progress(new("predicting", 1, 1, "\u001b[2Jcase"));
        terminal.Output.Warn("a\u0007b");
        Assert.DoesNotContain('\u001b', screen.ToString());
        Assert.DoesNotContain('\u0007', screen.ToString());
    }
}
