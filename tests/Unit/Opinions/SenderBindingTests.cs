using Serverless.Opinions;

namespace Serverless.Tests.Unit.Opinions;

public sealed class SenderBindingTests
{
    private static readonly Scan A = new(100, "na001", "甲站", null);
    private static readonly Scan B = new(200, "na002", "乙站", "r-7");

    [Fact]
    public void A_push_belongs_to_the_station_scanned_last_before_it_was_sent()
    {
        var binding = SenderBinding.None.With(A).With(B);
        Assert.Null(binding.At(99));
        Assert.Equal(A, binding.At(100));
        Assert.Equal(A, binding.At(199));
        Assert.Equal(B, binding.At(200));
        Assert.Equal(B, binding.At(long.MaxValue));
    }

    [Fact]
    public void Scans_that_come_out_of_order_or_twice_make_the_same_binding() =>
        Assert.Equal(SenderBinding.None.With(A).With(B).Scans, SenderBinding.None.With(B).With(A).With(B).With(A).Scans);

    [Fact]
    public void Only_the_newest_scans_are_kept()
    {
        var binding = Enumerable.Range(1, 20).Aggregate(SenderBinding.None, (one, i) => one.With(new Scan(i, $"na{i:D3}", "站", null)));
        Assert.Equal(Enumerable.Range(13, 8).Select(i => (long)i), binding.Scans.Select(scan => scan.At));
    }

    [Fact]
    public void An_old_scan_replayed_does_not_take_the_place_of_a_newer_one()
    {
        var binding = Enumerable.Range(101, 8).Aggregate(SenderBinding.None, (one, i) => one.With(new Scan(i, "na002", "站", null)));
        Assert.Equal(binding.Scans, binding.With(new Scan(5, "na001", "旧站", null)).Scans);
    }
}
