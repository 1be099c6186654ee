using System.Reflection;

namespace Serverless.Actions;

/// <summary>An HTTP trigger that takes the actions of a catalogue, by the last part of its route.</summary>
/// <param name="holder">The type with the catalogue in a static field or property.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesActionsAttribute(Type holder) : Attribute
{
    public ActionCatalog Catalog => holder.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(one => one.FieldType.IsSubclassOf(typeof(ActionCatalog))).Select(one => (ActionCatalog)one.GetValue(null)!).Single();
}
