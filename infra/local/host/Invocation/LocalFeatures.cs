using System.Collections;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>The features of one invocation, by type.</summary>
internal sealed class LocalFeatures(LocalContext context) : IInvocationFeatures
{
    private readonly Dictionary<Type, object> features = [];

    public void Set<T>(T instance) => features[typeof(T)] = instance!;

    public T? Get<T>()
    {
        if (features.TryGetValue(typeof(T), out var found)) return (T)found;
        if (typeof(T).Name != InvocationResult.FeatureName) return default;
        var result = InvocationResult.For<T>(context);
        Set(result);
        return result;
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
