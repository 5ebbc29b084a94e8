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
    private readonly Func<int> columns;
    private readonly HashSet<string> said = [];
    private readonly Stopwatch stageClock = Stopwatch.StartNew();
    private string stage = "";
    private long stageStart;
    private TimeSpan last;
    private int width;

    public Terminal(bool quiet)
        : this(quiet, Console.Error, !Console.IsErrorRedirected, () => Console.WindowWidth is > 0 and var known ? known : int.MaxValue)
    {
    }

    /// <param name="quiet">No progress.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="live">It is a terminal.</param>
    /// <param name="columns">Of the terminal: a longer line would go on in the next, and could not be written over.</param>
    internal Terminal(bool quiet, TextWriter error, bool live, Func<int>? columns = null)
    {
        (this.quiet, this.error, this.live, this.columns) = (quiet, error, live, columns ?? (() => int.MaxValue));
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
        var (begin, detail) = (PlainText.Of(update.Stage) + position, PlainText.Of(update.Detail ?? ""));
        return $"{begin}  {(live ? Cut(detail, columns() - 1 - begin.Length - 2 - left.Length) : detail)}{left}".TrimEnd();
    }

    private static string Cut(string text, int room) => text.Length <= room ? text : room < 2 ? "" : text[..(room - 1)] + "…";

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
