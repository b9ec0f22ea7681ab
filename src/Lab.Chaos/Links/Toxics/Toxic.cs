namespace Lab.Chaos.Links.Toxics;

/// <summary>
/// A toxic at work on one direction of one connection: <c>read -> Rewrite -> Delay -> queue -> Allow -> write</c>. Each kind overrides what it
/// is about; what it leaves alone costs nothing. Called by the relay's one thread; times are nanoseconds of its clock.
/// </summary>
internal abstract class Toxic
{
    /// <summary>Whether nothing passes, not even an end; what comes is kept as far as there is room.</summary>
    public virtual bool Holds => false;

    /// <summary>How long an end (FIN) is kept, ns.</summary>
    public virtual long EndDelay => 0;

    /// <summary>What becomes of the whole connection at <see cref="FateAt"/>.</summary>
    public Fate Fate { get; protected set; }

    /// <summary>When, ns.</summary>
    public long FateAt { get; protected set; }

    /// <summary>Whether it can be taken off now; one that is in the middle of something finishes that first.</summary>
    public virtual bool IsIdle => true;

    /// <summary>It has healed; it is asked for <see cref="IsIdle"/> until it can go.</summary>
    public virtual void Heal()
    {
    }

    /// <summary>What goes on instead of the bytes that have just come; valid until the next call.</summary>
    public virtual ReadOnlySpan<byte> Rewrite(ReadOnlySpan<byte> bytes) => bytes;

    /// <summary>How much later the bytes that have just come may go, ns.</summary>
    public virtual long Delay(int bytes) => 0;

    /// <summary>How many of these bytes may go now. Where it is none, <paramref name="next"/> is brought forward to when to ask again.</summary>
    public virtual int Allow(int bytes, long now, ref long next) => bytes;

    /// <summary>So many have gone.</summary>
    public virtual void Passed(int bytes)
    {
    }
}

/// <summary>How a toxic ends a connection.</summary>
internal enum Fate
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As a program closes it (FIN).</summary>
    Close,

    /// <summary>As a program that crashes (RST).</summary>
    Reset,
}

/// <summary>A toxic's halves: on what the client sends and on what the server sends.</summary>
internal readonly record struct ToxicPair(Toxic? Up, Toxic? Down);
