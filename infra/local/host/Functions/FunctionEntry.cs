using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>One function: its name, its method and what starts it, and what middleware may ask about it.</summary>
internal sealed class FunctionEntry(string name, MethodInfo method, Trigger trigger) : FunctionDefinition
{
    private readonly Lazy<FunctionCall> call = new(() => new FunctionCall(method));

    public override string Id => name;

    public override string Name => name;

    public Trigger Trigger { get; } = trigger;

    /// <summary>Binds and calls the method; made at the first call, since most functions are not called at start.</summary>
    public FunctionCall Call => call.Value;

    public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string PathToAssembly => method.DeclaringType!.Assembly.Location;

    public override ImmutableArray<FunctionParameter> Parameters =>
        [.. method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    public override IImmutableDictionary<string, BindingMetadata> InputBindings =>
        ImmutableDictionary<string, BindingMetadata>.Empty.Add(Trigger.Parameter, new Binding(Trigger));

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    private sealed class Binding(Trigger trigger) : BindingMetadata
    {
        public override string Name => trigger.Parameter;

        public override string Type => $"{trigger.Kind}Trigger";

        public override BindingDirection Direction => BindingDirection.In;
    }
}
