using Lab.Chaos.Links;

namespace Lab.Chaos.Tests.Links;

public sealed class DelayQueueTests
{
    [Fact]
    public void Bytes_come_out_in_order_and_not_before_they_are_due()
    {
        var queue = new DelayQueue();
        queue.Add([1, 2], due: 10);
        queue.Add([3], due: 20);

        Assert.True(queue.Ready(9).IsEmpty);
        Assert.Equal([1, 2], queue.Ready(10).ToArray());
        queue.Take(2);
        Assert.Equal(20, queue.Due);
        Assert.Equal([3], queue.Ready(20).ToArray());
    }

    [Fact]
    public void A_short_delay_behind_a_long_one_waits_for_it()
    {
        var queue = new DelayQueue();
        queue.Add([1], due: 100);
        queue.Add([2], due: 50);

        Assert.True(queue.Ready(99).IsEmpty);
        Assert.Equal([1, 2], queue.Ready(100).ToArray());
    }

    [Fact]
    public void Healed_all_of_it_may_go()
    {
        var queue = new DelayQueue();
        queue.Add([1], due: 100);
        queue.Add([2], due: 200);

        queue.Hurry();

        Assert.Equal(0, queue.Due);
    }

    [Fact]
    public void When_it_is_full_there_is_no_room()
    {
        var queue = new DelayQueue();

        queue.Add(new byte[DelayQueue.Capacity], due: 1);

        Assert.Equal(0, queue.Room);
        queue.Take(1);
        Assert.Equal(1, queue.Room);
    }

    [Fact]
    public void Many_small_chunks_with_delays_of_their_own_do_not_grow_it_without_end()
    {
        var queue = new DelayQueue();
        var chunks = 0;

        while (queue.Room > 0)
        {
            queue.Add([1], due: ++chunks);
        }

        Assert.InRange(chunks, 1, 10_000);
    }

    [Fact]
    public void Nothing_is_lost_whatever_is_added_and_taken()
    {
        var (queue, chance) = (new DelayQueue(), new Lab.Contracts.Seed(5).Stream("queue"));
        List<byte> sent = [], received = [];
        for (var step = 0; step < 20_000; step++)
        {
            var more = new byte[chance.Next(0, 3000)];
            chance.NextBytes(more);
            if (queue.Room >= more.Length)
            {
                queue.Add(more, due: step + chance.Next(0, 50));
                sent.AddRange(more);
            }

            var ready = queue.Ready(step);
            var taken = ready[..chance.Next(0, ready.Length + 1)];
            received.AddRange(taken);
            if (taken.Length > 0)
            {
                queue.Take(taken.Length);
            }
        }

        queue.Hurry();
        while (!queue.IsEmpty)
        {
            var ready = queue.Ready(0);
            received.AddRange(ready);
            queue.Take(ready.Length);
        }

        Assert.True(sent.SequenceEqual(received));
    }
}
