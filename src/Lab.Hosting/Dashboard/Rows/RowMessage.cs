using Lab.Hosting.Dashboard.Grpc;

namespace Lab.Hosting.Dashboard.Rows;

/// <summary>Rows as the dashboard reads them. The numbers are those of <c>dashboard_service.proto</c>, package <c>aspire.v1</c>, of microsoft/aspire.</summary>
internal static class RowMessage
{
    private const int Healthy = 0;
    private const int Unhealthy = 1;

    /// <summary><c>WatchResourcesUpdate</c> with <c>InitialResourceData</c>.</summary>
    public static ProtoWriter Initial(IEnumerable<ResourceRow> rows) => new ProtoWriter().Message(1, data => data.Messages(1, rows, Write));

    /// <summary><c>WatchResourcesUpdate</c> with <c>WatchResourcesChanges</c>, each an <c>upsert</c>: replicas come and go, their rows stay.</summary>
    public static ProtoWriter Changes(IEnumerable<ResourceRow> rows) => new ProtoWriter()
        .Message(2, changes => changes.Messages(1, rows, (change, row) => change.Message(2, resource => Write(resource, row))));

    /// <summary><c>Resource</c>.</summary>
    public static void Write(ProtoWriter message, ResourceRow row) => message
        .Text(1, row.Name)
        .Text(2, row.Type)
        .Text(3, row.DisplayName)
        .Text(4, row.Name)
        .Given(5, row.State.Text)
        .Time(6, row.Created)
        .Messages(7, row.Environment, (variable, pair) => variable.Text(1, pair.Name).Given(2, pair.Value).Flag(3, value: true))
        .Messages(11, row.Commands, WriteCommand)
        .Messages(12, row.Properties, WriteProperty)
        .Messages(13, row.Urls, WriteUrl)
        .Given(14, row.State.Style)
        .Messages<bool>(17, row.IsHealthy is { } healthy ? [healthy] : [], WriteHealth)
        .Time(18, row.Started)
        .Time(19, row.Stopped)
        .Messages(20, row.Relationships, (relationship, pair) => relationship.Text(1, pair.Resource).Text(2, pair.Kind))
        .Given(23, row.Icon);

    private static void WriteCommand(ProtoWriter message, RowCommand command) => message
        .Text(1, command.Name)
        .Text(2, command.Title)
        .Given(3, command.Confirmation)
        .Flag(5, command.IsHighlighted)
        .Given(6, command.Icon)
        .Given(8, command.Description);

    // The value is a google.protobuf.Value: number 2, text 3, list 6 of such values.
    private static void WriteProperty(ProtoWriter message, RowProperty property) => message
        .Text(1, property.Name)
        .Given(2, property.Title)
        .Message(3, value => WriteValue(value, property.Value))
        .Flag(5, property.Title is not null);

    private static void WriteValue(ProtoWriter value, object content)
    {
        switch (content)
        {
            case string text:
                value.Given(3, text);
                break;
            case int number:
                value.Double(2, number);
                break;
            case IReadOnlyList<string> texts:
                value.Message(6, list => list.Messages(1, texts, (item, text) => item.Given(3, text)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(content), content, "A property is a text, a number or a list of texts.");
        }
    }

    private static void WriteUrl(ProtoWriter message, RowUrl url) => message
        .Given(1, url.Endpoint)
        .Text(2, url.Url)
        .Flag(4, !url.IsActive)
        .Message(5, display => display.Text(2, url.Title));

    private static void WriteHealth(ProtoWriter message, bool healthy) => message
        .GivenNumber(1, healthy ? Healthy : Unhealthy)
        .Text(2, "health check")
        .Text(3, healthy ? "" : "It does not answer its health check as expected.");
}
