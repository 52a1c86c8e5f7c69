using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Embedded;
using PmoFlow.Platform.Orchestrations;

var order = new OrchestrationReference<string, string>("Order");
var charge = new ActivityReference<string, string>("Charge") { Retry = new RetryPolicy(5, TimeSpan.FromSeconds(1)) { Coefficient = 2 } };
var approved = new EventReference<bool>("Approved");

var catalog = new OrchestrationCatalog(new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() })
    .Add(charge, (_, context, item) => Task.FromResult($"{item} charged under {context.IdempotencyKey}"))
    .Add(order, async (context, item) =>
    {
        using var cancel = new CancellationTokenSource();
        var decision = context.WaitForEvent(approved);
        var deadline = context.CreateTimer(context.UtcNow.AddDays(30), cancel.Token);
        var inTime = await Task.WhenAny(decision, deadline) == decision;
        cancel.Cancel();
        return inTime && await decision ? await context.CallActivity(charge, item) : "declined";
    });

await using var services = new ServiceCollection().BuildServiceProvider();
var options = new EmbeddedPlatformOptions { DataFolder = args.FirstOrDefault() ?? ".sample" };
await using var platform = await EmbeddedPlatform.Open(options, catalog, services, TimeProvider.System);
await platform.Client.Start(order, "order-1", "a book");
await platform.Client.RaiseEvent("order-1", approved, true);
var end = await platform.Client.WaitForEnd("order-1");
Console.WriteLine($"{end.Status}: {end.Output}");
