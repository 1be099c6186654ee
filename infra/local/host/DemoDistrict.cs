namespace Serverless.Local;

/// <summary>Fills an empty store with the demo district. Placeholder: nothing yet.</summary>
public static class DemoDistrict
{
    public static Task LoadAsync(IServiceProvider services, Action<string> say, CancellationToken cancel) => Task.CompletedTask;
}
