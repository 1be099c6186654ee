using Microsoft.AspNetCore.Http;

namespace Serverless.Local;

/// <summary>Waits for what a function returned and takes the value out of its task.</summary>
internal static class ReturnedValue
{
    public static async ValueTask<object?> OfAsync(object? returned)
    {
        switch (returned)
        {
            case Task<IResult> answer:
                return await answer;
            case Task task:
                await task;
                return Value(task, typeof(Task<>));
            case ValueTask plain:
                await plain;
                return null;
            default:
                return returned is not null && IsValueTask(returned.GetType()) ? await OfAsync(AsTask(returned)) : returned;
        }
    }

    private static object? Value(Task task, Type generic)
    {
        for (var type = task.GetType(); type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != generic) continue;
            // An async method without a value is a Task<VoidTaskResult> underneath.
            return type.GetGenericArguments()[0].Name == "VoidTaskResult" ? null : type.GetProperty("Result")!.GetValue(task);
        }
        return null;
    }

    private static bool IsValueTask(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>);

    private static object? AsTask(object valueTask) => valueTask.GetType().GetMethod("AsTask")!.Invoke(valueTask, null);
}
