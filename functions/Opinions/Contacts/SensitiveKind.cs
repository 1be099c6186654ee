namespace Serverless.Opinions;

/// <summary>What a text can give away of a person (敏感个人信息, PIPL art. 28) and is masked for that.</summary>
public enum SensitiveKind
{
    IdCard,
    BankCard,
    Phone,
    Email,
    Plate,
}
