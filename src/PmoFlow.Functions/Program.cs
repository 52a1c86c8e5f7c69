using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Azure.Functions.Worker.Builder;
using PmoFlow.Azure.Files;
using PmoFlow.Azure.Tables;
using PmoFlow.Embedded;
using PmoFlow.Functions.Hosting;
using PmoFlow.Host;
using PmoFlow.Web;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Lifecycles;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Logging.AddQuietPaths();
var (services, configuration, development) = (builder.Services, builder.Configuration, builder.Environment.IsDevelopment());

services.AddDataProtection().SetApplicationName("PmoFlow");
services.AddSingleton<TableKeyRing>();
services.AddOptions<KeyManagementOptions>().Configure<TableKeyRing>((keys, ring) => keys.XmlRepository = ring);
services.AddPmoFlowWeb(configuration, builder.Environment);
if (development)
    services.AddPmoFlowDevelopment(Path.GetFullPath(configuration["PMOFLOW_DATA"] ?? Path.Combine(Path.GetTempPath(), "pmoflow")));
else
    services.AddSingleton(TimeProvider.System);
services.AddMail(configuration, development);
services.AddPmoFlow(OfficeConfiguration.Read(configuration), new LifecycleLibrary());
services.AddAzureTables(StorageConfiguration.Tables(configuration)).AddAzureFiles(StorageConfiguration.Files(configuration));
services.AddDurableTask(development);
services.AddTrialPlatforms();
services.AddHostedService<OfficeStart>();
services.AddSingleton<WebPipeline>().AddSingleton<LifecycleNews>();
// Durable Task extensions before 1.2 do not read a failure's message from a user error, and the message is the failure.
#pragma warning disable CS0618
services.Configure<WorkerOptions>(options => options.EnableUserCodeException = false);
#pragma warning restore CS0618

await builder.Build().RunAsync();
