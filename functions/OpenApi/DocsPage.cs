using Scalar.AspNetCore;

namespace Serverless.OpenApi;

/// <summary>The page that shows the API's description, with Scalar's script as its package carries it: nothing comes from elsewhere.</summary>
internal static class DocsPage
{
    public const string Html = """
        <!doctype html>
        <html lang="zh-CN">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>接口说明</title>
        </head>
        <body>
          <script id="api-reference" data-url="/api/openapi.json" data-configuration='{"withDefaultFonts":false,"telemetry":false,"hideClientButton":true,"showDeveloperTools":"never","agent":{"disabled":true}}'></script>
          <script src="/docs/scalar.js"></script>
        </body>
        </html>
        """;

    /// <summary>What the page may load: only what this service serves.</summary>
    public const string Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";

    /// <summary>Scalar's script, in gzip.</summary>
    public static byte[] Script()
    {
        using var resource = typeof(ScalarOptions).Assembly.GetManifestResourceStream("ScalarStaticAssets.scalar.js")!;
        var script = new byte[resource.Length];
        resource.ReadExactly(script);
        return script;
    }
}
