using System.Text;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Representatives;

public sealed class RepresentativeSheetTests
{
    private static readonly HashSet<StationId> Stations = [An.Id("na017"), An.Id("na018")];

    private static readonly Representative PresentHead = new(An.Person("d9"), "李强", [RepresentativeRole.DistrictDeputy], [An.Id("na018")]) { HeadOf = An.Id("na018") };

    [Fact]
    public void A_chinese_list_becomes_people()
    {
        var all = Read("编号,姓名,身份,站点编号,负责站点,微信OpenID,企业微信账号,电话\nd1,王芳,区人大代表、议事代表,na017;na018,na017,o123,wangfang,13800000000\nd2,赵敏,议事代表,na017,,,,\n");
        var head = all[0];
        Assert.Equal([RepresentativeRole.DistrictDeputy, RepresentativeRole.Deliberation], head.Roles);
        Assert.Equal([An.Id("na017"), An.Id("na018")], head.StationIds);
        Assert.Equal(("na017", "o123", "wangfang", "13800000000"), (head.HeadOf?.ToString(), head.OpenId, head.WeComUserId, head.Phone));
        Assert.Equal((null, null, null, null), (all[1].HeadOf?.ToString(), all[1].OpenId, all[1].WeComUserId, all[1].Phone));
    }

    [Theory]
    [InlineData("d1,王芳,区人大代表,na019,", "row 2, column stationIds")]
    [InlineData("d1,王芳,区人大代表,na017、na019,", "row 2, column stationIds")]
    [InlineData("d1,王芳,村长,na017,", "row 2, column roles")]
    [InlineData("d1,王芳,,na017,", "row 2, column roles")]
    [InlineData("d1,王芳,议事代表,na017,na017", "row 2, column headOf")]
    [InlineData("d1,王芳,区人大代表,na017,na018", "row 2, column headOf")]
    [InlineData("d1,王芳,区人大代表,na017,na017\nd2,赵敏,区人大代表,na017,na017", "row 3, column headOf")]
    [InlineData("d1,王芳,区人大代表,na018,na018", "row 2, column headOf")] // d9 is its head already
    [InlineData("d1,王芳,区人大代表,na017,\nd1,王芳,区人大代表,na018,", "row 3, column id")]
    [InlineData("d 1,王芳,区人大代表,na017,", "row 2, column id")]
    public void A_bad_cell_is_named_by_row_and_column(string rows, string place)
    {
        Assert.True(Outcome($"id,name,roles,stationIds,headOf\n{rows}\n").Refused(out var refusal, out _));
        Assert.Equal("csvInvalid", refusal.Code);
        Assert.Equal([place], refusal.Errors!.Keys);
    }

    private static readonly Representative Bound =
        new(An.Person("d8"), "=1+1", [RepresentativeRole.Deliberation, RepresentativeRole.TownDeputy], [An.Id("na017"), An.Id("na018")])
        {
            OpenId = "-oX", WeComUserId = "@wf", Phone = "+86 138-0000-0000",
        };

    [Theory]
    [InlineData("编号,电话\nd8,13900000000\n", "13900000000", "-oX")]
    [InlineData("编号,电话\nd8,\n", null, "-oX")]
    [InlineData("编号,姓名\nd8,=1+1\n", "+86 138-0000-0000", "-oX")]
    [InlineData("编号,微信OpenID\nd8,\n", "+86 138-0000-0000", null)]
    public void An_absent_column_changes_nothing_and_an_empty_cell_empties(string file, string? phone, string? openId)
    {
        var person = Assert.Single(Value(RepresentativeSheet.Read(Encoding.UTF8.GetBytes(file), Stations, [Bound], An.Administrator)));
        Assert.Equal((phone, openId), (person.Phone, person.OpenId));
        Assert.Equal((Bound.Name, Bound.Roles.Count, Bound.StationIds.Count), (person.Name, person.Roles.Count, person.StationIds.Count));
    }

    [Fact]
    public void A_new_person_needs_more_than_a_number() =>
        Assert.Equal(["row 2, column 姓名", "row 2, column 身份"], RepresentativeSheet.Read(Encoding.UTF8.GetBytes("编号,电话\nd7,13900000000\n"), Stations, [Bound], An.Administrator).Refusal!.Errors!.Keys.Order());

    [Fact]
    public void An_export_imports_again_unchanged()
    {
        Representative[] people = [Bound, Bound with { Id = An.Person("d9"), Name = "'=1", OpenId = null, Phone = null, WeComUserId = null }, PresentHead with { Id = An.Person("d10") }];
        foreach (var withContacts in new[] { true, false })
        {
            var again = Value(RepresentativeSheet.Read(RepresentativeSheet.Write(people, withContacts), Stations, people, An.Administrator));
            Assert.Equivalent(people, again, strict: true);
        }

        Assert.Equivalent(people, Value(RepresentativeSheet.Read(RepresentativeSheet.Write(people, true), Stations, [], An.Administrator)), strict: true);
    }

    [Fact]
    public void An_export_is_for_spreadsheets_and_hides_contacts_from_who_may_not_see_them()
    {
        var file = RepresentativeSheet.Write([Bound], withContacts: true);
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal("编号,姓名,身份,站点编号,负责站点,微信OpenID,企业微信账号,电话\r\nd8,'=1+1,议事代表、镇人大代表,na017、na018,,'-oX,'@wf,'+86 138-0000-0000\r\n", Encoding.UTF8.GetString(file[3..]));
        Assert.Equal("编号,姓名,身份,站点编号,负责站点\r\nd8,'=1+1,议事代表、镇人大代表,na017、na018,\r\n", Encoding.UTF8.GetString(RepresentativeSheet.Write([Bound], withContacts: false)[3..]));
    }

    [Theory]
    [InlineData("d1,王芳,议事代表,na017,-oX", "row 2, column openId")]
    [InlineData("d1,王芳,议事代表,na017,o1\nd2,赵敏,议事代表,na017,o1", "row 3, column openId")]
    [InlineData("d1,王芳,议事代表,na017,-oX\nd8,李强,议事代表,na017,", null)]
    public void An_OpenID_belongs_to_one_person(string rows, string? place) => Assert.Equal(
        place is null ? [] : [place],
        RepresentativeSheet.Read(Encoding.UTF8.GetBytes($"id,name,roles,stationIds,openId\n{rows}\n"), Stations, [Bound], An.Administrator).Refusal?.Errors?.Keys ?? []);

    private static Representative[] Value(Outcome<Representative[]> outcome) =>
        outcome.Refused(out var refusal, out var all) ? throw new Xunit.Sdk.XunitException(string.Join("; ", refusal.Errors?.Keys ?? [refusal.Detail])) : all;

    [Fact]
    public void A_file_may_hand_a_station_from_one_head_to_another()
    {
        var all = Read("id,name,roles,stationIds,headOf\nd1,王芳,districtDeputy,na018,na018\nd9,李强,districtDeputy,na018,\n");
        Assert.Equal(An.Id("na018"), all[0].HeadOf);
    }

    [Theory]
    [InlineData("d1,王芳,议事代表,na017", null)]
    [InlineData("d9,李强,区人大代表,na017", "row 2, column id")] // he is of na018, which is another street's
    [InlineData("d1,王芳,议事代表,", "row 2, column stationIds")]
    public void A_street_writes_the_people_of_its_own_stations_alone(string row, string? place)
    {
        var street = new Caller("member:street") { Roles = [Role.Street], Scopes = [new Scope(ScopeKind.Street, "花园街道")] };
        var outcome = RepresentativeSheet.Read(Encoding.UTF8.GetBytes($"id,name,roles,stationIds,headOf\n{row},\n"), new HashSet<StationId> { An.Id("na017") }, [PresentHead], street);
        Assert.Equal(place is null ? [] : [place], outcome.Refusal?.Errors?.Keys ?? []);
    }

    private static Representative[] Read(string text) =>
        Outcome(text).Refused(out var refusal, out var all) ? throw new Xunit.Sdk.XunitException(string.Join("; ", refusal.Errors?.Keys ?? [refusal.Detail])) : all;

    private static Outcome<Representative[]> Outcome(string text, Caller? caller = null) => RepresentativeSheet.Read(Encoding.UTF8.GetBytes(text), Stations, [PresentHead], caller ?? An.Administrator);
}
