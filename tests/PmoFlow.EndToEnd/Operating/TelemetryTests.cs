using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.Operating;

/// <summary>The real program and a collector that speaks OTLP.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task a_request_s_trace_spans_its_submission_its_orchestration_and_its_activities()
    {
        await using var collector = new OtlpCollector();
        await using var host = await HostProcess.Start(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.GetLeftPart(UriPartial.Authority),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        });
        using var api = new OfficeApi(host.Address);

        var submission = await new OfficeWork(api).Submit("Followed on its way", "From the form to the mail.", "Kim Park", 10m, "finance");

        var submitted = await Patience.Until("span of the submission", () => Task.FromResult(
            collector.Spans.FirstOrDefault(span => span.Name == "POST /api/v1/requests")));
        await Patience.Until("spans of orchestration and activities in that trace", () => Task.FromResult(
            collector.Spans.Where(span => span.Trace == submitted.Trace).Select(span => span.Name).ToHashSet() is var names
            && names.IsSupersetOf(["RequestLifecycle", "RecordTransition", "MailAboutRequest"]) ? names : null));
        await Patience.Until("metrics of engine and web", () => Task.FromResult(
            collector.Metrics is var metrics && metrics.IsSupersetOf(["pmoflow.activity.duration", "pmoflow.writer.commits", "http.server.request.duration"]) ? metrics : null));
        var page = submission.TrackingUrl.AbsolutePath;
        (await api.Get(page)).Expect(200);
        var token = page.Split('/')[^1];
        await Patience.Until("span of the tracking page", () => Task.FromResult(
            collector.Spans.FirstOrDefault(span => span.Name.StartsWith("GET /requests/track/{token}", StringComparison.Ordinal))));
        Assert.False(collector.Heard(token), "The link's token left with the telemetry.");
        Assert.True(collector.Heard("/requests/track/{token}"));
        Assert.DoesNotContain(collector.Spans, span => span.Name.Contains("/health/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task no_token_of_an_approval_s_link_is_in_any_span_or_in_what_the_program_says()
    {
        await using var collector = new OtlpCollector();
        await using var host = await HostProcess.Start(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.GetLeftPart(UriPartial.Authority),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });
        using var api = new OfficeApi(host.Address);
        var work = new OfficeWork(api);
        var id = (await work.Submit("Looked at from all sides", "By people and machines.", "Kim Park", 10m, "finance")).Id;
        await work.Screen(id, "qualify");
        await work.Score(id, People.Lead, 1, 1, 1, 1, 1);
        var link = await work.Link(People.Approvers[0], id, "/approvals/");
        var token = link.Split('/')[^1];

        (await api.Get(link)).Expect(200);
        (await api.Get($"{link}/nowhere")).Expect(404);
        (await api.PostForm(link, new Dictionary<string, string> { ["decision"] = "approve", ["pageToken"] = "x" })).Expect(409);
        (await api.PostForm($"{link}/delegate", new Dictionary<string, string> { ["to"] = "x", ["pageToken"] = "x" })).Expect(409);
        await work.Decide(id, People.Approvers[0], "decline", "Not now.");

        await Patience.Until("spans of all of these", () => Task.FromResult(collector.Spans.Select(span => span.Name).ToHashSet() is var names
            && names.IsSupersetOf(["GET /approvals/{token}", "POST /approvals/{token}", "POST /approvals/{token}/delegate"]) ? names : null));
        Assert.False(collector.Heard(token), "The link's token left with the telemetry.");
        Assert.NotEmpty(host.Said);
        Assert.DoesNotContain(token, host.Said, StringComparison.Ordinal);
    }
}
