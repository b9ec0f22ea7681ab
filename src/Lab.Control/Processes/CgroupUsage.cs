using System.Globalization;
using Lab.Contracts.Control;

namespace Lab.Control.Processes;

/// <summary>What the kernel counted in <c>cpu.stat</c> of a control group.</summary>
internal static class CgroupUsage
{
    /// <summary>Null when the group is gone.</summary>
    public static LimitUsage? Read(string folder)
    {
        try
        {
            return Parse(File.ReadAllText(Path.Combine(folder, "cpu.stat")));
        }
        catch (IOException)
        {
            return null;
        }
    }

    // Version 1: `nr_periods 41\nnr_throttled 12\nthrottled_time 903412345` (ns). Version 2 has more lines, and `throttled_usec 903412`.
    internal static LimitUsage Parse(string stat)
    {
        var counted = stat.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => long.Parse(words[1], CultureInfo.InvariantCulture));
        var throttled = counted.TryGetValue("throttled_usec", out var microseconds) ? microseconds / 1e3 : counted.GetValueOrDefault("throttled_time") / 1e6;
        return new LimitUsage(counted.GetValueOrDefault("nr_periods"), counted.GetValueOrDefault("nr_throttled"), throttled);
    }

    /// <summary>What was counted since then.</summary>
    public static LimitUsage Since(this LimitUsage now, LimitUsage then) => new(
        now.Periods - then.Periods, now.ThrottledPeriods - then.ThrottledPeriods, now.ThrottledMilliseconds - then.ThrottledMilliseconds);
}
