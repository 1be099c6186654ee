using System.Buffers.Binary;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>
/// Spreads the stations of a city over a while: all of them have their reception on the same day, and a channel that
/// gets 73,000 messages in one minute answers "busy". A station's place is made from its id, so a repeated order keeps it.
/// </summary>
public static class ReminderSpread
{
    /// <summary>Up to so many stations are served at once; a district has 164.</summary>
    public const int FewStations = 1000;

    /// <summary>On the day itself everybody is told by 08:30, half an hour before the doors open.</summary>
    public const int MostMinutesOnTheDay = 30;

    /// <summary>How much later than 08:00 the station's turn is, in whole seconds.</summary>
    /// <param name="stationId">The station.</param>
    /// <param name="stations">How many stations there are.</param>
    /// <param name="offsetDays">0 on the day of the occasion, else negative.</param>
    /// <param name="minutes">Over how long to spread.</param>
    public static TimeSpan Of(string stationId, int stations, int offsetDays, int minutes)
    {
        if (stations <= FewStations) return TimeSpan.Zero;
        var width = (offsetDays == 0 ? Math.Min(minutes, MostMinutesOnTheDay) : minutes) * 60;
        return width == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(BinaryPrimitives.ReadUInt32BigEndian(ContentHash.Of("spread", stationId)) % (uint)width);
    }
}
