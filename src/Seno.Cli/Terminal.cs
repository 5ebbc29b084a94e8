using System.Diagnostics;
using Seno.Core;
using Seno.Studies;

namespace Seno.Cli;

/// <summary>Progress and warnings on standard error: one line rewritten on a terminal, a plain line now and then elsewhere.</summary>
internal sealed class Terminal
{
    private static Terminal? latest;
    private readonly Lock gate = new();
    private readonly bool quiet;
    private readonly bool live;
    private readonly TextWriter error;
    private readonly HashSet<string> said = [];
    private readonly Stopwatch stageClock = Stopwatch.StartNew();
    private string stage = "";
    private long stageStart;
    private TimeSpan last;
    private int width;

    public Terminal(bool quiet)
        : this(quiet, Console.Error, !Console.IsErrorRedirected)
    {
    }

    internal Terminal(bool quiet, TextWriter error, bool live)
    {
        (this.quiet, this.error, this.live) = (quiet, error, live);
        Output = new StudyOutput(Show, Warn);
        latest = this;
    }

    /// <summary>Ends a line of progress that stands open, so that what is said next begins one of its own.</summary>
    public static void EndLine() => latest?.End();

    private void End()
    {
        lock (gate)
        {
            if (live && width > 0)
                error.WriteLine();
            width = 0;
        }
    }

    public StudyOutput Output { get; }

    private void Show(ProgressUpdate update)
    {
        if (quiet)
            return;
        lock (gate)
        {
            if (update.Stage != stage)
            {
                stage = update.Stage;
                stageStart = Math.Max(0, update.Done - 1);
                stageClock.Restart();
                last = TimeSpan.MinValue;
            }
            var now = stageClock.Elapsed;
            var finished = update.Total > 0 && update.Done >= update.Total;
            if (last != TimeSpan.MinValue && !finished && now - last < TimeSpan.FromSeconds(live ? 0.1 : 15))
                return;
            last = now;
            var line = Line(update, now);
            if (live)
                error.Write("\r" + line.PadRight(width));
            if (!live || finished)
                error.WriteLine(live ? "" : line);
            width = finished ? 0 : line.Length;
        }
    }

    private string Line(ProgressUpdate update, TimeSpan elapsed)
    {
        var done = update.Done - stageStart;
        var known = update.Left ?? (update.Total > update.Done && done > 0 && elapsed > TimeSpan.FromSeconds(2)
            ? elapsed * ((double)(update.Total - update.Done) / done)
            : null);
        var left = known is { } time ? $"  {Duration(time)} left" : "";
        var position = update.Total > 1 ? $" {update.Done}/{update.Total}" : "";
        return PlainText.Of($"{update.Stage}{position}  {update.Detail}{left}".TrimEnd());
    }

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes:D2} min" : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds:D2} s" : $"{time.Seconds} s";

    /// <summary>Each warning once.</summary>
    private void Warn(string message)
    {
        lock (gate)
        {
            if (!said.Add(message))
                return;
            End();
            error.WriteLine($"warning: {PlainText.Of(message)}");
        }
    }
}
