using Lab.Chaos.Stress.Loads;

namespace Lab.Chaos.Adapters;

/// <summary>Somebody else's load generator: it decides when arrivals begin, and the lab sends, records and judges them.</summary>
internal interface ILoadDriver
{
    /// <summary>As people know it.</summary>
    string Name { get; }

    /// <summary>What one must know to read its numbers; said before it starts.</summary>
    string Notice { get; }

    /// <summary>Ends when the load is over and every arrival that was begun has been answered or has timed out.</summary>
    Task DriveAsync(LoadOrder order, ArrivalSender sender, TimeProvider time, CancellationToken cancellationToken);
}
