using System.Collections;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>The features of one invocation, by type.</summary>
internal sealed class LocalFeatures : IInvocationFeatures
{
    private readonly Dictionary<Type, object> features = [];

    public void Set<T>(T instance) => features[typeof(T)] = instance!;

    public T? Get<T>() => features.TryGetValue(typeof(T), out var found) ? (T)found : default;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
