namespace Lab.Chaos.Collect.Decoding;

/// <summary>One data point of a metric, without its attributes.</summary>
/// <param name="Origin">Who measured.</param>
/// <param name="Name">For example <c>http.server.request.duration</c>.</param>
/// <param name="Unit">As the instrument declares it, for example <c>s</c>.</param>
/// <param name="Value">Of a gauge or sum; of a histogram the sum of what was recorded.</param>
/// <param name="Count">How many recordings a histogram holds; 1 for a gauge or sum.</param>
internal sealed record MetricPoint(Origin Origin, string Name, string Unit, double Value, long Count);

/// <summary>Data points from the protobuf of <c>ExportMetricsServiceRequest</c>; field numbers of opentelemetry/proto/metrics/v1/metrics.proto.</summary>
internal static class MetricReader
{
    /// <exception cref="MalformedOtlpException">It is no such request.</exception>
    public static IReadOnlyList<MetricPoint> Read(ReadOnlySpan<byte> request)
    {
        List<MetricPoint> points = [];
        Envelope.Read(request, (metric, origin, _) => Metric(metric, origin, points));
        return points;
    }

    private static void Metric(WireReader metric, Origin origin, List<MetricPoint> points)
    {
        var (name, unit) = ("", "");
        List<(double Value, long Count)> values = [];
        while (metric.Next())
        {
            switch (metric.Field)
            {
                case 1:
                    name = metric.Text();
                    break;
                case 3:
                    unit = metric.Text();
                    break;
                case 5 or 7:   // gauge, sum
                    Points(metric.Message(), values, isNumber: true);
                    break;
                case 9 or 10 or 11:   // histogram, exponential histogram, summary
                    Points(metric.Message(), values, isNumber: false);
                    break;
            }
        }

        points.AddRange(values.Select(value => new MetricPoint(origin, name, unit, value.Value, value.Count)));
    }

    private static void Points(WireReader data, List<(double Value, long Count)> values, bool isNumber)
    {
        while (data.Next())
        {
            if (data.Field == 1)
            {
                values.Add(isNumber ? Number(data.Message()) : Distribution(data.Message()));
            }
        }
    }

    private static (double Value, long Count) Number(WireReader point)
    {
        var value = 0.0;
        while (point.Next())
        {
            value = point.Field switch
            {
                4 => point.Double(),
                6 => (long)point.Fixed64(),
                _ => value,
            };
        }

        return (value, 1);
    }

    private static (double Value, long Count) Distribution(WireReader point)
    {
        var (sum, count) = (0.0, 0L);
        while (point.Next())
        {
            switch (point.Field)
            {
                case 4:
                    count = (long)point.Fixed64();
                    break;
                case 5:
                    sum = point.Double();
                    break;
            }
        }

        return (sum, count);
    }
}
