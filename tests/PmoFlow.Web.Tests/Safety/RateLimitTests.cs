using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Safety;

/// <summary>Whoever asks comes from an address of this machine's own network, 127.0.0.0/8, of which each test uses another /24.</summary>
public sealed class RateLimitTests(RateLimitTests.StrictOffice office) : IClassFixture<RateLimitTests.StrictOffice>
{
    [Fact]
    public async Task one_address_is_stopped_and_its_neighbour_is_not()
    {
        Assert.Equal([200, 200, 200, 429, 429, 429], await Ask("127.7.1.1", 6));
        Assert.Equal([200], await Ask("127.7.1.2", 1));
    }

    [Fact]
    public async Task a_network_is_stopped_however_many_addresses_it_has_and_other_networks_are_not()
    {
        var answers = new List<int>();
        for (var host = 1; host <= 8; host++)
            answers.AddRange(await Ask($"127.7.2.{host}", 1));

        Assert.Equal([200, 200, 200, 200, 200, 429, 429, 429], answers);
        Assert.Equal([200], await Ask("127.7.3.1", 1));
    }

    [Theory]
    [InlineData("GET", "approvals", 4)]
    [InlineData("POST", "approvals", 5)]
    [InlineData("GET", "health-checks", 6)]
    [InlineData("GET", "requests/track", 7)]
    [InlineData("POST", "mail/replies", 8)]
    public async Task who_guesses_links_is_stopped_after_a_few(string method, string root, int network)
    {
        var answers = await Ask($"127.7.{network}.1", 6, $"/{root}/{new string('A', 43)}", method);
        Assert.Equal(4, answers.Count(answer => answer != 429));
        Assert.All(answers[4..], answer => Assert.Equal(429, answer));
    }

    [Fact]
    public async Task who_fills_the_disk_with_files_is_stopped_and_their_neighbour_is_not()
    {
        const string Upload = "/api/v1/uploads?lifecycle=fast-track&field=evidence&name=plan.pdf";
        Assert.Equal([400, 400, 429], await Ask("127.7.9.1", 3, Upload, "POST", window: 3600));
        Assert.Equal([400], await Ask("127.7.9.2", 1, Upload, "POST"));
    }

    [Theory]
    [InlineData("requests/drafts", 10)]
    [InlineData("requests/track/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/messages", 11)]
    [InlineData("requests/track/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/revise", 12)]
    public async Task what_is_stored_or_mailed_counts_as_much_as_a_request(string path, int network)
    {
        var answers = await Ask($"127.7.{network}.1", 4, $"/{path}", "POST");
        Assert.DoesNotContain(429, answers[..3]);
        Assert.Equal(429, answers[3]);
    }

    private async Task<List<int>> Ask(string from, int times, string path = "/requests/new", string method = "GET", int window = 60)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var answers = new List<int>();
        for (var i = 0; i < times; i++)
        {
            using var question = new HttpRequestMessage(new HttpMethod(method), new Uri(office.Address, path));
            using var answer = await client.SendAsync(question, TestContext.Current.CancellationToken);
            answers.Add((int)answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.InRange(int.Parse(answer.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, window);
        }
        return answers;
    }

    public sealed class StrictOffice : TestOffice
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
        {
            ["RateLimits:SubmissionsPerMinute"] = "3",
            ["RateLimits:SubmissionsPerMinutePerNetwork"] = "5",
            ["RateLimits:LinksPerMinute"] = "4",
            ["RateLimits:UploadMegabytesPerHour"] = "12",
            ["Replies:Domain"] = "reply.office.example",
            ["Replies:Secret"] = "a-secret-that-nobody-can-guess",
        };
    }
}
