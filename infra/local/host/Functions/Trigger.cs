using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>What starts a function.</summary>
/// <param name="Kind">Its word in the host's lines and, with <c>Trigger</c> behind it, in bindings.</param>
/// <param name="Parameter">The parameter that carries the trigger.</param>
internal abstract record Trigger(string Kind, string Parameter);

/// <param name="Level">Always <see cref="AuthorizationLevel.Anonymous"/>: the app asks for keys, not the host.</param>
/// <param name="Methods">Upper case, at least one.</param>
internal sealed record HttpTrigger(string Parameter, AuthorizationLevel Level, string[] Methods, string Route) : Trigger("http", Parameter);

internal sealed record TimerTrigger(string Parameter, CronSchedule Schedule) : Trigger("timer", Parameter);

internal sealed record QueueTrigger(string Parameter, string Queue) : Trigger("queue", Parameter);
