namespace Serverless.Local.Demo;

/// <summary>Made-up names of people.</summary>
internal static class DemoNames
{
    private static readonly Dictionary<string, string> Letters =
        DemoLines.Of("names.txt").Select(line => line.Split(' ', 2)).ToDictionary(words => words[0], words => words[1]);

    private static readonly string[] Titles = ["先生", "女士", "师傅", "阿姨", "大爷", "婆婆"];

    public static string Full(Dice dice) => Letter("family", dice)
        + (dice.Chance(22) ? $"{Letter("single", dice)}" : $"{Letter("first", dice)}{Letter("second", dice)}");

    /// <summary>What a station writes down of a resident: often no more than 王阿姨.</summary>
    public static string Resident(Dice dice) => dice.Chance(60) ? Letter("family", dice) + dice.Pick(Titles) : Full(dice);

    /// <summary>A number nobody has.</summary>
    public static string Phone(int number) => $"1380000{number % 10_000:D4}";

    private static string Letter(string list, Dice dice) => Letters[list][dice.Below(Letters[list].Length)].ToString();
}
