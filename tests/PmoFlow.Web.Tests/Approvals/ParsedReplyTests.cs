using System.Net;
using PmoFlow.Web.Development;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Approvals;

/// <summary>Answers that SendGrid's Inbound Parse has taken apart already: headers, text, envelope and its own finding about DKIM.</summary>
public sealed class ParsedReplyTests(ParsingOffice office) : IClassFixture<ParsingOffice>
{
    [Theory]
    [InlineData("{@example.org : pass}", 1)]
    [InlineData("{@relay.example : fail, @example.org : pass}", 1)]
    [InlineData("{@relay.example : pass}", 0)]
    [InlineData("{@example.org : fail}", 0)]
    [InlineData("{@xample.org : pass}", 0)]
    [InlineData("none", 0)]
    [InlineData(null, 0)]
    public async Task answer_counts_where_the_receiver_found_a_signature_of_the_sender_s_domain(string? dkim, int decisions)
    {
        var (id, address) = await AtGate($"Signed {dkim}");
        await Post(dkim, address, "Authentication-Results: mx.evil.example; dmarc=pass header.from=example.org\r\n");
        Assert.Equal(decisions, await Decisions(id));
    }

    [Fact]
    public async Task the_envelope_s_recipient_counts_where_the_headers_name_another()
    {
        var (id, address) = await AtGate("By the envelope");
        await Post("{@example.org : pass}", address, to: "The office <office@example.com>");
        Assert.Equal(1, await Decisions(id));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"to\":[7,null],\"from\":\"x@example.org\"}")]
    public async Task envelope_that_is_no_envelope_is_passed_over(string envelope)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("From: Zoe <zoe.muller@example.org>\r\nTo: x@example.org\r\n"), "headers" },
            { new StringContent("approve"), "text" },
            { new StringContent(envelope), "envelope" },
        };
        var answer = await office.Anybody.PostAsync($"/mail/replies/{AnsweringOffice.Secret}", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task bounce_without_a_sender_in_its_envelope_is_passed_over()
    {
        var (id, address) = await AtGate("A bounce");
        await Post("{@example.org : pass}", address, sender: "");
        Assert.Equal(0, await Decisions(id));
    }

    private async Task<(string Id, string Address)> AtGate(string title)
    {
        var id = await office.AtGate(title);
        var mail = (await office.MailsTo(TestOffice.Approver, id))[^1];
        return (id, (await office.Services.GetRequiredService<Mailbox>().Find(mail.Text("id")))!.ReplyTo!);
    }

    private async Task Post(string? dkim, string address, string more = "", string? to = null, string sender = "zoe.muller@example.org")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{more}From: Zoe Muller <zoe.muller@example.org>\r\nTo: {to ?? address}\r\nSubject: Re: Your decision\r\nMessage-ID: <{Guid.NewGuid()}@example.org>\r\nContent-Type: multipart/alternative; boundary=\"b1\"\r\n"), "headers" },
            { new StringContent("Approve.\r\n\r\n> Read and decide\r\n"), "text" },
            { new StringContent($"{{\"to\":[\"{address}\"],\"from\":\"{sender}\"}}"), "envelope" },
            { new StringContent("pass"), "SPF" },
        };
        if (dkim is not null)
            form.Add(new StringContent(dkim), "dkim");
        var answer = await office.Anybody.PostAsync($"/mail/replies/{AnsweringOffice.Secret}", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await office.Idle();
    }

    private async Task<int> Decisions(string id)
    {
        using var analyst = office.As(TestOffice.Analyst);
        return (await analyst.GetJson($"/api/v1/requests/{id}/timeline")).Entries().Count(entry => entry.Text("kind") == "decided");
    }
}

/// <summary>An office whose receiver is SendGrid's Inbound Parse.</summary>
public sealed class ParsingOffice : TestOffice
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Replies:Domain"] = "reply.office.example",
        ["Replies:Secret"] = AnsweringOffice.Secret,
        ["Replies:AuthServId"] = "inbound-parse",
    };
}
