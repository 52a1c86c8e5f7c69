using PmoFlow.Web;
using PmoFlow.Web.Development;

var builder = WebApplication.CreateBuilder(args);
var dataFolder = Path.GetFullPath(builder.Configuration["PMOFLOW_DATA"] ?? ".pmoflow");

builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
builder.Services.AddPmoFlowWeb(builder.Configuration, builder.Environment);
if (builder.Environment.IsDevelopment())
    builder.Services.AddPmoFlowDevelopment(dataFolder).AddSingleton<EngineIdle>(_ => () => Task.CompletedTask);
builder.Services.AddSingleton<PmoFlow.Workflows.Organisation.OfficeDirectory>();
builder.Services.AddSingleton(new PmoFlow.Domain.Organisation.OfficeSettings("Demo Office", "EUR", new Uri("http://127.0.0.1:5080"), PmoFlow.Domain.Organisation.BusinessCalendar.Plain));
var app = builder.Build();
app.UsePmoFlow();
await app.RunAsync();
