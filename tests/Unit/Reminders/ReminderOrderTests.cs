using System.Text.Json;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Tests.Unit.Notices;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReminderOrderTests
{
    private static readonly ReminderOrder Order = new(Some.Reception, "花园路站", new DateOnly(2026, 12, 25), -7, true, 2);

    [Fact]
    public void An_order_is_read_back_as_it_was_sent() => Assert.Equal(Order, RemindStationsQueue.Read(JsonSerializer.Serialize(Order, Json.Options)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"occasion":"reception-20261220-na017","stationName":"站","date":"20.12.2026","offsetDays":0,"again":false}""")]
    [InlineData("""{"occasion":"reception-20261220-NA017","stationName":"站","date":"2026-12-20","offsetDays":0,"again":false}""")]
    [InlineData("""{"occasion":"reception-20261220-na017","date":"2026-12-20","offsetDays":0,"again":false}""")]
    [InlineData("""{"stationName":"站","date":"2026-12-20","offsetDays":0,"again":false}""")]
    public void What_is_no_order_is_not_read(string body) => Assert.Null(RemindStationsQueue.Read(body));
}
