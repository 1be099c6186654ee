namespace Azure.Data.Tables;

/// <summary>The answer when the row is not there.</summary>
internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The response has no value: the entity was not found.");

    public override Response GetRawResponse() => response;
}
