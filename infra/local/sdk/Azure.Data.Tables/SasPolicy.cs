using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Appends the credential's shared access signature to the query; a retry after a rotation carries the new one.</summary>
internal sealed class SasPolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    private const string Sent = nameof(SasPolicy);

    public override void OnSendingRequest(HttpMessage message)
    {
        var signature = credential.Signature.TrimStart('?');
        var query = message.Request.Uri.Query;
        if (message.TryGetProperty(Sent, out var before) && before is string earlier && earlier != signature)
            query = query.Replace(earlier, signature, StringComparison.Ordinal);
        else if (!query.Contains(signature, StringComparison.Ordinal))
            query = query.Length > 1 ? $"{query}&{signature}" : $"?{signature}";
        message.Request.Uri.Query = query;
        message.SetProperty(Sent, signature);
    }
}
