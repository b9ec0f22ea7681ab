using Lab.Contracts.Histories;

namespace Lab.Chaos.Stress.Loads;

/// <summary>Says when the next request is due. Clockless: told the time, never asking for it.</summary>
internal interface IPacing
{
    /// <summary>ns; <see cref="long.MaxValue"/> while nothing is to come, or nothing before a reply.</summary>
    long NextDue { get; }

    /// <summary>Takes the one that is due next.</summary>
    Arrival Take();

    /// <summary>What was taken has been answered, or never will be.</summary>
    void Done(in Arrival arrival, long now, Outcome outcome);

    /// <summary>Gives up those due before that moment; says how many. What has no schedule cannot be late.</summary>
    int GiveUp(long before);

    /// <summary>Gives up all that are still to come.</summary>
    int GiveUpAll();
}

/// <summary>One arrival.</summary>
/// <param name="Number">From 0; decides key, session and ids.</param>
/// <param name="Process">The logical client.</param>
/// <param name="Due">ns.</param>
/// <param name="Client">Which of the closed model's clients; 0 in the open model.</param>
internal readonly record struct Arrival(int Number, int Process, long Due, int Client);
