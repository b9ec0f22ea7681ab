using Lab.Contracts;

namespace Lab.Chaos.Break.Faults;

/// <summary>One kind of fault under the name that Litmus gives it, as it is injected into a system that the lab runs itself.</summary>
internal interface IFault
{
    /// <summary>For example <c>pod-delete</c>.</summary>
    string Name { get; }

    /// <summary>Whether it is over once it is done, as a kill is; else it lasts until it is healed.</summary>
    bool IsStrike { get; }

    /// <summary>Whether the moment at which it ends matters as much as that at which it begins: whoever sleeps must wake up while others are at work.</summary>
    bool EndMatters => false;

    /// <summary>Finds out before anything starts whether it can be injected.</summary>
    /// <exception cref="LabException">It cannot; with the mend.</exception>
    void Check(Injection injection);

    /// <summary>Injects it into the targets. What lasts ends by itself at the deadline, whatever becomes of this process.</summary>
    Task<Injected> InjectAsync(Injection injection, CancellationToken cancellationToken);
}
