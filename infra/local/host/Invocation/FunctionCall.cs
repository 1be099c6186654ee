using System.Reflection;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Local;

/// <summary>
/// Makes a function's object, fills its parameters and calls it. Built once a function. On reflection's invokers, not
/// compiled expressions: the expression compiler alone would cost a start more than all of the rest.
/// </summary>
internal sealed class FunctionCall(MethodInfo method)
{
    /// <summary>What a parameter gets, by its type and name: a text is a message's, or the route's value of that name.</summary>
    private static readonly Dictionary<Type, Func<LocalContext, string, object?>> Values = new()
    {
        [typeof(FunctionContext)] = (context, _) => context,
        [typeof(CancellationToken)] = (context, _) => context.CancellationToken,
        [typeof(HttpRequest)] = (context, _) => context.Http?.Request,
        [typeof(TimerInfo)] = (context, _) => context.Timer,
        [typeof(QueueMessage)] = (context, _) => context.Message,
        [typeof(string)] = (context, name) => context.Message?.Body.ToString() ?? context.Http?.Request.RouteValues[name],
    };

    private static readonly Type[] Answers = [typeof(void), typeof(Task), typeof(IResult), typeof(Task<IResult>)];

    private readonly MethodInvoker invoker = MethodInvoker.Create(method);
    private readonly ParameterInfo[] parameters = method.GetParameters();

    /// <summary>Whether a parameter may have the type.</summary>
    public static bool Gives(Type type) => Values.ContainsKey(type);

    /// <summary>Whether a method may return the type.</summary>
    public static bool Takes(Type type) => Answers.Contains(type);

    /// <summary>Runs the method of the context's function and keeps what it returned.</summary>
    public async Task RunAsync(LocalContext context)
    {
        var arguments = Array.ConvertAll(parameters, parameter => Values[parameter.ParameterType](context, parameter.Name!));
        var target = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, method.ReflectedType!);
        context.Result = await ResultOfAsync(invoker.Invoke(target, arguments.AsSpan()));
    }

    /// <summary>Waits for what the method returned; its answer, or null, which leaves the response as it is.</summary>
    private static async ValueTask<IResult?> ResultOfAsync(object? returned)
    {
        if (returned is Task<IResult> answer) return await answer;
        if (returned is Task task) await task;
        return returned as IResult;
    }
}
