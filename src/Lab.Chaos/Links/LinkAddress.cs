using System.Net;
using System.Net.Sockets;
using Lab.Contracts;

namespace Lab.Chaos.Links;

/// <summary>Where a link leads to: <c>127.0.0.1:6379</c>, <c>localhost:6379</c>, <c>[::1]:6379</c>.</summary>
internal static class LinkAddress
{
    /// <exception cref="LabException">It is no address, or nobody knows the name.</exception>
    public static IPEndPoint Resolve(string text)
    {
        if (IPEndPoint.TryParse(text, out var address) && address.Port > 0)
        {
            return address;
        }

        if (text.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0
            && Uri.CheckHostName(text[..colon]) is UriHostNameType.Dns)
        {
            return new IPEndPoint(Find(text[..colon]), port);
        }

        throw new LabException($"'{text}' is no address of a server. Use host:port, for example --to 127.0.0.1:6379.");
    }

    // Servers of a developer listen on IPv4 more often than on both.
    private static IPAddress Find(string host)
    {
        try
        {
            var addresses = Dns.GetHostAddresses(host);
            return addresses.FirstOrDefault(address => address.AddressFamily is AddressFamily.InterNetwork) ?? addresses[0];
        }
        catch (SocketException unknown)
        {
            throw new LabException($"Host '{host}' is not known: {unknown.Message}. Use a name that resolves, or an address such as 127.0.0.1.", unknown);
        }
    }
}
