using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PmoFlow.Domain.Organisation;
using PmoFlow.Embedded;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Tables;
using PmoFlow.Web.Development;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using Xunit;

namespace PmoFlow.Web.Tests.Office;

/// <summary>A whole office on a free port: real server, real engine and tables on a file of its own, the real lifecycle, the demo people.</summary>
public class TestOffice : IAsyncLifetime
{
    public const string Analyst = "amelie.laurent@example.org";
    public const string Approver = "zoe.muller@example.org";
    public const string Leader = "ingrid.sorensen@example.org";
    public const string Executive = "renee.dubois@example.org";
    public const string Lead = "kwame.mensah@example.org";
    public const string Administrator = "anais.fontaine@example.org";

    private readonly string folder = Directory.CreateTempSubdirectory("pmoflow-web-").FullName;
    private WebApplication? app;

    protected virtual string EnvironmentName => Environments.Development;

    /// <summary>Settings besides the usual ones.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    /// <summary>Where people reach it; <see cref="Address"/> unless something stands before it.</summary>
    protected virtual Uri PublicUrl => Address;

    public Uri Address { get; private set; } = null!;

    /// <summary>Nobody in particular; does not follow redirections.</summary>
    public HttpClient Anybody { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. app!.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Distinct()];

    public async ValueTask InitializeAsync()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = EnvironmentName });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["RateLimits:SubmissionsPerMinute"] = "100000",
            ["RateLimits:LinksPerMinute"] = "100000",
        }).AddInMemoryCollection(Settings);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.AddServerHeader = false).UseUrls(Address.ToString());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.Services.AddRouting();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddPmoFlowWeb(builder.Configuration, builder.Environment);
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddPmoFlowDevelopment(folder).AddSingleton(provider => Pulse(provider.GetRequiredService<EmbeddedPlatform>()));
        }
        else
        {
            builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Mailbox>()
                .AddSingleton<IMailTransport>(provider => provider.GetRequiredService<Mailbox>());
        }
        var office = new OfficeSettings("Test Office", "EUR", PublicUrl, BusinessCalendar.Plain)
        {
            HasPrivateWebhooks = builder.Environment.IsDevelopment(),
            ReplyDomain = Settings.GetValueOrDefault("Replies:Domain"),
        };
        builder.Services.AddPmoFlow(office, new LifecycleLibrary());
        builder.Services.AddEmbeddedPlatform(platform => platform.DataFolder = folder);
        AddMore(builder.Services);
        app = builder.Build();
        UseBefore(app);
        app.UsePmoFlow();
        await Furnish();
        await app.StartAsync();
        Anybody = NewClient(null);
    }

    public async ValueTask DisposeAsync()
    {
        Anybody.Dispose();
        await app!.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What an office of this kind has besides.</summary>
    protected virtual void AddMore(IServiceCollection services)
    {
    }

    /// <summary>What stands before the pages of such an office.</summary>
    protected virtual void UseBefore(IApplicationBuilder pipeline)
    {
    }

    /// <summary>Somebody of the demo organisation.</summary>
    public HttpClient As(string email) => NewClient(email);

    /// <summary>Completes when the engine has nothing to do.</summary>
    public Task Idle() => Services.GetRequiredService<EmbeddedPlatform>().WhenIdle();

    private static EnginePulse Pulse(EmbeddedPlatform platform) => new(platform.WhenIdle, () => platform.NextTimer);

    private HttpClient NewClient(string? email)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (email is not null)
            client.DefaultRequestHeaders.Add("X-Dev-User", email);
        return client;
    }

    private async Task Furnish()
    {
        var (tables, workflows) = (Services.GetRequiredService<ITableStore>(), Path.Combine(AppContext.BaseDirectory, "workflows"));
        await Services.GetRequiredService<LifecycleLibrary>().LoadAsync(tables, workflows);
        var directory = Services.GetRequiredService<OfficeDirectory>();
        var file = Path.Combine(workflows, "demo-organisation.yaml");
        var chart = ((FileReading<OrganisationChart>.Accepted)OrganisationFile.Read("demo-organisation.yaml", await File.ReadAllTextAsync(file))).Value;
        foreach (var unit in chart.Units)
            await directory.Put(unit);
        foreach (var person in chart.People)
            await directory.Put(person);
    }

    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
