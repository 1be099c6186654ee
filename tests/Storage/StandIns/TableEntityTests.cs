using Azure;
using Azure.Data.Tables;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>A row as a dictionary.</summary>
[Covers(typeof(TableEntity))]
public sealed class TableEntityTests
{
    [Fact]
    public void Keys_time_and_version_live_in_the_dictionary()
    {
        var entity = new TableEntity("p", "r") { Timestamp = DateTimeOffset.UnixEpoch, ETag = new("x") };
        Assert.Equal(["PartitionKey", "RowKey", "Timestamp", "odata.etag"], entity.Keys);
        Assert.Equal(4, entity.Count);
        Assert.Equal(("p", "r", DateTimeOffset.UnixEpoch, new ETag("x")), (entity.PartitionKey, entity.RowKey, entity.Timestamp, entity.ETag));
        Assert.Equal("p", entity["PartitionKey"]);
    }

    [Fact]
    public void An_empty_entity_has_nothing()
    {
        var entity = new TableEntity();
        Assert.Equal((null, null, null, default), (entity.PartitionKey, entity.RowKey, entity.Timestamp, entity.ETag));
        Assert.Empty(entity.Keys);
    }

    [Fact]
    public void An_entity_copies_the_values_it_is_made_of()
    {
        var values = new Dictionary<string, object> { ["PartitionKey"] = "p", ["A"] = 1 };
        var entity = new TableEntity(values);
        values["A"] = 2;
        Assert.Equal(("p", 1), (entity.PartitionKey, entity.GetInt32("A")));
        Assert.Empty(new TableEntity(null));
    }

    [Fact]
    public void Every_getter_gives_its_type_and_null_for_what_is_absent()
    {
        var id = Guid.NewGuid();
        var entity = new TableEntity
        {
            ["S"] = "s", ["B"] = true, ["I"] = 1, ["L"] = 2L, ["D"] = 3.0, ["G"] = id, ["T"] = DateTimeOffset.UnixEpoch, ["U"] = DateTime.UnixEpoch,
            ["Y"] = new byte[] { 1 }, ["Z"] = BinaryData.FromBytes(new byte[] { 2 }),
        };
        Assert.Equal(("s", true, 1, 2L), (entity.GetString("S"), entity.GetBoolean("B"), entity.GetInt32("I"), entity.GetInt64("L")));
        Assert.Equal((3.0, id), (entity.GetDouble("D"), entity.GetGuid("G")));
        Assert.Equal((DateTimeOffset.UnixEpoch, DateTime.UnixEpoch), (entity.GetDateTimeOffset("T"), entity.GetDateTime("T")));
        Assert.Equal((DateTimeOffset.UnixEpoch, DateTime.UnixEpoch), (entity.GetDateTimeOffset("U"), entity.GetDateTime("U")));
        Assert.Equal([1, 1, 2], [.. entity.GetBinary("Y"), .. entity.GetBinaryData("Y").ToArray(), .. entity.GetBinaryData("Z").ToArray()]);
        Assert.Equal((null, null, null, null), (entity.GetString("-"), entity.GetBoolean("-"), entity.GetInt32("-"), entity.GetInt64("-")));
        Assert.Equal((null, null, null, null), (entity.GetDouble("-"), entity.GetGuid("-"), entity.GetDateTimeOffset("-"), entity.GetDateTime("-")));
        Assert.Equal((null, null, null), (entity.GetBinary("-"), entity.GetBinaryData("-"), entity["-"]));
    }

    [Fact]
    public void A_getter_of_another_type_refuses()
    {
        var entity = new TableEntity { ["S"] = "s", ["I"] = 1 };
        Assert.Throws<InvalidOperationException>(() => entity.GetString("I"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBoolean("I"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt32("S"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("I"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDouble("I"));
        Assert.Throws<InvalidOperationException>(() => entity.GetGuid("S"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDateTime("S"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDateTimeOffset("S"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBinary("S"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBinaryData("S"));
    }

    [Theory]
    [InlineData(5L, 6, 6L)]
    [InlineData(5.5, 6, 6.0)]
    [InlineData(5, 6L, 6L)]
    [InlineData(5, 6.5, 6.5)]
    [InlineData(5L, "text", "text")]
    [InlineData("text", 5, 5)]
    public void A_wide_number_stays_wide_and_anything_else_is_taken_as_it_is(object present, object given, object kept)
    {
        var entity = new TableEntity { ["A"] = present };
        entity["A"] = given;
        Assert.Equal(kept, entity["A"]);
        Assert.IsType(kept.GetType(), entity["A"]);
    }

    [Fact]
    public void Adding_a_present_key_overwrites_it()
    {
        var entity = new TableEntity { { "A", 1L } };
        entity.Add("A", 2);
        Assert.Equal(2L, entity["A"]);
    }

    [Fact]
    public void A_dictionary_is_searched_emptied_and_walked()
    {
        var entity = new TableEntity { ["A"] = 1, ["B"] = 2 };
        Assert.True(entity.ContainsKey("A") && entity.TryGetValue("B", out var found) && found is 2);
        Assert.True(entity.Remove("A") && !entity.Remove("A") && !entity.TryGetValue("A", out _));
        IDictionary<string, object> pairs = entity;
        pairs.Add(new("C", 3));
        Assert.Equal([new("B", 2), new("C", 3)], pairs.OrderBy(pair => pair.Key));
        Assert.Equal([2, 3], pairs.Values.Order());
        Assert.True(pairs.Contains(new("C", 3)) && !pairs.Contains(new("C", 4)) && !pairs.IsReadOnly);
        var copy = new KeyValuePair<string, object>[3];
        pairs.CopyTo(copy, 1);
        Assert.Equal(["B", "C"], copy[1..].Select(pair => pair.Key).Order());
        Assert.True(pairs.Remove(new KeyValuePair<string, object>("C", 3)));
        entity.Clear();
        Assert.Empty(entity);
    }
}
