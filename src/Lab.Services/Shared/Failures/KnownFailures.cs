using System.Collections.Frozen;

namespace Lab.Services.Failures;

/// <summary>The one table of failures. Whatever is not in it is not definite.</summary>
public static class KnownFailures
{
    /// <summary>The request itself is malformed.</summary>
    public static readonly Failure Invalid = Definite("invalid", 400, "The request is not valid.");

    /// <summary>No event has the id.</summary>
    public static readonly Failure UnknownEvent = Definite("unknown-event", 404, "There is no such event.");

    /// <summary>No order has the id.</summary>
    public static readonly Failure UnknownOrder = Definite("unknown-order", 404, "There is no such order.");

    /// <summary>No product has the id.</summary>
    public static readonly Failure UnknownProduct = Definite("unknown-product", 404, "There is no such product.");

    /// <summary>The catalogue takes no updates.</summary>
    public static readonly Failure CatalogFrozen = Definite("catalog-frozen", 409, "Products can be added and not be updated.");

    /// <summary>Nothing listens at the name.</summary>
    public static readonly Failure UnknownTracePoint = Definite("unknown-trace-point", 404, "There is no such trace point.");

    /// <summary>Fewer tickets are left than were asked for.</summary>
    public static readonly Failure SoldOut = Definite("sold-out", 409, "Fewer tickets are left than were asked for.");

    /// <summary>Other buyers were faster in every round.</summary>
    public static readonly Failure Contention =
        Definite("contention", 409, "Other buyers were faster in every round; nothing was written. Try again.");

    /// <summary>The event exists with another capacity.</summary>
    public static readonly Failure EventExists = Definite("event-exists", 409, "The event exists with another capacity.");

    /// <summary>The idempotency key was used for another order.</summary>
    public static readonly Failure KeyReused =
        Definite("idempotency-key-reused", 422, "The idempotency key belongs to a different order.");

    /// <summary>The lease could not be had in time.</summary>
    public static readonly Failure LeaseBusy =
        Definite("lease-busy", 503, "The event's lease could not be had in time; nothing was written.");

    /// <summary>The cached count could not be read.</summary>
    public static readonly Failure CacheUnavailable =
        Definite("cache-unavailable", 503, "The ticket count could not be read; nothing was written.");

    /// <summary>Payments refused or could not be reached.</summary>
    public static readonly Failure PaymentFailed =
        Definite("payment-failed", 502, "Payments did not accept; nothing was written.");

    /// <summary>A store failed while the order was being written.</summary>
    public static readonly Failure OutcomeUnknown =
        Unknown("outcome-unknown", 502, "A store failed on the way; the order may exist.");

    /// <summary>Inventory gave no usable answer.</summary>
    public static readonly Failure InventoryUnreachable =
        Unknown("inventory-unreachable", 502, "Inventory gave no answer; the order may exist.");

    /// <summary>Inventory did not answer in time.</summary>
    public static readonly Failure InventoryTimeout = InventoryUnreachable with { Status = 504 };

    private static readonly FrozenDictionary<string, Failure> ByCode = new[]
    {
        Invalid, UnknownEvent, UnknownOrder, UnknownProduct, CatalogFrozen, UnknownTracePoint, SoldOut, Contention, EventExists, KeyReused, LeaseBusy,
        CacheUnavailable, PaymentFailed, OutcomeUnknown, InventoryUnreachable,
    }.ToFrozenDictionary(failure => failure.Code);

    /// <summary>The failure of that code; null when there is none, which a client must take as unknown.</summary>
    public static Failure? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    private static Failure Definite(string code, int status, string title) =>
        new() { Code = code, Status = status, Definite = true, Title = title };

    private static Failure Unknown(string code, int status, string title) =>
        new() { Code = code, Status = status, Definite = false, Title = title };
}
