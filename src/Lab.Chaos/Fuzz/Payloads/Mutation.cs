namespace Lab.Chaos.Fuzz.Payloads;

/// <summary>One field given a value that no honest client would send, or would send rarely.</summary>
/// <param name="Field">Which.</param>
/// <param name="Boundary">What it is given, and what that is called.</param>
internal sealed record Mutation(FieldPath Field, Boundary Boundary);

/// <summary>A value worth trying.</summary>
/// <param name="Group">Kind of value, for telling findings apart: "lone surrogate", "integer out of range".</param>
/// <param name="Name">This one of its kind: "2^31".</param>
/// <param name="Value">The value.</param>
internal sealed record Boundary(string Group, string Name, JsonPart Value);
