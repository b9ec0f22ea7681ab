namespace Lab.Chaos.Predict.Swarm;

/// <summary>What an interleaving did. Each is detected from the cells themselves, never drawn.</summary>
internal enum Anomaly
{
    /// <summary>An effect whose guarding check no longer holds of the cell at the moment of the effect.</summary>
    StaleCheck,

    /// <summary>A value made from what was read replaced another's change.</summary>
    LostUpdate,

    /// <summary>As a stale check, where absence was checked and a row was created.</summary>
    Phantom,

    /// <summary>One request applied the same effect twice.</summary>
    DoubleApply,

    /// <summary>A copy was read that is older than what its source had acknowledged, or than what the reader had seen itself.</summary>
    StaleRead,

    /// <summary>A lock without lease whose holder died.</summary>
    LeakedHold,
}
