using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>The functions of an app, found by the official attributes as the real host finds them.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, FunctionEntry> byName = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="setting">App settings for <c>%Name%</c> in schedules and queue names.</param>
    /// <exception cref="InvalidOperationException">A function is not valid; the message names it.</exception>
    public FunctionCatalog(IEnumerable<Type> classes, Func<string, string?> setting)
    {
        var triggers = new TriggerReader(setting);
        foreach (var method in classes.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>(inherit: false)?.Name is not { } name) continue;
            if (!byName.TryAdd(name, new FunctionEntry(name, method, triggers.Read(name, method)))) throw new InvalidOperationException($"Two functions are named {name}.");
        }
    }

    public IReadOnlyCollection<FunctionEntry> All => byName.Values;

    public FunctionEntry? Find(string name) => byName.GetValueOrDefault(name);

    public IEnumerable<(FunctionEntry Function, T Trigger)> Of<T>() where T : Trigger
    {
        foreach (var function in byName.Values)
            if (function.Trigger is T trigger) yield return (function, trigger);
    }

    /// <summary>The public classes of an assembly: only these can hold functions.</summary>
    public static IEnumerable<Type> ClassesOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsClass: true, IsPublic: true, IsGenericTypeDefinition: false });
}
