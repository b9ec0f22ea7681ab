using System.Globalization;
using Lab.Contracts;
using Lab.Contracts.Control;

namespace Lab.Control.Stresses;

/// <summary>What a machine can bear: a lab that makes the whole machine swap measures nothing any more.</summary>
internal static class StressBounds
{
    private const int MostWorkers = 64;
    private const int LongestMilliseconds = 3_600_000;
    private const double ShareOfFree = 0.8;

    /// <param name="wish">What is asked for.</param>
    /// <param name="freeMemory">Bytes that are free now.</param>
    /// <param name="freeDisk">Bytes that are free where it would write.</param>
    /// <exception cref="LabException">It makes no sense or is too much; every problem with its mend.</exception>
    public static void ThrowUnlessInside(StressWish wish, Func<long> freeMemory, Func<long> freeDisk)
    {
        List<string> problems = [];
        Add(wish.Workers is < 1 or > MostWorkers, $"'workers' is {wish.Workers}; it must be 1 to {MostWorkers}.");
        Add(wish.Milliseconds is < 1 or > LongestMilliseconds, $"'milliseconds' is {wish.Milliseconds}; it must be 1 to {LongestMilliseconds}.");
        if (wish.Kind is StressKind.Cpu)
        {
            Add(wish.Load is not (null or (> 0 and <= 1)), string.Create(CultureInfo.InvariantCulture, $"'load' is {wish.Load}; it must be more than 0, to 1: the share of its time that a worker is busy."));
        }
        else if (wish.Bytes is null or < 1)
        {
            problems.Add($"'bytes' is {wish.Bytes?.ToString(CultureInfo.InvariantCulture) ?? "missing"}; {wish.Kind} needs 1 or more. Example: \"bytes\": 104857600.");
        }
        else if (problems.Count == 0)
        {
            var (needed, free, what) = wish.Kind is StressKind.Memory ? (wish.Bytes.Value, freeMemory(), "memory") : (wish.Bytes.Value * wish.Workers, freeDisk(), "disk");
            var most = (long)(free * ShareOfFree);
            Add(needed > most, $"{Mebibytes(needed)} MiB of {what} are asked for, and {Mebibytes(free)} MiB are free. Ask for at most {Mebibytes(most)} MiB, which is {ShareOfFree:P0} of it.");
        }

        if (problems.Count > 0)
        {
            throw new LabException([.. problems]);
        }

        void Add(bool isWrong, string problem)
        {
            if (isWrong)
            {
                problems.Add(problem);
            }
        }
    }

    private static string Mebibytes(long bytes) => (bytes >> 20).ToString(CultureInfo.InvariantCulture);
}
