using System.CommandLine;
using Seno.Core;
using Seno.Data;
using Seno.Data.Importers;

namespace Seno.Cli.Verbs;

/// <summary>seno dataset import NAME SRC DST</summary>
internal static class DatasetVerb
{
    public static Command Create() => new("dataset", "Bring data sets into the layout Seno trains on.") { Import() };

    private static Command Import()
    {
        var shared = new SharedOptions();
        var kind = new Argument<string>("kind") { Description = $"Which archive: {string.Join(", ", ImporterTable.Names)}." };
        var source = new Argument<string>("source") { Description = "Folder or zip in the original archive's layout." };
        var destination = new Argument<string>("destination") { Description = "New data set folder." };
        var command = new Command("import", "Import a public archive.") { kind, source, destination };
        shared.AddOutput(command);
        command.SetAction(parsed =>
        {
            var output = shared.Terminal(parsed).Output;
            var folder = parsed.GetRequiredValue(destination);
            ImporterTable.Import(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(source), folder, output.Warn, output.Progress);
            var dataset = Dataset.Open(folder);
            var groups = dataset.Cases.Select(item => item.Group).Distinct().Count();
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(new { dataset = folder, dataset.Name, cases = dataset.Cases.Count, groups }));
            else
                Console.Out.WriteLine($"{dataset.Cases.Count} cases in {groups} groups in {folder}");
            return 0;
        });
        return command;
    }
}
