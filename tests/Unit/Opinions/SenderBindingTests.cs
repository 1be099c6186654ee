using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class SenderBindingTests
{
    private static readonly Scan A = new(100, An.Id("na001"), "甲站", null);
    private static readonly Scan B = new(200, An.Id("na002"), "乙站", Identifier.Read<PersonId>("r-7"));

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

    [Theory]
    // A day apart: the newest eight. An hour apart: what half a day holds. A second apart: never more than fifty.
    [InlineData(86_400, 20, 8)]
    [InlineData(3600, 20, 12)]
    [InlineData(1, 20, 20)]
    [InlineData(1, 70, 50)]
    public void The_newest_scans_are_kept_and_all_that_a_late_push_may_have_been_judged_by(int apart, int scans, int kept)
    {
        var binding = Enumerable.Range(1, scans).Aggregate(SenderBinding.None, (one, i) => one.With(new Scan(i * (long)apart, An.Id($"na{i:D3}"), "站", null)));
        Assert.Equal(Enumerable.Range(scans - kept + 1, kept).Select(i => i * (long)apart), binding.Scans.Select(scan => scan.At));
    }

    [Fact]
    public void Of_who_unfollows_the_stations_stay_until_no_late_push_can_come_any_more()
    {
        var forgotten = SenderBinding.None.With(A).With(B).Forget(250);
        Assert.Equal(["na001", "na002"], forgotten.Stations.Select(station => station.ToString()));
        Assert.Equal(forgotten.Stations, SenderBinding.None.With(A).And(forgotten).Stations);
        var back = forgotten.With(new Scan(300, An.Id("na003"), "丙站"));
        Assert.Equal(["na003", "na001", "na002"], back.Stations.Select(station => station.ToString()));
        Assert.Equal(["na003"], forgotten.With(new Scan(251 + (12 * 3600), An.Id("na003"), "丙站")).Stations.Select(station => station.ToString()));
        Assert.Equal(["na003", "na001", "na002"], back.Forget(400).Stations.Select(station => station.ToString()));
        Assert.Equal(["na003"], back.Forget(251 + (12 * 3600)).Stations.Select(station => station.ToString()));
    }

    [Fact]
    public void An_old_scan_replayed_does_not_take_the_place_of_a_newer_one()
    {
        var binding = Enumerable.Range(101, 8).Aggregate(SenderBinding.None, (one, i) => one.With(new Scan(i * 86_400L, An.Id("na002"), "站", null)));
        Assert.Equal(binding.Scans, binding.With(new Scan(5, An.Id("na001"), "旧站", null)).Scans);
    }

    [Fact]
    public void Who_is_forgotten_is_bound_again_only_by_a_later_scan()
    {
        var forgotten = SenderBinding.None.With(A).Forget(150);
        Assert.Empty(forgotten.Scans);
        Assert.Same(forgotten, forgotten.With(A));
        Assert.Same(forgotten, forgotten.Forget(120));
        Assert.Equal([B], forgotten.With(B).Scans);
        Assert.Equal([B], SenderBinding.None.With(A).With(B).Forget(150).Scans);
    }
}
