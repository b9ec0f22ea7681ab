using Lab.Chaos.Scenarios.Yaml;

namespace Lab.Chaos.Scenarios.Reading;

/// <summary>
/// Reads <c>mix</c>: what volleys send beside the contended request.
/// <code>update: { share: 0.1, send: "PUT catalog /products/{key}", body: { name: Lamp } }</code>
/// </summary>
/// <param name="requests">Reads a request.</param>
/// <param name="contended">The scenario's request; null when it could not be read.</param>
internal sealed class MixReader(RequestReader requests, RequestTemplate? contended)
{
    private const double MostOfAll = 0.95;

    public IReadOnlyList<MixedRequest> Read(Field? field)
    {
        if (field is null)
        {
            return [];
        }

        MixedRequest[] mix =
        [
            .. field.AtLeastOne("{ share: 0.1, send: \"PUT catalog /products/{key}\" }").Select(One).OfType<MixedRequest>(),
        ];
        if (mix.Sum(one => one.Share) > MostOfAll)
        {
            field.Wrong($"The shares in '{field.Path}' come to {mix.Sum(one => one.Share):0.##}; they must leave 'workload.request' at least "
                + $"{1 - MostOfAll:0.##} of a volley. Lower one.");
        }

        return mix;
    }

    private MixedRequest? One(Field field)
    {
        _ = field.HasPlainName();
        if (field.Section(Grammar.MixedRequest) is not { } section)
        {
            return null;
        }

        double? share = section["share"]?.Positive(MostOfAll);
        RequestTemplate? request = requests.ReadContended(field, section);
        if (request is not null && contended is not null && request.Service != contended.Service)
        {
            section["send"]!.Wrong($"'{field.Path}' sends to '{request.Service}', but a volley's connections lead to '{contended.Service}', where "
                + "'workload.request' goes. Send this there too, or leave it out.");
        }

        return share is null || request is null ? null : new MixedRequest(field.Name, share.Value, request);
    }
}
