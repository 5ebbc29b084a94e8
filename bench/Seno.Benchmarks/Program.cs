using Seno.Benchmarks.Comparing;

return args is ["compare", ..] ? Compare.Run(args[1..]) : Switch(args);

static int Switch(string[] args)
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
