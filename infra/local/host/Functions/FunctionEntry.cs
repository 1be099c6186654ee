using System.Reflection;

namespace Serverless.Local;

/// <summary>One function: its name, its method and what starts it.</summary>
internal sealed class FunctionEntry(string name, MethodInfo method, Trigger trigger)
{
    private readonly Lazy<FunctionCall> call = new(() => FunctionCall.Of(method, trigger));

    public string Name { get; } = name;

    public MethodInfo Method { get; } = method;

    public Trigger Trigger { get; } = trigger;

    /// <summary>Binds and calls the method; made at the first call, since most functions are not called at start.</summary>
    public FunctionCall Call => call.Value;

    public LocalDefinition Definition => field ??= new LocalDefinition(this);
}
