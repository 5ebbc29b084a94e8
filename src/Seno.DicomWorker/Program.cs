using System.Text;
using Seno.DicomWorker;

// arguments: the path of gdcm-sharp.dll. Each line of input is a DICOM file, or "version"; each answer is a byte (0: all is well), a length, and
// the samples or the reason. The input's end is the worker's.
MemoryBound.Apply();
using var output = Answers.Open();
var gdcm = new Gdcm(args[0]);
while (Console.In.ReadLine() is { } line)
{
    byte failed = 0;
    byte[] answer;
    try
    {
        answer = line == "version" ? Encoding.UTF8.GetBytes(gdcm.Version()) : gdcm.Decode(line);
    }
    catch (Exception failure)
    {
        failed = 1;
        answer = Encoding.UTF8.GetBytes((failure.InnerException ?? failure).Message.ReplaceLineEndings(" "));
    }
    output.WriteByte(failed);
    output.Write(BitConverter.GetBytes((long)answer.Length));
    output.Write(answer);
    output.Flush();
}
