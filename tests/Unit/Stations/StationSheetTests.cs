using System.Text;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Stations;

public sealed class StationSheetTests
{
    private static readonly Dictionary<StationId, Station> Nothing = [];

    private static readonly Station Full = new(An.Id("na017"), "-花园站", StationKind.Studio, "花园街道")
    {
        Village = "＝金山", Address = "'=1+1", Hours = "周一、\n周二", Staff = [new("张三", "+86 138"), new("李 四")], Status = StationStatus.Closed,
        OpenedOn = new DateOnly(2020, 3, 1), ClosedOn = new DateOnly(2026, 11, 4),
    };

    [Theory]
    [InlineData("编号,地址\nna017,花园路1号\n", "花园路1号", 2, StationStatus.Closed)]
    [InlineData("编号,地址\nna017,\n", null, 2, StationStatus.Closed)]
    [InlineData("编号,工作人员\nna017,\n", "'=1+1", 0, StationStatus.Closed)]
    [InlineData("编号,状态\nna017,暂停\n", "'=1+1", 2, StationStatus.Suspended)]
    public void An_absent_column_changes_nothing_and_an_empty_cell_empties(string file, string? address, int staff, StationStatus status)
    {
        var station = Assert.Single(Value(Encoding.UTF8.GetBytes(file), Full));
        Assert.Equal((address, staff, status), (station.Address, station.Staff.Count, station.Status));
        Assert.Equal((Full.Name, Full.Kind, Full.Street, Full.Village, Full.Hours, Full.OpenedOn), (station.Name, station.Kind, station.Street, station.Village, station.Hours, station.OpenedOn));
    }

    [Theory]
    [InlineData("张三、李四")]
    [InlineData("王五 110")]
    [InlineData(" 甲 ")]
    public void An_export_imports_again_unchanged(string name)
    {
        Station[] all = [Full, new(An.Id("na018"), name, StationKind.Home, "花园街道") { Staff = [new(name)] }];
        foreach (var withContacts in new[] { true, false }) Assert.Equivalent(all, Value(StationSheet.Write(all, withContacts), all), strict: true);
        Assert.Equivalent(Full, Value(StationSheet.Write([Full], true))[0], strict: true);
    }

    [Fact]
    public void An_export_is_for_spreadsheets()
    {
        var file = StationSheet.Write([Full], withContacts: true);
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal(
            "编号,名称,类型,街道,村社区,地址,开放时间,工作人员,状态,启用日期,停用日期\r\nna017,'-花园站,议事代表工作室,花园街道,'＝金山,''=1+1,\"周一、\n周二\",张三 +86 138、李 四,停用,2020-03-01,2026-11-04\r\n",
            Encoding.UTF8.GetString(file[3..]));
        Assert.DoesNotContain("138", Encoding.UTF8.GetString(StationSheet.Write([Full], withContacts: false)));
    }

    private static Station[] Value(byte[] file, params Station[] present) =>
        StationSheet.Read(file, present.ToDictionary(station => station.StationId), _ => true).Refused(out var refusal, out var all)
            ? throw new Xunit.Sdk.XunitException(string.Join("; ", refusal.Errors?.Keys ?? [refusal.Detail]))
            : all;

    [Fact]
    public void A_chinese_list_becomes_stations()
    {
        var station = Assert.Single(Read("编号,名称,类型,街道,村社区,地址,开放时间,工作人员\nna017,花园站,活动站,花园街道,金山社区,花园路1号,每月20日,张三 023-62800000、李四\n"));
        Assert.Equal(("na017", "花园站", StationKind.Station, "花园街道"), (station.StationId.ToString(), station.Name, station.Kind, station.Street));
        Assert.Equal(("金山社区", "花园路1号", "每月20日"), (station.Village, station.Address, station.Hours));
        Assert.Equal([new("张三", "023-62800000"), new StaffMember("李四")], station.Staff);
    }

    [Theory]
    [InlineData("home", StationKind.Home)]
    [InlineData("station", StationKind.Station)]
    [InlineData("contactPoint", StationKind.ContactPoint)]
    [InlineData("studio", StationKind.Studio)]
    [InlineData("家", StationKind.Home)]
    [InlineData("人大代表之家", StationKind.Home)]
    [InlineData("站", StationKind.Station)]
    [InlineData("人大代表活动站", StationKind.Station)]
    [InlineData("点", StationKind.ContactPoint)]
    [InlineData("民情联络点", StationKind.ContactPoint)]
    [InlineData("议事代表工作室", StationKind.Studio)]
    public void A_kind_has_an_english_and_chinese_names(string text, StationKind kind) =>
        Assert.Equal(kind, Assert.Single(Read($"stationId,name,kind,street\nna017,花园站,{text},花园街道\n")).Kind);

    [Theory]
    [InlineData("na017,花园站,club,花园街道", "row 2, column kind")]
    [InlineData("na017,花园站,1,花园街道", "row 2, column kind")]
    [InlineData("na017,花园站,,花园街道", "row 2, column kind")]
    [InlineData(",花园站,home,花园街道", "row 2, column stationId")]
    [InlineData("NA017,,home,花园街道", "row 2, column name|row 2, column stationId")]
    [InlineData("na017,花园站,home,花园街道\nna017,另一站,home,花园街道", "row 3, column stationId")]
    [InlineData("na017,花园站,home,花园街道\nna018,一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一,home,花园街道", "row 3, column name")]
    public void A_bad_cell_is_named_by_row_and_column(string rows, string places)
    {
        Assert.True(StationSheet.Read(Encoding.UTF8.GetBytes($"stationId,name,kind,street\n{rows}\n"), Nothing, _ => true).Refused(out var refusal, out _));
        Assert.Equal("csvInvalid", refusal.Code);
        Assert.Equal(places.Split('|'), refusal.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_station_the_caller_may_not_write_is_named_by_its_row()
    {
        var file = Encoding.UTF8.GetBytes("stationId,name,kind,street\nna017,花园站,home,花园街道\nna018,金山站,home,金山街道\n");
        Assert.True(StationSheet.Read(file, Nothing, station => station.Street == "花园街道").Refused(out var refusal, out _));
        Assert.Equal(["row 3, column stationId"], refusal.Errors!.Keys);
    }

    [Theory]
    [InlineData("停用,2020-03-01,2026/11/4", StationStatus.Closed, "2020-03-01", "2026-11-04")]
    [InlineData("closed,2020年3月1日,2026.11.04", StationStatus.Closed, "2020-03-01", "2026-11-04")]
    [InlineData("暂停,,", StationStatus.Suspended, null, null)]
    [InlineData("启用,2020-03-01,", StationStatus.Active, "2020-03-01", null)]
    [InlineData(",,", StationStatus.Active, null, null)]
    public void A_list_says_whether_a_station_works_and_since_when(string cells, StationStatus status, string? opened, string? closed)
    {
        var station = Assert.Single(Read($"编号,名称,类型,街道,状态,启用日期,停用日期\nna017,花园站,活动站,花园街道,{cells}\n"));
        Assert.Equal((status, opened, closed), (station.Status, station.OpenedOn?.ToString("yyyy-MM-dd"), station.ClosedOn?.ToString("yyyy-MM-dd")));
    }

    [Theory]
    [InlineData("没了,,", "status")]
    [InlineData(",昨天,", "openedOn")]
    [InlineData(",2026-02-30,", "openedOn")]
    [InlineData(",2026-11-24,2026-11-23", "closedOn")]
    public void A_life_that_cannot_be_is_named_by_its_cell(string cells, string column)
    {
        Assert.True(StationSheet.Read(Encoding.UTF8.GetBytes($"stationId,name,kind,street,status,openedOn,closedOn\nna017,花园站,home,花园街道,{cells}\n"), Nothing, _ => true).Refused(out var refusal, out _));
        Assert.Equal([$"row 2, column {column}"], refusal.Errors!.Keys);
    }

    [Fact]
    public void A_formula_in_a_cell_stays_text() =>
        Assert.Equal("=1+1", Assert.Single(Read("stationId,name,kind,street\nna017,=1+1,home,花园街道\n")).Name);

    private static IReadOnlyList<Station> Read(string text) =>
        StationSheet.Read(Encoding.UTF8.GetBytes(text), Nothing, _ => true).Refused(out var refusal, out var all)
            ? throw new Xunit.Sdk.XunitException(string.Join("; ", refusal.Errors?.Keys ?? [refusal.Detail]))
            : all;
}
