using System.Net;
using System.Text.RegularExpressions;
using PmoFlow.Web.Development;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Approvals;

/// <summary>Approving by answering the mail: real messages, as a receiver hands them over.</summary>
public sealed partial class MailReplyTests(AnsweringOffice office) : IClassFixture<AnsweringOffice>
{
    private const string Zoe = TestOffice.Approver;
    private const string Vouched = "Authentication-Results: mx.office.example; dkim=pass header.d=example.org header.s=s1; spf=pass smtp.mailfrom=example.org; dmarc=pass header.from=example.org\r\n";

    private readonly HttpClient analyst = office.As(TestOffice.Analyst);

    [Fact]
    public async Task answer_with_aligned_signature_decides_and_is_confirmed()
    {
        var (id, address) = await AtGate("Answered by mail");

        await Post(Message(address, "Approve.\r\n\r\nBut watch the budget.\r\n\r\nOn Mon, 23 Nov 2026 at 10:00, The office wrote:\r\n> Read and decide\r\n"));

        Assert.Equal(["Zoë Müller approved: But watch the budget."], await Decisions(id));
        Assert.Contains(await office.MailsTo(Zoe, id), mail => mail.Text("subject").Contains("Your decision is taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task same_mail_twice_decides_once_and_answers_once()
    {
        var (id, address) = await AtGate("Delivered twice");
        var message = Message(address, "decline: nobody is free\r\n");
        await Post(message);
        await Post(message);

        Assert.Equal(["Zoë Müller declined: nobody is free"], await Decisions(id));
        Assert.Single(await office.MailsTo(Zoe, id), mail => mail.Text("subject").Contains("taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task answer_with_pictures_of_five_megabytes_decides()
    {
        var (id, address) = await AtGate("Answered with pictures");
        var picture = string.Concat(Enumerable.Repeat(new string('A', 76) + "\r\n", 5 * 1024 * 1024 / 78));

        await Post(Message(address, "approve\r\n").Replace("--b1--\r\n",
            $"--b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n{picture}\r\n--b1--\r\n", StringComparison.Ordinal));

        Assert.Equal(["Zoë Müller approved."], await Decisions(id));
    }

    [Theory]
    [InlineData("no result at all", "")]
    [InlineData("another server's word", "Authentication-Results: mx.evil.example; dkim=pass header.d=example.org; dmarc=pass header.from=example.org\r\n")]
    [InlineData("a forged result below the receiver's", "Authentication-Results: mx.office.example; dkim=fail header.d=example.org; dmarc=fail header.from=example.org\r\nAuthentication-Results: mx.office.example; dmarc=pass header.from=example.org\r\n")]
    [InlineData("a signature of another domain", "Authentication-Results: mx.office.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=example.org\r\n")]
    [InlineData("a signature of the top domain", "Authentication-Results: mx.office.example; dkim=pass header.d=org\r\n")]
    [InlineData("dmarc of another domain", "Authentication-Results: mx.office.example; dmarc=pass header.from=evil.example\r\n")]
    public async Task answer_that_nobody_vouches_for_decides_nothing_and_the_seat_s_owner_gets_the_link(string why, string results)
    {
        var (id, address) = await AtGate($"Forged: {why}");

        await Post(Message(address, "approve\r\n", results));

        Assert.Empty(await Decisions(id));
        var answer = Assert.Single(await office.MailsTo(Zoe, id), mail => mail.Text("subject").Contains("not taken", StringComparison.Ordinal));
        Assert.Contains(answer.GetProperty("links").EnumerateArray(), link => link.GetString()!.Contains("/approvals/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task answer_of_somebody_else_decides_nothing_and_strangers_are_never_written_to()
    {
        var (id, address) = await AtGate("Somebody else");

        await Post(Message(address, "approve\r\n", Vouched, from: "Eve <eve@example.org>"));

        Assert.Empty(await Decisions(id));
        Assert.Empty(await office.MailsTo("eve@example.org", id));
        Assert.Contains(await office.MailsTo(Zoe, id), mail => mail.Text("subject").Contains("not taken", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\r\n")]
    [InlineData("Auto-Submitted: auto-generated\r\n")]
    [InlineData("Precedence: bulk\r\n")]
    [InlineData("Precedence: auto_reply\r\n")]
    [InlineData("X-Autoreply: yes\r\n")]
    [InlineData("X-Auto-Response-Suppress: All\r\n")]
    [InlineData("List-Id: <news.example.org>\r\n")]
    [InlineData("Return-Path: <>\r\n")]
    public async Task what_a_program_answers_is_passed_over(string header)
    {
        var (id, address) = await AtGate($"Automatic {header.Trim()}");

        await Post(Message(address, "Approve. I am out of office.\r\n", Vouched + header));

        Assert.Empty(await Decisions(id));
        Assert.DoesNotContain(await office.MailsTo(Zoe, id), mail => mail.Text("subject").Contains("taken", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("What does it cost?\r\n")]
    [InlineData("> approve\r\n")]
    [InlineData("-- \r\napprove\r\n")]
    [InlineData("Approval is what I would give, but\r\n")]
    [InlineData("Approved by whom?\r\n")]
    [InlineData("Approve only if it costs less.\r\n")]
    [InlineData("decline\r\n")]
    [InlineData("No problem with that, go on.\r\n")]
    [InlineData("Yes, but not before July.\r\n")]
    [InlineData("")]
    public async Task answer_that_says_no_decision_is_answered_with_the_link(string text)
    {
        var (id, address) = await AtGate($"Unclear {text.Length}");

        await Post(Message(address, text));

        Assert.Empty(await Decisions(id));
        Assert.Contains(await office.MailsTo(Zoe, id), mail => mail.Text("subject").Contains("not taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task mail_to_an_address_that_nobody_was_given_does_nothing()
    {
        var (id, address) = await AtGate("Guessed");
        var guessed = Regex.Replace(address, @"decide\.\w{52}", $"decide.{new string('a', 52)}");

        await Post(Message(guessed, "approve\r\n"));
        await Post(Message("info@reply.office.example", "approve\r\n"));

        Assert.Empty(await Decisions(id));
        Assert.DoesNotContain(await office.MailsTo(Zoe, id), mail => mail.Text("subject").Contains("taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task above_the_value_no_answer_by_mail_is_offered()
    {
        var id = await office.AtGate("Too dear for a mail", new { cost = 2_400_000 });
        foreach (var mail in await office.MailsTo(Zoe, id))
            Assert.Null(await office.ReplyTo(mail.Text("id")));
    }

    [Fact]
    public async Task address_survives_a_server_that_writes_it_in_capitals()
    {
        var (id, address) = await AtGate("In capitals");
        await Post(Message(address.ToUpperInvariant(), "APPROVE\r\n"));
        Assert.Single(await Decisions(id));
    }

    [Theory]
    [InlineData("Yes.\r\n", "Zoë Müller approved.")]
    [InlineData("no\r\nNobody is free.\r\n", "Zoë Müller declined: Nobody is free.")]
    public async Task yes_or_no_alone_on_its_line_is_a_decision(string text, string decided)
    {
        var (id, address) = await AtGate($"In a word {text.Length}");
        await Post(Message(address, text));
        Assert.Equal([decided], await Decisions(id));
    }

    [Fact]
    public async Task without_the_secret_of_the_address_nothing_is_taken()
    {
        var (id, address) = await AtGate("Wrong secret");
        using var form = new MultipartFormDataContent { { new StringContent(Message(address, "approve\r\n")), "email" } };

        Assert.Equal(HttpStatusCode.NotFound,
            (await office.Anybody.PostAsync("/mail/replies/guessed-secret-of-some-length", form, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Empty(await Decisions(id));
    }

    private static string Message(string to, string text, string? results = null, string from = "=?utf-8?Q?Zo=C3=AB_M=C3=BCller?= <zoe.muller@example.org>") =>
        $"{results ?? Vouched}Received: from out.example.org by mx.office.example; Mon, 23 Nov 2026 10:05:00 +0000\r\n"
        + $"From: {from}\r\nTo: The office <{to}>\r\nSubject: Re: Your decision\r\nMessage-ID: <{to.GetHashCode(StringComparison.Ordinal)}.{text.Length}@example.org>\r\n"
        + "Date: Mon, 23 Nov 2026 10:04:58 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n"
        + $"--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>See the text.</p>\r\n--b1--\r\n";

    private async Task<(string Id, string Address)> AtGate(string title)
    {
        var id = await office.AtGate(title);
        var mail = (await office.MailsTo(Zoe, id))[^1];
        return (id, (await office.ReplyTo(mail.Text("id")))!);
    }

    /// <summary>As SendGrid's Inbound Parse posts a raw mail.</summary>
    private async Task Post(string message)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(message), "email" },
            { new StringContent("{\"UTF-8\":\"text\"}"), "charsets" },
            { new StringContent("203.0.113.9"), "sender_ip" },
        };
        var answer = await office.Anybody.PostAsync($"/mail/replies/{AnsweringOffice.Secret}", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await office.Idle();
    }

    private async Task<IReadOnlyList<string>> Decisions(string id) =>
        [.. (await analyst.GetJson($"/api/v1/requests/{id}/timeline")).Entries().Where(entry => entry.Text("kind") == "decided").Select(entry => entry.Text("summary"))];
}

/// <summary>An office whose approvers may answer by mail.</summary>
public sealed class AnsweringOffice : TestOffice
{
    public const string Secret = "a-secret-that-nobody-can-guess";

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Replies:Domain"] = "reply.office.example",
        ["Replies:Secret"] = Secret,
        ["Replies:AuthServId"] = "mx.office.example",
    };

    /// <summary>The address that an answer to a mail goes to.</summary>
    public async Task<string?> ReplyTo(string message) => (await Services.GetRequiredService<Mailbox>().Find(message))?.ReplyTo;
}
