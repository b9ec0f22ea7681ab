using Lab.Chaos.Checks.Linearizability.Models;
using Lab.Chaos.Histories;
using Lab.Chaos.Scenarios;
using Lab.Chaos.Scenarios.Reading;
using Lab.Contracts.Histories;

namespace Lab.Chaos.Checks.Linearizability;

/// <summary>
/// What readers have seen of one value, as calls on a register.
/// <code>
/// update 7:     |---ok---|
/// holds:          |--ok: sees 6--|                       the update may have come after it
/// violated:                  |--ok: sees 6--|            the update had been acknowledged
/// violated:       |--ok: sees 7--|    |--ok: sees 6--|   the update had been seen
/// </code>
/// </summary>
internal static class RegisterReplies
{
    /// <summary>Judges one volley.</summary>
    public static Finding Find(VolleyHistory volley, Invariant invariant, RegisterModel model) => LinearizableCheck.Judge(
        volley,
        invariant,
        new Register(model.Initial.Replace(Placeholders.Key, volley.Start.Key, StringComparison.Ordinal)),
        [.. volley.Operations.Select(operation => Call(operation, model)).OfType<TimedCall<RegisterCall>>()],
        $"'{model.Value}'",
        static _ => null);

    // A read that nobody heard the reply of looks like a write whose value nobody will ever see: it changes nothing.
    private static TimedCall<RegisterCall>? Call(Operation operation, RegisterModel model) => operation switch
    {
        { Outcome: Outcome.Fail } => null,
        { Outcome: Outcome.Info } => TimedCall<RegisterCall>.Unanswered(operation, new RegisterCall.Write(operation.Id)),
        { Seen: null } => TimedCall<RegisterCall>.Of(operation, new RegisterCall.Write(operation.Id)),
        { Seen: var seen } => seen.TryGetValue(model.Value, out var value) ? TimedCall<RegisterCall>.Of(operation, new RegisterCall.Read(value)) : null,
    };
}
