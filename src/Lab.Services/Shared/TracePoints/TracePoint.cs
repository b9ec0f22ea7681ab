namespace Lab.Services.TracePoints;

/// <summary>A named moment in a service at which something outside may be told, and let wait.</summary>
internal sealed class TracePoint
{
    private Arming? _arming;

    /// <summary>The one volatile read that a pass costs while nothing is armed.</summary>
    public bool IsArmed => Volatile.Read(ref _arming) is not null;

    /// <summary>Replaces what was armed before.</summary>
    public void Arm(Uri callback, int skip) => Volatile.Write(ref _arming, new Arming(callback, skip));

    public void Disarm() => Volatile.Write(ref _arming, null);

    /// <summary>The callback, for exactly one pass per arming; null for all others.</summary>
    public Uri? TryTake()
    {
        var arming = Volatile.Read(ref _arming);
        if (arming is null || !arming.CountPass())
        {
            return null;
        }

        // Leaves alone what was armed anew since.
        Interlocked.CompareExchange(ref _arming, null, arming);
        return arming.Callback;
    }

    private sealed class Arming(Uri callback, int skip)
    {
        private int _left = skip;

        public Uri Callback => callback;

        // Exactly one decrement ends at -1, however many passes race: that is the (skip + 1)-th.
        public bool CountPass() => Interlocked.Decrement(ref _left) == -1;
    }
}
