using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>Rows of a class of one's own.</summary>
[Covers(typeof(ITableEntity))]
public sealed class TypedEntityTests
{
    [Fact]
    public async Task A_class_of_rows_comes_back_as_it_was()
    {
        var table = await AzuriteFixture.TableAsync();
        var written = new Row
        {
            PartitionKey = "p", RowKey = "r", Text = "路灯", Flag = true, Whole = 1, Long = 2, Unsigned = ulong.MaxValue, Real = 3,
            Id = Guid.NewGuid(), At = DateTimeOffset.UnixEpoch, Utc = DateTime.UnixEpoch, Bytes = [1], Data = BinaryData.FromString("x"),
            Day = DayOfWeek.Friday, MaybeDay = DayOfWeek.Monday, Span = TimeSpan.FromMinutes(90), Renamed = "n", Ignored = "i",
        };
        var added = await table.AddEntityAsync(written);
        var read = (await table.GetEntityAsync<Row>("p", "r")).Value;
        Assert.Equal(added.Headers.ETag, read.ETag);
        Assert.NotNull(read.Timestamp);
        Assert.Equal(written.Data.ToArray(), read.Data!.ToArray());
        Assert.Equivalent(new { written.Text, written.Flag, written.Whole, written.Long, written.Unsigned, written.Real }, read);
        Assert.Equivalent(new { written.Id, written.At, written.Utc, written.Bytes, written.Day, written.MaybeDay, written.Span }, read);
        Assert.Equal(("n", null), (read.Renamed, read.Ignored));
    }

    [Fact]
    public async Task Attributes_name_and_hide_properties_on_the_wire()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new Row { PartitionKey = "p", RowKey = "r", Renamed = "n", Ignored = "i", Day = DayOfWeek.Friday });
        var stored = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(("n", "Friday"), (stored.GetString("other"), stored.GetString("Day")));
        Assert.False(stored.ContainsKey("Renamed") || stored.ContainsKey("Ignored"));
    }

    [Fact]
    public async Task What_is_absent_or_unknown_leaves_the_property_alone()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Day"] = "Caturday", ["MaybeDay"] = "5", ["Extra"] = 1 });
        var read = (await table.GetEntityAsync<Row>("p", "r")).Value;
        Assert.Equal((DayOfWeek.Sunday, null, null, null), (read.Day, read.MaybeDay, read.MaybeWhole, read.Text));
    }

    [Fact]
    public async Task Nullable_properties_hold_values_too()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new Row { PartitionKey = "p", RowKey = "r", MaybeWhole = 4 });
        Assert.Equal(4, (await table.GetEntityAsync<Row>("p", "r")).Value.MaybeWhole);
    }

    [Fact]
    public async Task Keys_implemented_explicitly_are_written_and_read()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new Hidden("p", "r") { Note = "x" });
        var read = (await table.GetEntityAsync<Hidden>("p", "r")).Value;
        Assert.Equal(("p", "r", "x"), (((ITableEntity)read).PartitionKey, ((ITableEntity)read).RowKey, read.Note));
    }

    [Fact]
    public async Task Rows_of_different_classes_go_in_one_transaction_by_their_own_properties()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new Row { PartitionKey = "p", RowKey = "1", Text = "a" }),
            new(TableTransactionActionType.Add, new Hidden("p", "2") { Note = "b" }),
            new(TableTransactionActionType.Add, new TableEntity("p", "3") { ["Any"] = "c" }),
        ]);
        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(["a", "b", "c"], [rows[0]["Text"], rows[1]["Note"], rows[2]["Any"]]);
    }

    [Fact]
    public async Task A_class_without_a_plain_constructor_is_written_but_not_read()
    {
        var table = await AzuriteFixture.TableAsync();
        await table.AddEntityAsync(new OnlyWritten("p", "r"));
        await Assert.ThrowsAnyAsync<Exception>(() => table.GetEntityAsync<OnlyWritten>("p", "r"));
    }

    private sealed class Row : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Text { get; set; }

        public bool Flag { get; init; }

        public int Whole { get; set; }

        public int? MaybeWhole { get; set; }

        public long Long { get; set; }

        public ulong Unsigned { get; set; }

        public double Real { get; set; }

        public Guid Id { get; set; }

        public DateTimeOffset? At { get; set; }

        public DateTime? Utc { get; set; }

        public byte[]? Bytes { get; set; }

        public BinaryData? Data { get; set; }

        public DayOfWeek Day { get; set; }

        public DayOfWeek? MaybeDay { get; set; }

        public TimeSpan? Span { get; set; }

        [DataMember(Name = "other")]
        public string? Renamed { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }
    }

    private sealed class Hidden : ITableEntity
    {
        private string partitionKey = "";
        private string rowKey = "";

        public Hidden()
        {
        }

        public Hidden(string partitionKey, string rowKey)
        {
            this.partitionKey = partitionKey;
            this.rowKey = rowKey;
        }

        public string? Note { get; set; }

        string ITableEntity.PartitionKey { get => partitionKey; set => partitionKey = value; }

        string ITableEntity.RowKey { get => rowKey; set => rowKey = value; }

        DateTimeOffset? ITableEntity.Timestamp { get; set; }

        ETag ITableEntity.ETag { get; set; }
    }

    private sealed class OnlyWritten(string partitionKey, string rowKey) : ITableEntity
    {
        public string PartitionKey { get; set; } = partitionKey;

        public string RowKey { get; set; } = rowKey;

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }
    }
}
