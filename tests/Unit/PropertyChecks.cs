using FsCheck;
using FsCheck.Fluent;

namespace Serverless.Tests.Unit;

/// <summary>Checks a property over many generated cases and says nothing while it holds.</summary>
internal static class PropertyChecks
{
    public static void Holds(this Property property, int cases = 200, int largest = 100) =>
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(cases).WithEndSize(largest), property);
}
