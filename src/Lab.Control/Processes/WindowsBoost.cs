using System.Diagnostics;

namespace Lab.Control.Processes;

/// <summary>Windows: a higher priority class, and back. Written from the documentation, not exercised.</summary>
internal sealed class WindowsBoost : IDisposable
{
    // Holds the process open, so that its id is nobody else's meanwhile.
    private readonly Process _process;
    private readonly ProcessPriorityClass _before;

    public WindowsBoost(int pid)
    {
        _process = Process.GetProcessById(pid);
        _before = _process.PriorityClass;
        _process.PriorityClass = ProcessPriorityClass.High;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.PriorityClass = _before;
        }

        _process.Dispose();
    }
}
