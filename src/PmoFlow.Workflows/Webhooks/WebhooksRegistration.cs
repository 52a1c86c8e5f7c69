using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Webhooks;

internal static class WebhooksRegistration
{
    /// <summary>Registers what tells subscribers of transitions.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, OfficeSettings office) => services
        .AddSingleton(new WebhookSettings(office.HasPrivateWebhooks)).AddSingleton<WebhookSender>().AddSingleton<WebhookAddresses>()
        .AddSingleton<WebhookQueues>().AddSingleton<Transitions>().AddSingleton<EventBodies>().AddSingleton<WebhookSteps>()
        .AddSingleton<WebhookDesk>().AddSingleton<WebhookQueries>().AddSingleton<WebhookSweep>();
}
