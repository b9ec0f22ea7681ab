namespace Lab.Services.Validation;

/// <summary>Tickets in one order.</summary>
public static class Quantity
{
    /// <summary>Fewest tickets in one order.</summary>
    public const int Min = 1;

    /// <summary>Most tickets in one order.</summary>
    public const int Max = 10;

    /// <summary>Null when it may pass; otherwise what is wrong and the mend.</summary>
    public static string? Problem(int value) =>
        value is >= Min and <= Max ? null : $"quantity is {value}; it must be {Min} to {Max} tickets.";
}
