using PmoFlow.Azure.Tests.Mail;
using PmoFlow.Contracts.Node;
using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Tour;
using Xunit;

namespace PmoFlow.EndToEnd.Cloud;

/// <summary>The README's tour with the tables in Azure Table Storage and the mail by SendGrid, by configuration alone.</summary>
public sealed class CloudTourTests(BrowserFixture browser)
{
    // Azurite's own account, which is the same everywhere and opens nothing else.
    private const string Account = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    [Fact]
    public async Task tour_of_the_readme_works_on_azure_tables_and_sendgrid()
    {
        Assert.SkipWhen(HostLaunch.Listening is null, "Another program stands in for the Host, and it has tables and mail of its own.");
        await using var azurite = NodeScript.Start("azurite.mjs");
        var addresses = (await azurite.ReadLine(TestContext.Current.CancellationToken)).Split(' ');
        await using var sendGrid = await SendGridServer.Start();
        await using var host = await HostProcess.Start(new Dictionary<string, string>
        {
            ["Platform__Tables"] = "Azure",
            ["Tables__Azure__ConnectionString"] = $"{Account}TableEndpoint={addresses[2].TrimEnd('/')}/devstoreaccount1;",
            ["Files__Azure__ConnectionString"] = $"{Account}BlobEndpoint={addresses[0].TrimEnd('/')}/devstoreaccount1;",
            ["Platform__Mail"] = "SendGrid",
            ["Mail__SendGrid__ApiKey"] = SendGridServer.ApiKey,
            ["Mail__SendGrid__FromAddress"] = "pmo@office.example",
            ["Mail__SendGrid__Endpoint"] = sendGrid.Endpoint.AbsoluteUri,
        });
        await using var desk = await browser.Open(host.Address, new(Script: true));
        await using var phone = await browser.Open(host.Address, new(Script: true, Phone: true));

        await new TwoMinuteTour(desk.Page, phone.Page, new SendGridPost(sendGrid).Link).Whole(host);

        Assert.Empty(desk.Problems);
        Assert.Empty(phone.Problems);
    }
}
