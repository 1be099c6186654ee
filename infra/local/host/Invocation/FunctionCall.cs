using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Local;

/// <summary>
/// Makes a function's object, fills its parameters and calls it. Built once a function. On reflection's invokers, not
/// compiled expressions: the expression compiler alone would cost a start more than all of the rest.
/// </summary>
internal sealed class FunctionCall
{
    private readonly MethodInvoker invoker;
    private readonly ParameterBinder[] binders;
    private readonly Func<IServiceProvider, object>? create;

    private FunctionCall(MethodInfo method, Trigger trigger)
    {
        invoker = MethodInvoker.Create(method);
        binders = [.. method.GetParameters().Select(parameter => ParameterBinder.For(parameter, trigger))];
        create = method.IsStatic ? null : Creation(method.ReflectedType!);
    }

    public static FunctionCall Of(MethodInfo method, Trigger trigger) => new(method, trigger);

    /// <summary>Runs the method of the context's function and keeps what it returned.</summary>
    public async Task RunAsync(LocalContext context)
    {
        var arguments = binders.Length == 0 ? [] : new object?[binders.Length];
        for (var at = 0; at < arguments.Length; at++) arguments[at] = binders[at].Bind(context);
        var target = create?.Invoke(context.InstanceServices);
        try
        {
            context.Result = await ResultOfAsync(invoker.Invoke(target, arguments.AsSpan()));
        }
        finally
        {
            if (target is IAsyncDisposable later) await later.DisposeAsync();
            else (target as IDisposable)?.Dispose();
        }
    }

    /// <summary>Waits for what the method returned; its answer, or null. A value that is none leaves the response as it is, as in Azure.</summary>
    private static async ValueTask<IResult?> ResultOfAsync(object? returned)
    {
        switch (returned)
        {
            case Task<IResult> answer: return await answer;
            case ValueTask<IResult> answer: return await answer;
            case Task task: await task; return null;
            case ValueTask task: await task; return null;
            default: return returned as IResult;
        }
    }

    private static Func<IServiceProvider, object> Creation(Type type)
    {
        if (type.GetConstructors() is not [var only]) return services => ActivatorUtilities.CreateInstance(services, type);
        var constructor = ConstructorInvoker.Create(only);
        var needs = only.GetParameters();
        return services =>
        {
            var arguments = needs.Length == 0 ? [] : new object?[needs.Length];
            for (var at = 0; at < needs.Length; at++) arguments[at] = Needed(services, needs[at], type);
            return constructor.Invoke(arguments.AsSpan());
        };
    }

    private static object? Needed(IServiceProvider services, ParameterInfo need, Type type) =>
        services.GetService(need.ParameterType)
        ?? (need.HasDefaultValue
            ? need.DefaultValue
            : throw new InvalidOperationException($"{type.Name} needs {need.ParameterType.Name}, which is not registered."));
}
