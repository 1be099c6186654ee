using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>What middleware may ask about a function.</summary>
internal sealed class LocalDefinition(FunctionEntry function) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. function.Method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    public override string PathToAssembly => function.Method.DeclaringType!.Assembly.Location;

    public override string EntryPoint => $"{function.Method.DeclaringType!.FullName}.{function.Method.Name}";

    public override string Id => function.Name;

    public override string Name => function.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty.Add(function.Trigger.Parameter, new LocalBinding(function.Trigger));

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    private sealed class LocalBinding(Trigger trigger) : BindingMetadata
    {
        public override string Name => trigger.Parameter;

        public override string Type => trigger switch { HttpTrigger => "httpTrigger", TimerTrigger => "timerTrigger", _ => "queueTrigger" };

        public override BindingDirection Direction => BindingDirection.In;
    }
}
