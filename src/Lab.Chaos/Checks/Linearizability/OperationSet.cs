namespace Lab.Chaos.Checks.Linearizability;

/// <summary>An immutable set of small numbers. Up to 64 of them it is one word and allocates nothing.</summary>
internal readonly struct OperationSet : IEquatable<OperationSet>
{
    private const int Bits = 64;

    private readonly ulong _first;
    private readonly ulong[]? _more;

    private OperationSet(ulong first, ulong[]? more)
    {
        _first = first;
        _more = more;
    }

    public bool Contains(int number) => (Word(number / Bits) >> (number % Bits) & 1) != 0;

    public OperationSet With(int number) => Changed(number, Word(number / Bits) | 1UL << (number % Bits));

    public OperationSet Without(int number) => Changed(number, Word(number / Bits) & ~(1UL << (number % Bits)));

    public bool Equals(OperationSet other)
    {
        var words = Math.Max(_more?.Length ?? 0, other._more?.Length ?? 0);
        var equal = _first == other._first;
        for (var word = 1; equal && word <= words; word++)
        {
            equal = Word(word) == other.Word(word);
        }

        return equal;
    }

    public override bool Equals(object? obj) => obj is OperationSet other && Equals(other);

    public override int GetHashCode()
    {
        // Words of zero do not count, since sets are equal whatever room they have.
        HashCode hash = default;
        hash.Add(_first);
        for (var word = 1; word <= (_more?.Length ?? 0); word++)
        {
            if (Word(word) != 0)
            {
                hash.Add(word);
                hash.Add(Word(word));
            }
        }

        return hash.ToHashCode();
    }

    private ulong Word(int word) => word == 0 ? _first : word <= (_more?.Length ?? 0) ? _more![word - 1] : 0;

    private OperationSet Changed(int number, ulong value)
    {
        var word = number / Bits;
        if (word == 0)
        {
            return new OperationSet(value, _more);
        }

        var more = new ulong[Math.Max(word, _more?.Length ?? 0)];
        _more?.CopyTo(more, 0);
        more[word - 1] = value;
        return new OperationSet(_first, more);
    }
}
