using System.Security.Cryptography;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Files;
using PmoFlow.Workflows.Intake;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

public sealed class AttachmentTests
{
    private static readonly FormField Evidence = new("evidence", "Evidence", FieldKind.File) { Files = new(3, 2 * 1024 * 1024, ["pdf", "png"]) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5)]
    [InlineData(400 * 1024)]
    [InlineData(1_500_001)]
    public async Task what_was_stored_is_read_as_it_was(int length)
    {
        await using var office = await TestOffice.Open();
        var bytes = Pdf(length);

        var file = await Take(office, bytes);

        Assert.Equal((length, Convert.ToHexStringLower(SHA256.HashData(bytes))), (file.Bytes, file.Sha256));
        Assert.Equal(bytes, await Read(office, file.Id));
    }

    [Fact]
    public async Task a_file_that_is_too_long_is_refused_while_it_is_read_and_nothing_of_it_stays()
    {
        await using var office = await TestOffice.Open();
        using var endless = new Endless();

        var outcome = await office.Get<AttachmentDesk>().Take(Evidence, "endless.pdf", endless, Cancel);

        Assert.Contains("over 2 MB", Assert.Single(Assert.IsType<Refusal.Invalid>(Refused(outcome)).Errors).Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 2 * 1024 * 1024, 3 * 1024 * 1024);
    }

    [Theory]
    [InlineData("virus.exe", "another type")]
    [InlineData("page.png", "not what its ending says")]
    public async Task what_is_not_what_was_asked_for_is_refused_with_the_fix(string name, string why)
    {
        await using var office = await TestOffice.Open();
        using var content = new MemoryStream(Pdf(100));

        var outcome = await office.Get<AttachmentDesk>().Take(Evidence, name, content, Cancel);

        var error = Assert.Single(Assert.IsType<Refusal.Invalid>(Refused(outcome)).Errors);
        Assert.Equal("fields.evidence", error.Field);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_upload_that_was_torn_off_or_never_sent_goes_after_a_day_and_one_that_was_sent_stays()
    {
        await using var office = await TestOffice.Open();
        var (sent, forgotten) = (await Take(office, Pdf(1000)), await Take(office, Pdf(2000)));
        using var torn = new Torn(Pdf(900_000));
        await Assert.ThrowsAsync<IOException>(() => office.Get<AttachmentDesk>().Take(Evidence, "torn.pdf", torn, Cancel));
        var id = await Submit(office, sent.Id);

        await office.Pass(TimeSpan.FromHours(25));
        await office.Pass(TimeSpan.FromHours(25));

        Assert.Equal(1000, (await Read(office, sent.Id)).Length);
        Assert.Empty(await Read(office, forgotten.Id));
        Assert.Empty(await office.Get<AttachmentDesk>().Find([forgotten.Id], Cancel));
        Assert.Equal("plan.pdf", (await office.Request(id)).Content.Fields["evidence"]);
    }

    [Fact]
    public async Task an_upload_is_kept_as_long_as_its_draft()
    {
        await using var office = await TestOffice.Open();
        var file = await Take(office, Pdf(10));
        await office.Get<AttachmentDesk>().Keep([file.Id], TestOffice.Monday.AddDays(30), Cancel);

        await office.Pass(TimeSpan.FromDays(29));
        Assert.Equal(10, (await Read(office, file.Id)).Length);
        await office.Pass(TimeSpan.FromDays(2));
        Assert.Empty(await Read(office, file.Id));
    }

    [Fact]
    public async Task a_file_of_one_request_cannot_be_claimed_for_another()
    {
        await using var office = await TestOffice.Open();
        var file = await Take(office, Pdf(10));
        await Submit(office, file.Id);

        var stolen = await Ask(office, file.Id);

        Assert.Equal("fields.evidence", Assert.Single(Assert.IsType<Refusal.Invalid>(Refused(stolen)).Errors).Field);
    }

    [Fact]
    public async Task the_same_form_sent_again_is_the_same_request_and_what_it_uploaded_twice_goes()
    {
        await using var office = await TestOffice.Open();
        var (once, again) = (await Take(office, Pdf(10)), await Take(office, Pdf(10)));

        var (first, second) = (Done(await Ask(office, once.Id, "key")), Done(await Ask(office, again.Id, "key")));

        Assert.Equal(first.Request.Id, second.Request.Id);
        await office.Pass(TimeSpan.FromHours(25));
        Assert.Empty(await Read(office, again.Id));
        Assert.Equal(10, (await Read(office, once.Id)).Length);
    }

    [Fact]
    public async Task a_revision_keeps_the_file_that_it_takes_off_for_who_compares()
    {
        await using var office = await TestOffice.Open();
        var (old, other) = (await Take(office, Pdf(10)), await Take(office, Pdf(20)));
        var sent = Done(await Ask(office, old.Id));

        var revised = await office.Get<RevisionDesk>().Revise(sent.TrackingToken, 1, "A lamp", "It is dark.",
            new Dictionary<string, string> { ["evidence"] = other.Id }, Cancel);

        var request = Assert.IsType<Outcome<RequestRecord>.Done>(revised).Value;
        Assert.Equal(other.Id, Assert.Single(request.Content.Files).Id);
        await office.Pass(TimeSpan.FromHours(25));
        Assert.Equal(10, (await Read(office, old.Id)).Length);
        Assert.NotNull(await office.Get<AttachmentDesk>().OfRequest(request, old.Id, Cancel));
        Assert.Null(await office.Get<AttachmentDesk>().OfRequest(request, new string('0', 32), Cancel));
    }

    private static async Task<AttachedFile> Take(TestOffice office, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return Assert.IsType<Outcome<AttachedFile>.Done>(await office.Get<AttachmentDesk>().Take(Evidence, "plan.pdf", content, Cancel)).Value;
    }

    private static async Task<RequestId> Submit(TestOffice office, string file)
    {
        var id = Done(await Ask(office, file)).Request.Id;
        await office.Settle();
        return id;
    }

    private static Task<Outcome<SubmittedRequest>> Ask(TestOffice office, string file, string? key = null) => office.Get<RequestDesk>().Submit(
        new SubmitRequest("fast-track", "A lamp", "It is dark.", new Requester("Ann", "ann@example.org"), new Dictionary<string, string> { ["evidence"] = file }, key), Cancel);

    private static SubmittedRequest Done(Outcome<SubmittedRequest> outcome) => Assert.IsType<Outcome<SubmittedRequest>.Done>(outcome).Value;

    private static Refusal Refused<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;

    private static async Task<byte[]> Read(TestOffice office, string id)
    {
        using var all = new MemoryStream();
        await foreach (var part in office.Get<IFileStore>().Read(id, Cancel))
            all.Write(part.Span);
        return all.ToArray();
    }

    private static byte[] Pdf(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        "%PDF-"u8.CopyTo(bytes);
        return bytes;
    }

    /// <summary>A PDF without end, as a hostile sender sends it.</summary>
    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Clear();
            if (Given == 0)
                "%PDF-"u8.CopyTo(buffer.Span);
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }

    /// <summary>A connection that breaks in the middle.</summary>
    private sealed class Torn(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > 500_000 ? throw new IOException("The connection broke.") : base.ReadAsync(buffer, cancellationToken);
    }
}
