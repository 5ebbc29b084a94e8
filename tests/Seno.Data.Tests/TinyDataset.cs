using Seno.Imaging;
using Seno.Tests;

namespace Seno.Data.Tests;

/// <summary>A data set of a few 8×6 pictures with a bright block as lesion.</summary>
internal sealed class TinyDataset : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TinyDataset(params (string Id, string Patient)[] cases)
    {
        using var writer = new DatasetWriter(Path)
        {
            Description = new() { Name = "tiny", Channels = ["ultrasound"], Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 }, FileEnding = ".png" },
        };
        foreach (var (id, patient) in cases)
        {
            var truth = new Volume<byte>(new Geometry(new(8, 6, 1)));
            truth[3, 2] = truth[4, 2] = 1;
            writer.Add(id, [truth.Map(label => label == 0 ? 20f : 200f)], truth, new Dictionary<string, string> { ["patient"] = patient });
        }
        writer.Finish();
    }

    public string Path => folder.File("tiny");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => folder.Dispose();
}
