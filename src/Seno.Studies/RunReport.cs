namespace Seno.Studies;

public static class RunReport
{
    public static void Write(string run, string dataset, string file, string title) => Core.AtomicFile.WriteText(file, title);
}
