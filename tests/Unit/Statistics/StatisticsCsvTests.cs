using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Serverless.Statistics;

namespace Serverless.Tests.Statistics;

public sealed class StatisticsCsvTests
{
    [Fact]
    public void The_file_begins_with_the_mark_by_which_Excel_knows_UTF8_and_lines_end_as_Excel_ends_them()
    {
        var file = StatisticsCsv.Write(new QuarterReport(SomeReport.Second, [SomeReport.A()]));
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.NotEqual(0xEF, file[3]);
        var text = Encoding.UTF8.GetString(file);
        Assert.Equal(3, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain('\n', text.Replace("\r\n", ""));
    }

    [Fact]
    public void A_row_for_each_station_and_one_for_the_sum_stand_under_Chinese_headings()
    {
        var rows = Read(SomeReport.A(), SomeReport.Quiet());
        Assert.Equal(["na001", "na002", ""], rows.Select(row => row["站点编号"]));
        Assert.Equal(["光明社区站", "光明社区站", "合计"], rows.Select(row => row["站点名称"]));
        Assert.Equal(["花园路街道", "花园路街道", ""], rows.Select(row => row["街道"]));
        Assert.Equal(("人大代表活动站", "2026Q2", "1", "否", "2026-07-01 08:17:00"), (rows[0]["站点类型"], rows[0]["季度"], rows[0]["版次"], rows[0]["是否定稿"], rows[0]["统计时间"]));
        Assert.Equal(["5", "0", "5"], rows.Select(row => row["期初在办意见"]));
        Assert.Equal(["6", "0", "6"], rows.Select(row => row["期末在办意见"]));
        Assert.Equal(["100.00", "0.00", "50.00"], rows.Select(row => row["接待完成率（%）"]));
        Assert.Equal(["80.00", "—", "80.00"], rows.Select(row => row["提醒送达率（%）"]));
        Assert.Equal(["12", "0", "12"], rows.Select(row => row["来源：微信"]));
        Assert.Equal(["20", "0", "20"], rows.Select(row => row["类别：未分类"]));
    }

    [Theory]
    [InlineData("wechat", "微信")]
    [InlineData("station", "站点")]
    [InlineData("reception", "接待日")]
    [InlineData("visit", "走访")]
    [InlineData("phone", "电话")]
    [InlineData("meeting", "会议")]
    [InlineData("web", "网页")]
    [InlineData("bot", "机器人")]
    [InlineData("信访窗口", "信访窗口")]
    public void Channels_are_called_what_people_call_them(string channel, string word) =>
        Assert.Equal("1", Read(SomeReport.Of(SomeReport.Facts with { Received = [SomeReport.Receipt(channel)] }))[0][$"来源：{word}"]);

    [Fact]
    public void A_channel_that_only_one_station_has_is_a_column_with_zeros_for_the_others() => Assert.Equal(
        ["1", "0", "1"], Read(SomeReport.Of(SomeReport.Facts with { Received = [SomeReport.Receipt("visit")] }), SomeReport.A()).Select(row => row["来源：走访"]));

    [Fact]
    public void Nobodys_name_stands_in_the_file() => Assert.DoesNotContain("张三", Read(SomeReport.A()).SelectMany(row => row.Keys.Concat(row.Values)));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86 23")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1+1")]
    [InlineData("=cmd|'/c calc'!A1")]
    [InlineData("=\"a\",1")]
    public void A_name_that_looks_like_a_formula_is_led_by_an_apostrophe(string name) =>
        Assert.Equal("'" + name, Read(SomeReport.A() with { Name = name })[0]["站点名称"]);

    [Theory]
    [InlineData("光明=站")]
    [InlineData("带,逗号")]
    [InlineData("带\"引号\"")]
    [InlineData("两\r\n行")]
    [InlineData("— 站")]
    public void A_plain_name_is_read_back_as_it_is(string name) => Assert.Equal(name, Read(SomeReport.A() with { Name = name })[0]["站点名称"]);

    [Fact]
    public void No_cell_of_the_file_begins_like_a_formula_whatever_stations_call_their_channels()
    {
        var evil = SomeReport.Of(SomeReport.Facts with { Received = [.. Enumerable.Repeat(SomeReport.Receipt("=1", "@x\",=2"), 20)] });
        var rows = Read(evil);
        Assert.All(rows.SelectMany(row => row.Keys.Concat(row.Values)), cell => Assert.DoesNotMatch("^[=+\\-@\t\r]", cell));
        Assert.Equal("20", rows[0]["来源：=1"]);
    }

    [Fact]
    public void A_quarter_without_data_has_only_its_headings_and_a_sum_of_zeros() => Assert.Equal("0", Assert.Single(Read())["收到意见"]);

    private static List<Dictionary<string, string>> Read(params StationReport[] stations)
    {
        using var reader = new CsvReader(
            new StreamReader(new MemoryStream(StatisticsCsv.Write(new QuarterReport(SomeReport.Second, stations)))),
            new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });
        reader.Read();
        reader.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read()) rows.Add(reader.HeaderRecord!.ToDictionary(title => title, title => reader.GetField(title)!));
        return rows;
    }
}
