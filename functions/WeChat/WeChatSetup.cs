using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Serverless.WeChat;

/// <summary>The slice's front door.</summary>
public static class WeChatSetup
{
    /// <summary>
    /// Adds the gate, the template client and the settings; an <see cref="OptionsValidationException"/> whose message is one
    /// sentence a setting when one is missing or bad.
    /// </summary>
    public static IServiceCollection AddWeChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Read(configuration));
        services.AddSingleton<WeChatGate>();
        services.AddSingleton<WeChatApiClient>();
        services.AddSingleton<WeChatTokenClient>();
        services.AddSingleton(provider => new WeChatTemplateClient(
            provider.GetRequiredService<WeChatApiClient>(), provider.GetRequiredService<WeChatTokenClient>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    internal static WeChatOptions Read(IConfiguration configuration)
    {
        var options = new WeChatOptions();
        var failures = new List<ValidationResult>();
        try
        {
            configuration.GetSection(WeChatOptions.Section).Bind(options);
            Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true);
        }
        catch (InvalidOperationException)
        {
            // The binder's own message quotes the value. Only one setting is not text.
            failures.Add(new("WeChat__ReplayWindowSeconds must be a number of seconds from 1 to 86400."));
        }
        return failures.Count == 0
            ? options
            : throw new OptionsValidationException(WeChatOptions.Section, typeof(WeChatOptions), failures.Select(failure => failure.ErrorMessage!));
    }
}
