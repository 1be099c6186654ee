using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Local.Demo;

/// <summary>The representatives of the demo district: in every station a head, who is a district deputy, and those around them (1+N).</summary>
internal static class DemoPeople
{
    /// <summary>How many of a station's people also belong to their street's home, in a hundred.</summary>
    private const int AlsoAtHome = 5;

    public static IReadOnlyList<Representative> Of(IReadOnlyList<DemoPlace> places)
    {
        var people = new List<Representative>();
        StationId home = default;
        foreach (var place in places)
        {
            if (place.Station.Kind == StationKind.Home) home = place.Station.StationId;
            var dice = Dice.Of("people", place.Station.StationId);
            for (int i = 0, most = Size(place.Station.Kind, dice); i < most; i++)
                people.Add(Person(people.Count + 1, place, i == 0, home, dice));
        }

        return people;
    }

    private static int Size(StationKind kind, Dice dice) => kind switch
    {
        StationKind.Home => dice.Between(9, 11),
        StationKind.Station => dice.Between(6, 8),
        StationKind.ContactPoint => dice.Between(5, 8),
        _ => dice.Between(5, 7),
    };

    private static Representative Person(int number, DemoPlace place, bool heads, StationId home, Dice dice)
    {
        var station = place.Station.StationId;
        StationId[] stations = station != home && dice.Chance(AlsoAtHome) ? [station, home] : [station];
        return new Representative(Identifier.Read<PersonId>($"d{number:D4}"), DemoNames.Full(dice), [.. Roles(place.Street, heads, dice).Distinct()], stations)
        {
            HeadOf = heads ? station : null,
            OpenId = $"demo-openid-{number:D4}",
            WeComUserId = dice.Chance(40) ? $"demo-user-{number:D4}" : null,
            Phone = DemoNames.Phone(number),
        };
    }

    private static IEnumerable<RepresentativeRole> Roles(DemoStreet street, bool heads, Dice dice)
    {
        var first = heads || dice.Chance(13) ? RepresentativeRole.DistrictDeputy
            : street.IsTown && dice.Chance(45) ? RepresentativeRole.TownDeputy
            : RepresentativeRole.Deliberation;
        yield return first;
        if (dice.Chance(first == RepresentativeRole.Deliberation ? 0 : 35)) yield return RepresentativeRole.Deliberation;
        if (first == RepresentativeRole.DistrictDeputy && dice.Chance(6)) yield return RepresentativeRole.MunicipalDeputy;
        if (first == RepresentativeRole.DistrictDeputy && dice.Chance(1)) yield return RepresentativeRole.NationalDeputy;
    }
}
