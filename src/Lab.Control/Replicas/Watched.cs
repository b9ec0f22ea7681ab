namespace Lab.Control.Replicas;

/// <summary>A value that others can wait on. The lock covers the swap alone; who waits is woken outside of it.</summary>
internal sealed class Watched<T>(T initial, Action<T, T>? changed = null)
{
    private readonly Lock _swap = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _value = initial;

    public T Value
    {
        get
        {
            lock (_swap)
            {
                return _value;
            }
        }
    }

    /// <summary>Replaces the value by what the change makes of it.</summary>
    public void Set(Func<T, T> change)
    {
        T before;
        T after;
        TaskCompletionSource waiting;
        lock (_swap)
        {
            before = _value;
            after = _value = change(before);
            waiting = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed?.Invoke(before, after);
        waiting.SetResult();
    }

    /// <summary>Waits until the value fits; a value that was passed through in between may be missed.</summary>
    public async Task<T> WaitAsync(Func<T, bool> fits, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            T value;
            lock (_swap)
            {
                (value, next) = (_value, _next.Task);
            }

            if (fits(value))
            {
                return value;
            }

            await next.WaitAsync(cancellationToken);
        }
    }
}
