using Bogus;
using Lab.Chaos.Fuzz.Payloads;
using Lab.Chaos.Fuzz.Rules;

namespace Lab.Chaos.Fuzz.Cases;

/// <summary>
/// Values that an honest client might send: what the scenario sends where it says so, else what Bogus makes of the field's name and type. One
/// of these is created once and seeded anew for each case, so that a case does not depend on those before it.
/// </summary>
internal sealed class Plausible
{
    // Dates are counted from here and not from the clock: same seed, same cases.
    private static readonly DateTime Today = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private const int MostItems = 3;

    private readonly Faker _faker = new("en");

    public void Seed(int seed) => _faker.Random = new Randomizer(seed);

    /// <summary>A value for a field; fields that are not required are left out now and then.</summary>
    public JsonPart Of(string name, ValueRule rule) => rule switch
    {
        { Example: { } example } => example,
        { Choices: { Count: > 0 } choices } => new JsonString(_faker.Random.ListItem([.. choices])),
        { Type: ValueKind.Fields } => new JsonFields([.. rule.Fields.Select(field => new JsonField(field.Name, Of(field.Name, field.Value)))]),
        { Type: ValueKind.Items } => new JsonItems([.. Enumerable
            .Range(0, Math.Max(1, Math.Max(rule.MinLength ?? 1, _faker.Random.Int(1, MostItems))))
            .Select(_ => rule.Items is { } item ? Of(name, item) : JsonRaw.Null)]),
        { Type: ValueKind.Boolean } => new JsonRaw(_faker.Random.Bool() ? "true" : "false"),
        { Type: ValueKind.Integer } => new JsonRaw(IsId(name) ? "{number}" : Whole(rule)),
        { Type: ValueKind.Number } => new JsonRaw(Decimal(rule)),
        _ => new JsonString(Fit(Text(name, rule.Format), rule)),
    };

    private static bool IsId(string name) => name.Equals("id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Id", StringComparison.Ordinal);

    private string Whole(ValueRule rule)
    {
        var least = (long)Math.Max(rule.Minimum ?? 1, int.MinValue);
        var most = (long)Math.Min(rule.Maximum ?? least + 9, int.MaxValue);
        return _faker.Random.Long(least, Math.Max(least, most)).ToString();
    }

    private string Decimal(ValueRule rule)
    {
        var least = rule.Minimum ?? 1;
        return Math.Round(_faker.Random.Decimal(least, Math.Max(least, Math.Min(rule.Maximum ?? least + 99, 1_000_000))), 2).ToString();
    }

    private string Text(string name, string? format) => (format, name.ToLowerInvariant()) switch
    {
        ("uuid", _) => "{uuid}",
        ("date", _) => _faker.Date.Past(1, Today).ToString("yyyy-MM-dd"),
        ("date-time", _) => _faker.Date.Past(1, Today).ToString("yyyy-MM-ddTHH:mm:ssZ"),
        ("email", _) => _faker.Internet.ExampleEmail(),
        ("uri" or "url", _) => _faker.Internet.UrlWithPath(),
        ("ipv4", _) => _faker.Internet.Ip(),
        (_, var id) when id is "id" || name.EndsWith("Id", StringComparison.Ordinal) || id.EndsWith("key", StringComparison.Ordinal) => "{operation}",
        (_, var mail) when mail.Contains("mail") => _faker.Internet.ExampleEmail(),
        (_, var phone) when phone.Contains("phone") => _faker.Phone.PhoneNumber(),
        (_, var city) when city.Contains("city") => _faker.Address.City(),
        (_, var street) when street.Contains("street") || street.Contains("address") => _faker.Address.StreetAddress(),
        (_, var zip) when zip.Contains("zip") || zip.Contains("postal") => _faker.Address.ZipCode(),
        (_, var country) when country.Contains("country") => _faker.Address.CountryCode(),
        (_, var currency) when currency.Contains("currency") => _faker.Finance.Currency().Code,
        (_, var person) when person.Contains("name") => _faker.Name.FullName(),
        (_, var url) when url.Contains("url") => _faker.Internet.UrlWithPath(),
        (_, var long_) when long_ is "note" or "comment" or "description" or "text" => _faker.Lorem.Sentence(),
        _ => _faker.Lorem.Word(),
    };

    private static string Fit(string text, ValueRule rule)
    {
        // A blank is longer or shorter when it is filled in; whoever bounds an id so tightly gives an example.
        var fitted = text.Contains('{') ? text : text[..Math.Min(text.Length, rule.MaxLength ?? text.Length)];
        return fitted.Length < (rule.MinLength ?? 0) ? fitted.PadRight(rule.MinLength!.Value, 'x') : fitted;
    }
}
