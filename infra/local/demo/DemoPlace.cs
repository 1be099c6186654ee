using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Local.Demo;

/// <summary>A station of the demo district and what lies around it.</summary>
/// <param name="Community">The community its opinions are about.</param>
internal sealed record DemoPlace(Station Station, DemoStreet Street, string Community)
{
    // 164 in all, as Nan'an district has.
    private static readonly int[] Sizes = [13, 12, 12, 12, 12, 11, 11, 11, 11, 11, 10, 10, 10, 9, 9];

    /// <summary>A street of fewer has no studio.</summary>
    private const int SizeWithStudio = 11;

    /// <summary>Every station in the order of ids, <c>na001</c> to <c>na164</c>.</summary>
    public static IReadOnlyList<DemoPlace> All() =>
        [.. DemoStreet.All.Zip(Sizes, InStreet).SelectMany(places => places).Select((place, index) => place with { Station = Finish(place.Station, index + 1) })];

    private static IEnumerable<DemoPlace> InStreet(DemoStreet street, int size)
    {
        var studios = size < SizeWithStudio ? 0 : 1;
        var (stations, points) = ((size - studios) / 2, (size - studios - 1) / 2);
        yield return Home(street);
        for (var i = 0; i < stations; i++) yield return Of(street, i);
        for (var i = 0; i < points; i++) yield return Point(street, i);
        if (studios > 0) yield return Studio(street);
    }

    private static DemoPlace Home(DemoStreet street) => new(
        New($"{street.Name}人大代表之家", StationKind.Home, street, null, $"{street.Roads[0]}1号{street.Name}党群服务中心二楼", "周一至周五 9:00-17:30；接待日 9:00-11:30"),
        street, street.Communities[0]);

    private static DemoPlace Of(DemoStreet street, int index) => new(
        New($"{street.Name}{street.Communities[index]}人大代表活动站", StationKind.Station, street, street.Communities[index],
            $"{street.Roads[index % 5]}{(index * 26) + 18}号{street.Communities[index]}便民服务中心", "周一至周五 9:00-12:00、14:00-17:30；接待日 9:00-11:30"),
        street, street.Communities[index]);

    private static DemoPlace Point(DemoStreet street, int index) => new(
        New($"{street.Spots[index]}民情联络点", StationKind.ContactPoint, street, street.Communities[index + 1],
            $"{street.Communities[index + 1]}{street.Spots[index]}", "每周三 14:30-17:00 有人值守，其余时间可扫码留言；接待日 9:00-11:30"),
        street, street.Communities[index + 1]);

    private static DemoPlace Studio(DemoStreet street) => new(
        New($"{street.Name}议事代表工作室", StationKind.Studio, street, street.Communities[6],
            $"{street.Communities[6]}居民活动中心三楼", "每周二、周四 14:30-17:30；接待日 9:00-11:30"),
        street, street.Communities[6]);

    private static Station New(string name, StationKind kind, DemoStreet street, string? village, string address, string hours) =>
        new(default, name, kind, street.Name) { Village = village, Address = $"南滨区{address}", Hours = hours };

    private static Station Finish(Station station, int number)
    {
        var dice = Dice.Of("staff", $"{number}");
        return station with
        {
            StationId = Identifier.Read<StationId>($"na{number:D3}"),
            Staff = [.. Enumerable.Range(0, station.Kind == StationKind.Home ? 2 : 1).Select(i => new StaffMember(DemoNames.Full(dice), DemoNames.Phone(9000 + (number * 2) + i)))],
        };
    }
}
