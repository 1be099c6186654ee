using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>What starts a function.</summary>
/// <param name="Parameter">The parameter that carries the trigger.</param>
internal abstract record Trigger(string Parameter);

/// <param name="Level">The key it asks the host for; <see cref="AuthorizationLevel.Function"/> where the attribute passes none.</param>
/// <param name="Methods">Upper case; empty takes every method.</param>
/// <param name="Route">Null is the function's name.</param>
internal sealed record HttpTrigger(string Parameter, AuthorizationLevel Level, string[] Methods, string? Route) : Trigger(Parameter);

internal sealed record TimerTrigger(string Parameter, CronSchedule Schedule, bool UseMonitor, bool RunOnStartup) : Trigger(Parameter);

internal sealed record QueueTrigger(string Parameter, string Queue) : Trigger(Parameter);
