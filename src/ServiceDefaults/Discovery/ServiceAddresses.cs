using Microsoft.Extensions.Configuration;

namespace Lab.ServiceDefaults.Discovery;

/// <summary>
/// Resolves <c>http://inventory</c> to the address that the topology injected as <c>services__inventory__http__0</c>, the variable
/// Aspire uses.
/// </summary>
public sealed class ServiceAddresses(IConfiguration configuration)
{
    /// <summary>The base address of one service, ending in a slash.</summary>
    /// <param name="service">The logical address, for example <c>http://inventory</c>.</param>
    /// <exception cref="InvalidOperationException">The variable is absent or is no such address; the message names it.</exception>
    public Uri Resolve(Uri service) =>
        Address(service) ?? throw new InvalidOperationException(Problem(service));

    /// <summary>Null when <see cref="Resolve"/> finds an address; otherwise what is wrong and the mend, to be told at start.</summary>
    public string? Problem(Uri service)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (Address(service) is not null)
        {
            return null;
        }

        var variable = Variable(service);
        return configuration[Key(variable)] is { Length: > 0 } value
            ? $"{variable} is '{value}', which is no {service.Scheme} address. Write it as http://127.0.0.1:5080."
            : $"{service.OriginalString} has no address: {variable} is not set. "
                + $"Reference '{service.Host}' in AppHost.cs, or set {variable}=http://127.0.0.1:5080.";
    }

    private static string Variable(Uri service) => $"services__{service.Host}__{service.Scheme}__0";

    private static string Key(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);

    private Uri? Address(Uri service)
    {
        ArgumentNullException.ThrowIfNull(service);

        // The scheme is looked at because on Unix "/" alone is an absolute (file) address.
        return Uri.TryCreate($"{configuration[Key(Variable(service))]?.TrimEnd('/')}/", UriKind.Absolute, out var address)
            && address.Scheme == service.Scheme
            ? address
            : null;
    }
}
