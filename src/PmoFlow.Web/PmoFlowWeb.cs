using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PmoFlow.Platform.Mail;
using PmoFlow.Web.Actions;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Approvals;
using PmoFlow.Web.Assets;
using PmoFlow.Web.Delivery;
using PmoFlow.Web.Design;
using PmoFlow.Web.Development;
using PmoFlow.Web.Digests;
using PmoFlow.Web.Health;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Import;
using PmoFlow.Web.Intake;
using PmoFlow.Web.Notifications;
using PmoFlow.Web.Operations;
using PmoFlow.Web.Organisation;
using PmoFlow.Web.Portfolio;
using PmoFlow.Web.Safety;
using PmoFlow.Web.Scoring;
using PmoFlow.Web.Webhooks;
using PmoFlow.Web.Workshop;

namespace PmoFlow.Web;

/// <summary>The pages and the API, for any host of ASP.NET Core: they need nothing of a particular server.</summary>
public static class PmoFlowWeb
{
    /// <summary>Registers what the pages need; the office itself is registered by the process's own extension.</summary>
    public static IServiceCollection AddPmoFlowWeb(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddProblemDetails();
        services.AddAntiforgery(options => options.Cookie.Name = "pmoflow-form");
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(1, ImportApiJson.Default));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(2, OperationsApiJson.Default));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(3, WorkshopApiJson.Default));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(4, WebhookApiJson.Default));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(5, DigestApiJson.Default));
        services.AddOpenApi("v1", ApiDescription.Configure);
        SignIn.Add(services, configuration, environment.IsDevelopment());
        RateLimits.Add(services, configuration);
        Compression.Add(services);
        services.AddScoped<DevelopmentOnly>().AddScoped<DeliveryPages>().AddScoped<ControlPages>().AddScoped<ClosureReader>().AddScoped<UnitNames>().AddScoped<BoardFragments>();
        services.AddSingleton<UploadAllowance>().AddSingleton<RequestPageReader>().AddSingleton<TrackingReader>().AddSingleton<ApprovalPages>()
            .AddSingleton<ProjectPageReader>().AddSingleton<BoardReader>().AddSingleton<PackProjects>().AddSingleton(provider => new Fragments(provider.GetRequiredService<TimeProvider>(), TimeProvider.System)).AddSingleton<WorkshopPages>();
        return services;
    }

    /// <summary>
    /// Registers what only developers have: a clock that can be moved (call it before anything takes a <see cref="TimeProvider"/>)
    /// and a mailbox instead of mail. The host registers an <see cref="EnginePulse"/>.
    /// </summary>
    /// <param name="services">Where.</param>
    /// <param name="dataFolder">Where the clock is remembered.</param>
    public static IServiceCollection AddPmoFlowDevelopment(this IServiceCollection services, string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        services.AddSingleton(_ => new OfficeClock(Path.Combine(dataFolder, "clock")));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<OfficeClock>());
        services.AddSingleton<ClockDesk>();
        services.AddSingleton<Mailbox>().AddSingleton<PageTimes>();
        services.AddSingleton<IMailTransport>(provider => provider.GetRequiredService<Mailbox>());
        return services;
    }

    /// <summary>The whole pipeline, from security headers to endpoints.</summary>
    public static IApplicationBuilder UsePmoFlow(this IApplicationBuilder app)
    {
        PublicScheme.Use(app);
        app.ApplicationServices.GetService<PageTimes>()?.Use(app);
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseErrorAnswers();
        app.UseRouting();
        BodyLimit.Use(app);
        app.UseRateLimiter();
        FormText.Use(app);
        app.UseAuthentication();
        ViewerLookup.Use(app);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseEndpoints(MapPmoFlow);
        return app;
    }

    private static void MapPmoFlow(IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapSignIn();
        routes.MapServiceHealth();
        routes.MapPortfolio();
        routes.MapBoards();
        routes.MapBoardApi();
        routes.MapDigests();
        routes.MapDigestApi();
        routes.MapOrganisation();
        routes.MapRequestForm();
        routes.MapTracking();
        routes.MapRequestPages();
        routes.MapWorkList();
        routes.MapRanking();
        routes.MapRequestApi();
        routes.MapConversationApi();
        routes.MapAttachments();
        routes.MapMailReports();
        routes.MapImportPages();
        routes.MapImportApi();
        routes.MapApprovals();
        routes.MapOwnSettings();
        routes.MapTokens();
        routes.MapMailReplies();
        routes.MapApprovalApi();
        routes.MapProjectPages();
        routes.MapDeliveryPages();
        routes.MapControlPages();
        routes.MapProjectDecisions();
        routes.MapClosure();
        routes.MapProgramPages();
        routes.MapProgramApi();
        routes.MapProjectFiles();
        routes.MapStatusReports();
        routes.MapProjectApi();
        routes.MapDeliveryApi();
        routes.MapControlApi();
        routes.MapClosureApi();
        routes.MapHealthChecks();
        routes.MapHealthReviews();
        routes.MapActionPages();
        routes.MapActionApi();
        routes.MapActionOpening();
        routes.MapOperationsPages();
        routes.MapOperationsApi();
        routes.MapWorkshop();
        routes.MapWorkshopApi();
        routes.MapTrials();
        routes.MapTrialApi();
        routes.MapWebhookPages();
        routes.MapWebhookApi();
        routes.MapMigrations();
        routes.MapMigrationApi();
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        if (routes.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            routes.MapDevelopment();
    }
}
