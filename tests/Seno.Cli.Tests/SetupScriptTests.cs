using System.Diagnostics;
using Seno.Tests;

namespace Seno.Cli.Tests;

public sealed class SetupScriptTests
{
    [Theory]
    [InlineData("libstdc++.so.6", false)]
    [InlineData("libother.so.6", true)]
    public void A_library_is_found_in_a_list_however_long(string first, bool missing)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Linux only");
        using var folder = new TemporaryFolder();
        // What is looked for comes first: a reader that stops there ends the writer by a signal.
        File.WriteAllText(
            folder.File("ldconfig"),
            $"#!/bin/bash\necho '{first} (libc6,x86-64)'\nfor i in {{1..20000}}; do echo \"filler $i\"; done\n");
        File.SetUnixFileMode(folder.File("ldconfig"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-c", "set -euo pipefail; root=$1; PATH=$2:$PATH; . \"$root/eng/setup.sh\"; for i in 1 2 3; do missing_packages; done", "bash", Root(), folder.Path })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(missing ? 3 : 0, printed.Count(line => line == "libstdc++6"));
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "eng", "setup.sh")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("no folder above the tests holds eng/setup.sh");
    }
}
