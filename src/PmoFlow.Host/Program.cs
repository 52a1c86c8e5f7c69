using Microsoft.AspNetCore.DataProtection;
using PmoFlow.Embedded;
using PmoFlow.Host;
using PmoFlow.Web;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Lifecycles;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var (services, configuration) = (builder.Services, builder.Configuration);
var dataFolder = Path.GetFullPath(configuration["PMOFLOW_DATA"] ?? ".pmoflow");

builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
services.AddDataProtection().SetApplicationName("PmoFlow").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(dataFolder, "keys")));
services.AddPmoFlowWeb(configuration, builder.Environment);
if (builder.Environment.IsDevelopment())
    services.AddPmoFlowDevelopment(dataFolder).AddSingleton(provider => provider.GetRequiredService<EmbeddedPlatform>().Pulse());
services.AddMail(configuration, builder.Environment.IsDevelopment());
services.AddPmoFlow(OfficeConfiguration.Read(configuration), new LifecycleLibrary());
services.AddHostedService<OfficeStart>();
services.AddEmbeddedPlatform(platform =>
{
    configuration.GetSection("Engine").Bind(platform);
    platform.DataFolder = dataFolder;
});
services.AddTables(configuration);
services.AddHostedService<SweepLoop>();

var app = builder.Build();
app.UsePmoFlow();
return await StartRefusals.Run(app);
