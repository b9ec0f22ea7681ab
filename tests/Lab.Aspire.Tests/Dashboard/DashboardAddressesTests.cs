using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lab.AppHost.Aspire;
using Microsoft.Extensions.Configuration;

namespace Lab.Aspire.Tests.Dashboard;

public sealed class DashboardAddressesTests : IDisposable
{
    private const string Dashboard = "ASPNETCORE_URLS";

    private readonly ConfigurationManager _configuration = new();
    private readonly StringWriter _words = new(CultureInfo.InvariantCulture);
    private readonly TcpListener _otherLab = new(IPAddress.Loopback, 0);

    [Fact]
    public void Without_a_launch_profile_every_address_is_a_free_port_of_its_own()
    {
        DashboardAddresses.Add(_configuration, _words);

        string?[] addresses = [_configuration[Dashboard], _configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"], _configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"]];
        Assert.Equal(3, addresses.Distinct().Count());
        Assert.All(addresses, address => Assert.StartsWith("http://127.0.0.1:", address, StringComparison.Ordinal));
        Assert.Empty(_words.ToString());
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("https://localhost:0;http://localhost:0")]
    [InlineData("http://*:8080")]
    public void What_the_launch_profile_says_wins_while_its_port_is_free(string asked)
    {
        _configuration[Dashboard] = asked;

        DashboardAddresses.Add(_configuration, _words);

        Assert.Equal(asked, _configuration[Dashboard]);
        Assert.Empty(_words.ToString());
    }

    [Fact]
    public void A_second_lab_gets_a_port_of_its_own_and_says_so()
    {
        var taken = Listen();
        _configuration[Dashboard] = $"https://localhost:0;http://localhost:{taken}";

        DashboardAddresses.Add(_configuration, _words);

        Assert.NotEqual(taken, new Uri(_configuration[Dashboard]!).Port);
        Assert.Equal(
            $"Port {taken} is in use, perhaps by the dashboard of another lab. The dashboard of this one is at {_configuration[Dashboard]}.",
            _words.ToString().TrimEnd());
    }

    [Fact]
    public void A_taken_port_that_no_user_looks_at_is_replaced_in_silence()
    {
        var taken = Listen();
        _configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{taken}";

        DashboardAddresses.Add(_configuration, _words);

        Assert.NotEqual(taken, new Uri(_configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]!).Port);
        Assert.Empty(_words.ToString());
    }

    public void Dispose() => _otherLab.Dispose();

    private int Listen()
    {
        _otherLab.Start();
        return ((IPEndPoint)_otherLab.LocalEndpoint).Port;
    }
}
