using System.Text.Json;
using Serverless.Platform;
using Serverless.Reminders;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReminderOrderTests
{
    private static readonly ReminderOrder Order = new("na017", "花园路站", new DateOnly(2026, 12, 20), new DateOnly(2026, 12, 25), -7, true, 2);

    [Fact]
    public void An_order_is_read_back_as_it_was_sent() => Assert.Equal(Order, RemindStationsQueue.Read(JsonSerializer.Serialize(Order, Json.Options)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"stationId":"na017","stationName":"站","nominalDate":"20.12.2026","date":"2026-12-20","offsetDays":0,"again":false}""")]
    [InlineData("""{"stationId":"NA017","stationName":"站","nominalDate":"2026-12-20","date":"2026-12-20","offsetDays":0,"again":false}""")]
    [InlineData("""{"stationId":"na017","nominalDate":"2026-12-20","date":"2026-12-20","offsetDays":0,"again":false}""")]
    public void What_is_no_order_is_not_read(string body) => Assert.Null(RemindStationsQueue.Read(body));
}
