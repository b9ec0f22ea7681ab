using System.Collections.Immutable;

namespace Lab.Chaos.Checks.Linearizability.Models;

/// <summary>A list of texts that is equal to every list of the same texts: the state of sets and queues.</summary>
internal readonly struct Values(ImmutableArray<string> items) : IEquatable<Values>
{
    public static Values None { get; } = new([]);

    /// <summary>In the order of the model: sorted for a set, oldest first for a queue.</summary>
    public ImmutableArray<string> Items { get; } = items;

    public bool Equals(Values other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override bool Equals(object? obj) => obj is Values other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (var item in Items)
        {
            hash.Add(item, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"{{{string.Join(' ', Items)}}}";
}
