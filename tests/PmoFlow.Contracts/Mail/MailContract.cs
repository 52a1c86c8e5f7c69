using PmoFlow.Platform.Mail;
using Xunit;

namespace PmoFlow.Contracts.Mail;

/// <summary>What every mail transport guarantees, on a real server of its kind.</summary>
public abstract class MailContract(MailSite site)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static OutgoingMail Mail(MailFault fault = MailFault.None, int times = 1)
    {
        var unique = Guid.NewGuid().ToString("n");
        return new OutgoingMail("notice-" + unique, new MailPerson("Ann Analyst", FaultAddress.Of(fault, times, unique)),
            "A request waits for you", "Open the request.", "<p>Open the request.</p>", "R-" + unique, "approval");
    }

    protected async Task<List<TakenMail>> TakenOf(OutgoingMail mail) =>
        [.. (await site.Taken()).Where(taken => taken.ToAddress == mail.To.Email)];

    [Fact]
    public async Task accepted_mail_is_with_the_server_once_with_both_its_parts()
    {
        var mail = Mail() with
        {
            Subject = "Größe geändert – 請求 ✓",
            To = Mail().To with { Name = "Jörg \"Ed\" Müller, PMO" },
            Text = "Grüße\n.\n..dots at the start of a line\n" + new string('x', 2000),
            Html = "<p>Grüße &amp; 請求</p>",
        };
        Assert.IsType<SendOutcome.Accepted>(await site.Open().Send(mail, Cancellation));
        var taken = Assert.Single(await TakenOf(mail));
        Assert.Equal(mail.Subject, taken.Subject);
        Assert.Equal(mail.To.Name, taken.ToName);
        Assert.Equal(mail.Text, taken.Text.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal(mail.Html, taken.Html.TrimEnd());
    }

    [Fact]
    public async Task every_attempt_carries_the_same_message_id()
    {
        var mail = Mail();
        var other = Mail();
        await site.Open().Send(mail, Cancellation);
        await site.Open().Send(mail, Cancellation);
        await site.Open().Send(other, Cancellation);
        var ids = (await TakenOf(mail)).Select(taken => taken.Headers["Message-ID"]).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Single(ids.Distinct());
        Assert.Contains(mail.Key, ids[0], StringComparison.Ordinal);
        Assert.NotEqual(ids[0], Assert.Single(await TakenOf(other)).Headers["Message-ID"]);
    }

    [Fact]
    public async Task key_of_any_text_makes_a_message_id()
    {
        var mail = Mail() with { Key = $"請求/{Guid.NewGuid()} <round 2>\r\nBcc: x@example.org" };
        await site.Open().Send(mail, Cancellation);
        var taken = Assert.Single(await TakenOf(mail));
        Assert.Matches("^<?[^\\s<>@]+@[^\\s<>@]+>?$", taken.Headers["Message-ID"]);
        Assert.False(taken.Headers.ContainsKey("Bcc"));
    }

    [Fact]
    public async Task mails_of_one_thread_refer_to_one_root()
    {
        var first = Mail();
        var second = Mail() with { Thread = first.Thread };
        var alone = Mail() with { Thread = null };
        await site.Open().Send(first, Cancellation);
        await site.Open().Send(second, Cancellation);
        await site.Open().Send(alone, Cancellation);
        var root = Assert.Single(await TakenOf(first)).Headers["References"];
        Assert.Equal(root, Assert.Single(await TakenOf(second)).Headers["References"]);
        Assert.Equal(root, Assert.Single(await TakenOf(second)).Headers["In-Reply-To"]);
        Assert.False(Assert.Single(await TakenOf(alone)).Headers.ContainsKey("References"));
    }

    [Fact]
    public async Task mail_says_that_a_program_wrote_it()
    {
        var mail = Mail();
        await site.Open().Send(mail, Cancellation);
        Assert.Equal("auto-generated", Assert.Single(await TakenOf(mail)).Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task pictures_go_inside_the_mail_and_whoever_gets_it_can_unsubscribe()
    {
        var bytes = Convert.FromHexString("89504E470D0A1A0A00FF0D0A2E0D0A");
        var mail = Mail() with
        {
            Html = "<p><img src=\"cid:ratings.now\" alt=\"2 of 3 are green\"></p>",
            Pictures = [new MailPicture("ratings.now", bytes)],
            Unsubscribe = new Uri("https://office.example/digests/unsubscribe/abc_-123"),
        };
        Assert.IsType<SendOutcome.Accepted>(await site.Open().Send(mail, Cancellation));
        var taken = Assert.Single(await TakenOf(mail));
        Assert.Equal((mail.Text, mail.Html), (taken.Text.TrimEnd(), taken.Html.TrimEnd()));
        Assert.Equal(bytes, Assert.Single(taken.Pictures, picture => picture.Key == "ratings.now").Value);
        Assert.Equal("<https://office.example/digests/unsubscribe/abc_-123>", taken.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", taken.Headers["List-Unsubscribe-Post"]);
    }

    [Fact]
    public async Task line_break_in_a_subject_or_a_name_adds_no_header()
    {
        var plain = Mail();
        var mail = plain with
        {
            Subject = "Budget\r\nBcc: everybody@example.org\r\n\r\nbody",
            To = plain.To with { Name = "Ann\r\nX-Injected: yes" },
        };
        Assert.IsType<SendOutcome.Accepted>(await site.Open().Send(mail, Cancellation));
        var taken = Assert.Single(await TakenOf(mail));
        Assert.False(taken.Headers.ContainsKey("Bcc"));
        Assert.False(taken.Headers.ContainsKey("X-Injected"));
        Assert.DoesNotContain('\n', taken.Subject);
    }

    [Theory]
    [InlineData(MailFault.Refused)]
    [InlineData(MailFault.TooLarge)]
    public async Task mail_that_the_server_will_never_take_is_rejected_with_its_reason(MailFault fault)
    {
        var mail = Mail(fault);
        var rejected = Assert.IsType<SendOutcome.Rejected>(await site.Open().Send(mail, Cancellation));
        Assert.NotEmpty(rejected.Reason);
        Assert.Empty(await TakenOf(mail));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@b@c")]
    [InlineData("ann@example.org, eve@example.org")]
    [InlineData("ann@example.org\r\nBcc: eve@example.org")]
    public async Task address_that_is_none_is_rejected(string address)
    {
        var mail = Mail() with { To = new MailPerson("Ann", address) };
        Assert.IsType<SendOutcome.Rejected>(await site.Open().Send(mail, Cancellation));
        Assert.Empty(await TakenOf(mail));
    }

    [Fact]
    public async Task wrong_credentials_are_rejected()
    {
        var mail = Mail();
        Assert.IsType<SendOutcome.Rejected>(await site.OpenWithWrongCredentials().Send(mail, Cancellation));
        Assert.Empty(await TakenOf(mail));
    }

    [Theory]
    [InlineData(MailFault.Busy)]
    [InlineData(MailFault.Broken)]
    public async Task mail_that_the_server_cannot_take_now_is_deferred_and_taken_later(MailFault fault)
    {
        var mail = Mail(fault);
        var transport = site.Open();
        Assert.IsType<SendOutcome.Deferred>(await transport.Send(mail, Cancellation));
        Assert.Empty(await TakenOf(mail));
        Assert.IsType<SendOutcome.Accepted>(await transport.Send(mail, Cancellation));
        Assert.Single(await TakenOf(mail));
    }

    [Theory]
    [InlineData(MailFault.SilentAfterTaking)]
    [InlineData(MailFault.DroppedAfterTaking)]
    public async Task mail_that_was_taken_without_an_answer_is_unknown(MailFault fault)
    {
        var mail = Mail(fault);
        Assert.IsType<SendOutcome.Unknown>(await site.OpenFor(fault).Send(mail, Cancellation));
        Assert.Single(await TakenOf(mail));
    }

    [Fact]
    public async Task server_that_is_not_there_defers()
    {
        Assert.IsType<SendOutcome.Deferred>(await site.OpenToNobody().Send(Mail(), Cancellation));
    }

    [Fact]
    public async Task cancelled_attempt_throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.Open().Send(Mail(), cancelled.Token));
    }
}
