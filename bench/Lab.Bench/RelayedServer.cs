using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Lab.Contracts;
using Lab.Contracts.Machine;

namespace Lab.Bench;

/// <summary>A process that listens on a loopback port, until disposed: redis-server, the link, or the relay in C.</summary>
internal sealed class RelayedServer(Process process, int port) : IDisposable
{
    public int Port { get; } = port;

    public static RelayedServer Redis()
    {
        var program = ServerPrograms.Redis ?? throw new LabException("The bench needs redis-server. Install it: apt install redis-server");
        var port = FreePort();
        var process = Start(program, "--port", Text(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath());
        WaitFor(port);
        return new RelayedServer(process, port);
    }

    /// <summary><c>lab link</c> as the host starts it, from the build of this bench.</summary>
    public static RelayedServer Link(int to)
    {
        var process = Start(Path.Combine(AppContext.BaseDirectory, "Lab.Chaos"), "link", "--to", $"127.0.0.1:{Text(to)}");
        var line = process.StandardOutput.ReadLine() ?? throw new LabException("lab link ended before it listened. Build it: dotnet build src/Lab.Chaos -c Release");
        return new RelayedServer(process, int.Parse(line.Split(" -> ")[0].Split(':')[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>Null where no compiler is.</summary>
    public static async Task<RelayedServer?> ReferenceAsync(int to, [CallerFilePath] string here = "")
    {
        if (Programs.Find("cc") is not { } compiler)
        {
            return null;
        }

        var binary = Path.Combine(Path.GetTempPath(), $"lab-bench-relay-{Environment.ProcessId}");
        using (var compiling = Start(compiler, "-O2", "-o", binary, Path.Combine(Path.GetDirectoryName(here)!, "relay.c")))
        {
            await compiling.WaitForExitAsync();
        }

        var process = Start(binary, Text(to));
        File.Delete(binary);
        return new RelayedServer(process, int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void WaitFor(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (!limit.IsCancellationRequested)
            {
                Thread.Yield();
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
