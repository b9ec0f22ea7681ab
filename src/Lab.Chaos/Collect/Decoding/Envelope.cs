namespace Lab.Chaos.Collect.Decoding;

/// <summary>
/// The three requests of OTLP are built alike: resources, in each of them scopes, in each of them what is sent.
/// <code>Export*ServiceRequest { 1: Resource* { 1: resource, 2: Scope* { 1: scope { 1: name }, 2: span | log record | metric } } }</code>
/// </summary>
internal static class Envelope
{
    /// <summary>Takes one span, log record or metric.</summary>
    internal delegate void Item(WireReader item, Origin origin, string scope);

    /// <exception cref="MalformedOtlpException">It is no such request.</exception>
    public static void Read(ReadOnlySpan<byte> request, Item take)
    {
        var reader = new WireReader(request);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var resource = reader.Bytes();
                ReadResource(resource, take, OriginOf(resource));
            }
        }
    }

    // The fields of a message may come in any order, so the resource is looked for first.
    private static Origin OriginOf(ReadOnlySpan<byte> resource)
    {
        var reader = new WireReader(resource);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                return Origin.Read(reader.Message());
            }
        }

        return Origin.Unsaid;
    }

    private static void ReadResource(ReadOnlySpan<byte> resource, Item take, Origin origin)
    {
        var reader = new WireReader(resource);
        while (reader.Next())
        {
            if (reader.Field == 2)
            {
                var scope = reader.Bytes();
                ReadScope(scope, take, origin, NameOf(scope));
            }
        }
    }

    private static void ReadScope(ReadOnlySpan<byte> scope, Item take, Origin origin, string name)
    {
        var reader = new WireReader(scope);
        while (reader.Next())
        {
            if (reader.Field == 2)
            {
                take(reader.Message(), origin, name);
            }
        }
    }

    private static string NameOf(ReadOnlySpan<byte> scope)
    {
        var reader = new WireReader(scope);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var own = reader.Message();
                while (own.Next())
                {
                    if (own.Field == 1)
                    {
                        return own.Text();
                    }
                }
            }
        }

        return "";
    }
}
