using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Seno.Learning.Runtime;

/// <summary>Loops on libtorch's own OpenMP threads: others would fight with them for the cores, since they spin between two operations.</summary>
public static unsafe class TorchThreads
{
    private static delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void> openMp;

    /// <summary>Calls <paramref name="work"/> once for every number below <paramref name="count"/>, on as many threads as libtorch uses, in any order.</summary>
    /// <remarks>The first exception is rethrown here once every thread has stopped.</remarks>
    public static void For(int count, Action<int> work)
    {
        var threads = Math.Min(count, torch.get_num_threads());
        if (threads <= 1)
        {
            for (var i = 0; i < count; i++)
                work(i);
            return;
        }
        if (openMp is null)
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
            return;
        }
        var loop = new Loop(count, work);
        var handle = GCHandle.Alloc(loop);
        try
        {
            openMp(&Run, (void*)GCHandle.ToIntPtr(handle), (uint)threads, 0);
        }
        finally
        {
            handle.Free();
        }
        loop.Failure?.Throw();
    }

    /// <summary>Takes OpenMP's entry point from a loaded libtorch; without it loops run on the thread pool.</summary>
    internal static void Use(nint torchLibrary)
    {
        // Every OpenMP runtime that libtorch is built with exports GCC's name.
        if (NativeLibrary.TryGetExport(torchLibrary, "GOMP_parallel", out var address))
            openMp = (delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void>)address;
    }

    [UnmanagedCallersOnly]
    private static void Run(void* handle) => ((Loop)GCHandle.FromIntPtr((nint)handle).Target!).Run();

    private sealed class Loop(int count, Action<int> work)
    {
        private int next = -1;

        public ExceptionDispatchInfo? Failure { get; private set; }

        public void Run()
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                    work(i);
            }
            catch (Exception failure)
            {
                // It must not cross native frames.
                Failure ??= ExceptionDispatchInfo.Capture(failure);
                Interlocked.Exchange(ref next, count);
            }
        }
    }
}
