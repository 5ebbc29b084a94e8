namespace Seno.Data.Checking;

public enum ProblemSeverity
{
    Warning,
    Error,
}
