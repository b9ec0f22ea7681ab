using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Lab.Services.Tests.Support;

internal static class Json
{
    public static HttpContent Body(string text) => Body(Encoding.UTF8.GetBytes(text));

    public static HttpContent Body(byte[] bytes) =>
        new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }
}
