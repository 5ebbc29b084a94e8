namespace Seno.Tests;

/// <summary>The one place that finds the real images: SENO_DATA, else shared/data beside the checkout. Tests that need them skip, saying so, where they are absent.</summary>
internal static class RealData
{
    public static string Folder(string name)
    {
        var root = Root();
        var folder = root is null ? null : Path.Combine(root, name);
        if (folder is null || !Directory.Exists(folder))
            Assert.Skip($"real data '{name}' is absent; set SENO_DATA to the folder that holds it");
        return folder!;
    }

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("SENO_DATA") is { Length: > 0 } given)
            return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Seno.slnx")))
                return folder.Parent is null ? null : Path.Combine(folder.Parent.FullName, "shared", "data");
        }
        return null;
    }
}
