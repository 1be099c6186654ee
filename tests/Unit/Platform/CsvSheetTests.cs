using System.Text;
using MiniExcelLibs;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Platform;

public sealed class CsvSheetTests
{
    private static readonly CsvColumn[] Columns = [new("id", "编号", Required: true), new("name", "名称", Required: true), new("note", "备注")];

    [Theory]
    [InlineData("id,name,note\na1,甲,一\n")]
    [InlineData("编号,名称,备注\na1,甲,一")]
    [InlineData("\uFEFF编号,名称,备注\r\na1,甲,一\r\n")]
    [InlineData("备注,编号,名称\n一,a1,甲\n")]
    [InlineData(" 编号 ,NAME,Note\n a1 , 甲 , 一 \n")]
    [InlineData("编号,名称,备注\n\n,,\na1,甲,一\n\n")]
    [InlineData("\"编号\",\"名称\",\"备注\"\n\"a1\",\"甲\",\"一\"\n")]
    public void Headings_are_english_or_chinese_in_any_order(string text)
    {
        var row = Assert.Single(Read(text).Rows);
        Assert.Equal(("a1", "甲", "一"), (row["id"], row["name"], row["note"]));
    }

    [Fact]
    public void Rows_are_numbered_as_a_spreadsheet_shows_them() =>
        Assert.Equal([2, 4, 5], Read("id,name\na1,甲\n\na2,\"乙\n的\"\na3,丙\n").Rows.Select(row => row.Number));

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+8613800000000", "+8613800000000")]
    [InlineData("-1", "-1")]
    [InlineData("@SUM(A1)", "@SUM(A1)")]
    [InlineData("一,二", "\"一,二\"")]
    [InlineData("一\n二", "\"一\n二\"")]
    [InlineData("🙂", "🙂")]
    public void A_cell_is_data_whatever_it_looks_like(string value, string cell) =>
        Assert.Equal(value, Assert.Single(Read($"id,name\na1,{cell}\n").Rows)["name"]);

    [Fact]
    public void A_column_that_may_be_absent_may_be_absent() => Assert.Null(Assert.Single(Read("id,name\na1,甲\n").Rows)["note"]);

    [Theory]
    [InlineData("id\na1\n", "row 1, column name")]
    [InlineData("id,name,nmae\na1,甲,乙\n", "row 1, column 3")]
    [InlineData("id,name,name\na1,甲,乙\n", "row 1, column name")]
    [InlineData("id,name,名称\na1,甲,乙\n", "row 1, column 名称")]
    [InlineData("编号,备注\na1,甲\n", "row 1, column 名称")]
    [InlineData("a1,甲\na2,乙\n", "row 1, column 1|row 1, column 2|row 1, column id|row 1, column name")]
    [InlineData("id;name\na1;甲\n", "row 1, column 1|row 1, column id|row 1, column name")]
    [InlineData("id,name\na1,甲\na2\n", "row 3")]
    [InlineData("id,name\na1,甲,乙\na2,丙,丁\n", "row 2|row 3")]
    [InlineData("id,name\na1,\"甲\na2,乙\n", "row 2")]
    [InlineData("id,name\na1,甲\"乙\n", "row 2")]
    [InlineData("id,name\na1,\"甲\"乙\n", "row 2")]
    [InlineData("id,name\n", null)]
    [InlineData("id,name", null)]
    [InlineData("id,name\n\n,\n", null)]
    [InlineData("", null)]
    public void What_is_wrong_is_named_by_row_and_column(string text, string? places)
    {
        Assert.True(CsvSheet.Read(Encoding.UTF8.GetBytes(text), Columns).Refused(out var refusal, out _));
        Assert.Equal("csvInvalid", refusal.Code);
        Assert.Equal(places?.Split('|').Order(StringComparer.Ordinal), refusal.Errors?.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("FFFE690064002C00")] // UTF-16
    [InlineData("690064002C006E000A00")] // UTF-16 without its mark
    [InlineData("EFBBBF69642C6E616D650A61312CE7940A")] // marked as UTF-8 and cut in the middle of a character
    [InlineData("E7BC96E58FB72CE5908DE7A7B00A61312CE7940A")] // 编号,名称 in UTF-8, and the same cut
    [InlineData("B1E0BAC52CC3FBB3C60A61312CBC0A")] // 编号,名称 in GB18030, and half a character
    public void Another_encoding_is_refused_with_what_to_do(string hex)
    {
        Assert.True(CsvSheet.Read(Convert.FromHexString(hex), Columns).Refused(out var refusal, out _));
        Assert.Equal("csvInvalid", refusal.Code);
        Assert.Contains("UTF-8", refusal.Detail);
        Assert.Contains("GB18030", refusal.Detail);
    }

    [Fact]
    public void A_workbook_is_read_as_a_CSV_is()
    {
        var file = Workbook([["编号", " 名称 ", "备注", null], ["d1", "=1+1", 13800000000d, null], [null, null, null, null], ["d2", "乙", new DateTime(2026, 11, 25), null], [7d, "丙", 0.5, null]]);
        Assert.False(CsvSheet.Read(file, Columns).Refused(out _, out var sheet));
        Assert.Equal([(2, "d1", "=1+1", "13800000000"), (4, "d2", "乙", "2026-11-25"), (5, "7", "丙", "0.5")], sheet!.Rows.Select(row => (row.Number, row["id"]!, row["name"]!, row["note"]!)));
    }

    [Fact]
    public void A_workbooks_errors_are_named_by_row_and_column()
    {
        Assert.True(CsvSheet.Read(Workbook([["编号", "名字"], ["d1", "甲"]]), Columns).Refused(out var refusal, out _));
        Assert.Equal(["row 1, column 2", "row 1, column 名称"], refusal.Errors!.Keys);
        Assert.True(CsvSheet.Read(Workbook([["编号", "名称", null], ["d1", "甲", "乙"]]), Columns).Refused(out refusal, out _));
        Assert.Equal(["row 2"], refusal.Errors!.Keys);
    }

    [Theory]
    [InlineData("504B0304")]
    [InlineData("504B030414000000080000002100")]
    [InlineData("504B0506000000000000000000000000000000000000")] // an empty archive, which begins otherwise
    public void What_only_begins_like_a_workbook_is_refused(string hex)
    {
        Assert.True(CsvSheet.Read(Convert.FromHexString(hex), Columns).Refused(out var refusal, out _));
        Assert.Equal("csvInvalid", refusal.Code);
    }

    [Fact]
    public void A_workbook_that_unpacks_to_thousands_of_times_its_size_is_refused()
    {
        using var file = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            for (var i = 0; i < 130; i++) entry.Write(new byte[1024 * 1024]);
        }

        Assert.InRange(file.Length, 1, RequestHttp.MaxImport);
        Assert.True(CsvSheet.Read(file.ToArray(), Columns).Refused(out var refusal, out _));
        Assert.Contains("工作簿", refusal.Detail);
    }

    private static byte[] Workbook(object?[][] rows)
    {
        using var file = new MemoryStream();
        file.SaveAs(rows.Select(row => row.Index().ToDictionary(cell => $"c{cell.Index}", cell => cell.Item)), printHeader: false);
        return file.ToArray();
    }

    [Fact]
    public void A_file_in_GB18030_is_read()
    {
        Assert.False(CsvSheet.Read(Convert.FromHexString("B1E0BAC52CC3FBB3C60A61312CBCD70A61322C9439DA310A"), Columns).Refused(out _, out var sheet)); // 编号,名称 / a1,甲 / a2,😀 or its like
        Assert.Equal("甲", sheet!.Rows[0]["name"]);
        Assert.True(char.IsHighSurrogate(sheet.Rows[1]["name"]![0]));
    }

    [Theory]
    [InlineData("类型")]
    [InlineData("note")]
    [InlineData("NOTE")]
    public void An_error_calls_a_column_what_the_file_calls_it(string heading)
    {
        CsvColumn[] columns = [new("id", "编号", Required: true), new("note", "类型")];
        Assert.False(CsvSheet.Read(Encoding.UTF8.GetBytes($"id, {heading} \na1,甲\n"), columns).Refused(out _, out var sheet));
        static Outcome<string> Check(CsvRow row) => new FieldErrors().Require(false, "note", "须为乙。").ToRefusal()!;
        Assert.True(sheet!.Items(Check, one => one, "id").Refused(out var refusal, out _));
        Assert.Equal([$"row 2, column {heading}"], refusal.Errors!.Keys);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("-花园")]
    [InlineData("+86")]
    [InlineData("@x")]
    [InlineData("＝1")]
    [InlineData("'=1")]
    [InlineData("''")]
    [InlineData("'")]
    [InlineData("it's, \"ok\"\n好")]
    public void A_cell_that_is_guarded_on_its_way_out_comes_back_as_it_was(string cell)
    {
        var file = CsvFile.Write(["编号", "名称"], [["a1", cell]]);
        Assert.False(CsvSheet.Read(file, Columns).Refused(out _, out var sheet));
        Assert.Equal(cell, sheet!.Rows[0]["name"]);
        Assert.DoesNotContain(Encoding.UTF8.GetString(file).Split(',')[^1][0], "=+-@＝");
    }

    [Fact]
    public void The_same_id_twice_names_the_second_row_and_the_first()
    {
        var refused = Read("id,name\na1,甲\na2,乙\na1,丙\n").Items<string>(row => row["id"]!, id => id, "id").Refused(out var refusal, out _);
        Assert.True(refused);
        var (place, sentences) = Assert.Single(refusal!.Errors!);
        Assert.Equal("row 4, column id", place);
        Assert.Contains("2", Assert.Single(sentences));
    }

    [Fact]
    public void Every_bad_row_is_named_and_a_good_one_does_not_save_the_file()
    {
        static Outcome<string> Check(CsvRow row) =>
            row["name"] == "甲" ? "甲" : new FieldErrors().Require(false, "name", "须为甲。").ToRefusal()!;
        Assert.True(Read("id,name\na1,乙\na2,甲\na3,丙\n").Items(Check, name => name, "id").Refused(out var refusal, out _));
        Assert.Equal(["row 2, column name", "row 4, column name"], refusal.Errors!.Keys);
    }

    [Fact]
    public void A_file_that_is_wrong_throughout_answers_with_its_first_errors_only()
    {
        var text = "id,name\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"a{i}\n"));
        Assert.True(CsvSheet.Read(Encoding.UTF8.GetBytes(text), Columns).Refused(out var refusal, out _));
        Assert.Equal(200, refusal.Errors!.Count);
    }

    private static CsvSheet Read(string text) =>
        CsvSheet.Read(Encoding.UTF8.GetBytes(text), Columns).Refused(out var refusal, out var sheet)
            ? throw new Xunit.Sdk.XunitException(string.Join("; ", refusal.Errors?.Keys ?? [refusal.Detail]))
            : sheet;
}
