using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Azure;
using Microsoft.OpenApi;
using Serverless.Platform;

namespace Serverless.OpenApi;

/// <summary>The API's description, made at the first question and kept: the code does not change while it runs.</summary>
public sealed class OpenApiHandler
{
    private static readonly Assembly Product = typeof(OpenApiHandler).Assembly;

    private readonly Lazy<Task<Tagged<byte[]>>> document = new(WriteAsync);

    /// <summary>The description as JSON.</summary>
    public Task<Tagged<byte[]>> DocumentAsync() => document.Value;

    private static async Task<Tagged<byte[]>> WriteAsync()
    {
        var docs = new XmlDocs(XDocument.Load(Path.ChangeExtension(Product.Location, ".xml")));
        var api = ApiDocument.Of(Product.GetTypes().SelectMany(type => type.GetMethods()), Codes(), docs);
        var json = Encoding.UTF8.GetBytes(await api.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
        return new Tagged<byte[]>(json, new ETag($"\"{ContentHash.KeyOf(json)}\""));
    }

    private static IEnumerable<string> Codes() => Product.GetTypes().Where(type => type.Name.EndsWith("Refusals", StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => field.GetValue(null)).OfType<Refusal>().Select(refusal => refusal.Code);
}
