using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Takes one error status as an answer, so that it is neither thrown nor logged as a failure.</summary>
internal sealed class Accepting(int status) : ResponseClassifier
{
    public static readonly Accepting Missing = new(404);
    public static readonly Accepting Present = new(409);

    public override bool IsErrorResponse(HttpMessage message) =>
        message.Response.Status != status && base.IsErrorResponse(message);
}
