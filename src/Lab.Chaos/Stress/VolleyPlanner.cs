using System.Globalization;
using Lab.Chaos.Scenarios;
using Lab.Contracts;

namespace Lab.Chaos.Stress;

/// <summary>
/// Draws everything about a volley that chance decides, from streams of its own, so that a volley is the same bytes at the same
/// offsets whatever was planned before it.
/// </summary>
/// <param name="run">Prefix of operation ids: makes them unique beyond the run, in databases that outlive it.</param>
/// <param name="seed">Seed of the run.</param>
/// <param name="workload">What to render.</param>
/// <param name="target">Base address of the service under test.</param>
internal sealed class VolleyPlanner(string run, Seed seed, Workload workload, Uri target)
{
    /// <summary>Most requests in one volley: each holds a connection, and files are what a machine runs out of first.</summary>
    public const int MostRequests = 5_000;

    private readonly VolleyMix _mix = new(workload);

    /// <param name="number">Number of the volley in the run.</param>
    /// <param name="key">The key that it contends for.</param>
    /// <param name="alignment">How its requests are released.</param>
    /// <param name="requests">How many.</param>
    /// <param name="within">Window of the unaligned arm.</param>
    /// <param name="after">Requests that this volley has sent already: those planned now are numbered after them.</param>
    /// <param name="spread">Window over which an aligned volley is released; zero for all at once.</param>
    /// <exception cref="LabException">More requests than connections can be held.</exception>
    public Volley Plan(int number, string key, Alignment alignment, int requests, TimeSpan within, int after = 0, TimeSpan spread = default)
    {
        within = alignment == Alignment.Aligned ? spread : within;
        ThrowUnlessPossible(requests, within);
        // Of the run as well: two runs with one seed may send to one dashboard.
        var traces = seed.Stream($"traces/{run}/{number}/{after}");
        var offsets = Offsets(number, alignment, requests, within);
        var parts = _mix.Deal(requests, () => seed.Stream($"mix/{number}/{after}"));
        var planned = new PreparedRequest[requests];
        for (var n = 0; n < requests; n++)
        {
            planned[n] = Prepare(number, after + n, parts[n], key, offsets[n], traces);
        }

        if (alignment == Alignment.Aligned && spread == TimeSpan.Zero)
        {
            // A balancer deals connections out in turn; without this the same replica would always be hit first.
            seed.Stream($"release/{number}/{after}").Shuffle(planned);
        }

        return new Volley
        {
            Number = number,
            Key = key,
            Alignment = alignment,
            Requests = planned,
            Timeout = workload.Timeout,
        };
    }

    private PreparedRequest Prepare(int number, int n, VolleyPart part, string key, TimeSpan offset, Random traces)
    {
        var values = new Placeholders
        {
            Key = key,
            Operation = string.Create(CultureInfo.InvariantCulture, $"{run}-{number}-{n}"),
            Process = checked((number * 2 * MostRequests) + n),   // never reused, so a process retired by Info stays retired
            Stock = workload.Stock,
        };
        var traceId = HexId(traces, 16);
        return new PreparedRequest
        {
            Id = values.Operation,
            Process = values.Process,
            TraceId = traceId,
            Step = part.Step,
            Seen = part.Seen,
            Bytes = RequestRenderer.Render(part.Template, values, target, $"00-{traceId}-{HexId(traces, 8)}-01"),
            Offset = offset,
        };
    }

    private TimeSpan[] Offsets(int number, Alignment alignment, int requests, TimeSpan within)
    {
        var offsets = new TimeSpan[requests];
        if (alignment == Alignment.Unaligned || (alignment == Alignment.Aligned && within > TimeSpan.Zero))
        {
            // Arrivals of a Poisson process, given their number, are uniform over the window, as those of load generators are.
            var arrivals = seed.Stream($"arrivals/{number}");
            for (var n = 0; n < requests; n++)
            {
                offsets[n] = within * arrivals.NextDouble();
            }

            Array.Sort(offsets);
        }

        return offsets;
    }

    /// <summary>All zeroes is no valid id in W3C Trace Context; at 64 bits chance never draws it.</summary>
    private static string HexId(Random random, int length)
    {
        Span<byte> id = stackalloc byte[length];
        random.NextBytes(id);
        return Convert.ToHexStringLower(id);
    }

    private static void ThrowUnlessPossible(int requests, TimeSpan within)
    {
        if (requests is < 1 or > MostRequests)
        {
            throw new LabException($"A volley of {requests} requests is out of range; each holds a connection, "
                + $"so it must be 1 to {MostRequests}. Set requests in the scenario's workload, or --requests.");
        }

        if (within < TimeSpan.Zero)
        {
            throw new LabException($"The window of the unaligned arm is {within}; it must not be negative. "
                + "Set within in the scenario's workload, or --within.");
        }
    }
}
