using System.Globalization;
using Lab.StressWorker;

// Uses up what others need, until its time is over: a program of its own, so that it starts within a small quota and ends by being killed.
//   cpu WORKERS MILLISECONDS LOAD     memory WORKERS MILLISECONDS BYTES     disk WORKERS MILLISECONDS BYTES FOLDER
if (args is not [var kind, var workers, var milliseconds, var amount, .. var rest])
{
    Console.Error.WriteLine("This program is started by the host of a lab: PUT /v1/replicas/{id}/stress");
    return 64;
}

using var deadline = new Deadline(TimeProvider.System, TimeSpan.FromMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture)));
var count = int.Parse(workers, CultureInfo.InvariantCulture);
Action<int> work = kind switch
{
    "cpu" => _ => CpuLoad.Run(double.Parse(amount, CultureInfo.InvariantCulture), deadline),
    "memory" => _ => MemoryLoad.Run(long.Parse(amount, CultureInfo.InvariantCulture) / count, deadline),
    "disk" => worker => DiskLoad.Run(Path.Combine(rest[0], $"{worker}"), long.Parse(amount, CultureInfo.InvariantCulture), deadline),
    _ => throw new ArgumentException($"'{kind}' is none of cpu, memory, disk."),
};

// Threads of their own: a pool would start them one after the other, and with few processors late.
Thread[] threads = [.. Enumerable.Range(0, count).Select(worker => new Thread(() => work(worker)))];
Array.ForEach(threads, thread => thread.Start());
Array.ForEach(threads, thread => thread.Join());
return 0;
