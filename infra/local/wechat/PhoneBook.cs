namespace Serverless.Local.WeChat;

/// <summary>The phones of this machine, by openid. Kept in memory: a new start finds them as new.</summary>
public sealed class PhoneBook
{
    /// <summary>How many lines a screen keeps.</summary>
    private const int Most = 200;

    private readonly Lock state = new();
    private readonly Dictionary<string, Phone> phones = [];
    private readonly List<string> shelf = [];

    /// <summary>The phones that were put on the shelf, in that order.</summary>
    public IReadOnlyList<Phone> Shelf
    {
        get { lock (state) return [.. shelf.Select(Of)]; }
    }

    /// <summary>Puts a phone on the shelf, where it stays as it is when it is there already.</summary>
    /// <param name="follows">Whether its owner follows the account to begin with.</param>
    public void Put(string openId, string name, bool follows)
    {
        lock (state)
        {
            if (shelf.Contains(openId)) return;
            shelf.Add(openId);
            // What was sent to it before anybody looked is kept.
            phones[openId] = Of(openId) with { Name = name, Follows = follows };
        }
    }

    /// <summary>A new citizen's phone; its openid.</summary>
    public string Add()
    {
        lock (state)
        {
            var number = shelf.Count(openId => openId.StartsWith("phone-new-", StringComparison.Ordinal)) + 1;
            Put($"phone-new-{number}", $"新手机 {number}", follows: false);
            return shelf[^1];
        }
    }

    /// <summary>The phone with this openid; one nobody knows follows the account and shows nothing yet.</summary>
    public Phone Find(string openId)
    {
        lock (state) return Of(openId);
    }

    /// <summary>Shows a line on a phone's screen.</summary>
    public void Show(string openId, PhoneLine line)
    {
        lock (state)
        {
            var phone = Of(openId);
            phones[openId] = phone with { Lines = (phone.Lines.Count == Most ? phone.Lines.RemoveAt(0) : phone.Lines).Add(line) };
        }
    }

    /// <summary>Its owner follows the account from now on, or no longer.</summary>
    public void Follow(string openId, bool follows)
    {
        lock (state) phones[openId] = Of(openId) with { Follows = follows };
    }

    private Phone Of(string openId) => phones.GetValueOrDefault(openId) ?? new Phone(openId, null, Follows: true, []);
}
