using Lab.Contracts;

namespace Lab.Chaos.Contain;

/// <summary>Nothing can be limited here, so whatever asks about limits is Unknown; the rest of a run goes on.</summary>
internal sealed class NoQuotaException(string why) : LabException(why);
