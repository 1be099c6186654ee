using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>Fills one parameter: from its type where that says enough, from the trigger, or from trigger data of its name.</summary>
internal sealed class ParameterBinder
{
    private readonly Func<LocalContext, object?> bind;

    private ParameterBinder(Func<LocalContext, object?> bind) => this.bind = bind;

    public static ParameterBinder For(ParameterInfo parameter, Trigger trigger) => new(Choose(parameter, trigger));

    /// <exception cref="InvalidOperationException">There is no value, or it does not fit the parameter.</exception>
    public object? Bind(LocalContext context) => bind(context);

    private static Func<LocalContext, object?> Choose(ParameterInfo parameter, Trigger trigger)
    {
        var type = parameter.ParameterType;
        if (type == typeof(HttpRequest)) return context => context.Http?.Request ?? Missing(parameter);
        if (type == typeof(FunctionContext)) return context => context;
        if (type == typeof(CancellationToken)) return context => context.CancellationToken;
        if (parameter.Name != trigger.Parameter) return context => Named(context, parameter);
        return trigger switch
        {
            TimerTrigger when type == typeof(TimerInfo) => context => context.Timer,
            TimerTrigger => context => Convert(context, parameter, JsonSerializer.Serialize(context.Timer)),
            QueueTrigger => context => Message(context, parameter),
            _ => throw new InvalidOperationException($"The parameter {parameter.Name} of an HTTP trigger must be an HttpRequest here."),
        };
    }

    private static object? Message(LocalContext context, ParameterInfo parameter)
    {
        var message = context.Message!;
        var type = parameter.ParameterType;
        if (type == typeof(QueueMessage)) return message;
        if (type == typeof(BinaryData)) return message.Body;
        if (type == typeof(byte[])) return message.Body.ToArray();
        return Convert(context, parameter, message.Body.ToString());
    }

    private static object? Named(LocalContext context, ParameterInfo parameter) =>
        context.BindingContext.BindingData.TryGetValue(parameter.Name!, out var value) && value is not null
            ? Convert(context, parameter, value.ToString()!)
            : Missing(parameter);

    private static object? Convert(LocalContext context, ParameterInfo parameter, string text)
    {
        try
        {
            return TextConversion.To(parameter.ParameterType, text, context.InstanceServices);
        }
        catch (JsonException)
        {
            // The fault's own message may quote the text.
            throw new InvalidOperationException($"The value of the parameter {parameter.Name} is not a {parameter.ParameterType.Name}.");
        }
    }

    private static object? Missing(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue) return parameter.DefaultValue;
        return !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            ? null
            : throw new InvalidOperationException($"There is no value for the parameter {parameter.Name}.");
    }
}
