using Microsoft.AspNetCore.DataProtection;
using PmoFlow.Embedded;
using PmoFlow.Web;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Host;

/// <summary>The office on one machine, put together.</summary>
internal static class OfficeProgram
{
    /// <exception cref="SettingRefusedException">A setting says nothing usable.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var (services, configuration) = (builder.Services, builder.Configuration);
        var dataFolder = EngineConfiguration.DataFolder(configuration);
        var engine = EngineConfiguration.Read(configuration, dataFolder);
        configuration.CheckCount("RateLimits:SubmissionsPerMinute");
        configuration.CheckCount("RateLimits:LinksPerMinute");
        configuration.CheckCount("RateLimits:UploadMegabytesPerHour");

        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Logging.SayRefusalsOnce();
        services.AddDataProtection().SetApplicationName("PmoFlow").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(dataFolder, "keys")));
        services.AddPmoFlowWeb(configuration, builder.Environment);
        if (builder.Environment.IsDevelopment())
            services.AddPmoFlowDevelopment(dataFolder).AddSingleton(provider => provider.GetRequiredService<EmbeddedPlatform>().Pulse());
        services.AddMail(configuration, builder.Environment.IsDevelopment());
        services.AddPmoFlow(OfficeConfiguration.Read(configuration), new LifecycleLibrary());
        services.AddHostedService<OfficeStart>();
        services.AddEmbeddedPlatform(engine);
        services.AddTables(configuration);
        services.AddTelemetry(configuration);
        services.AddHostedService<SweepLoop>();

        var app = builder.Build();
        app.UsePmoFlow();
        return app;
    }
}
