namespace Lab.Services.Inventory.Cache;

/// <summary>
/// How far back each round of repair looks. Nearly always a few seconds, which is cheap. Ten minutes when more may be missing: at the
/// start, after a round that failed, when Redis came back empty, and now and then for what slipped through (a row whose
/// transaction had been held open longer than the short look).
/// </summary>
internal sealed class RepairSchedule
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    // With rounds every 500 ms: each 10 s.
    private const int LongEvery = 20;

    private int _untilLong;

    public TimeSpan Look => _untilLong == 0 ? Long : Short;

    public bool IsLong => _untilLong == 0;

    public void RoundDone() => _untilLong = _untilLong == 0 ? LongEvery : _untilLong - 1;

    public void LookFurther() => _untilLong = 0;
}
