using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using PmoFlow.Functions.Hosting;
using PmoFlow.Platform.Tables;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Identity;

/// <summary>The keys that cookies and forms are protected with, where they are kept in the office's tables.</summary>
public sealed class KeyRingTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task what_one_instance_protects_another_reads_and_so_does_one_that_starts_later()
    {
        var tables = office.Services.GetRequiredService<ITableStore>();
        await using var first = Instance(tables);
        var sealedText = Protector(first).Protect("signed in");
        Assert.NotEmpty(first.GetRequiredService<TableKeyRing>().GetAllElements());

        await using var second = Instance(tables);
        Assert.Equal("signed in", Protector(second).Unprotect(sealedText));
        Assert.Equal("signed in", Protector(first).Unprotect(Protector(second).Protect("signed in")));
    }

    [Fact]
    public async Task control_an_instance_with_other_tables_cannot_read_it()
    {
        var elsewhere = new TestOffice();
        await elsewhere.InitializeAsync();
        await using (elsewhere)
        {
            await using var here = Instance(office.Services.GetRequiredService<ITableStore>());
            await using var there = Instance(elsewhere.Services.GetRequiredService<ITableStore>());
            var sealedText = Protector(here).Protect("signed in");
            Assert.Throws<CryptographicException>(() => Protector(there).Unprotect(sealedText));
        }
    }

    private static IDataProtector Protector(IServiceProvider instance) => instance.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    /// <summary>Set up as the Functions app sets it up.</summary>
    private static ServiceProvider Instance(ITableStore tables)
    {
        var services = new ServiceCollection().AddSingleton(tables).AddSingleton<TableKeyRing>();
        services.AddDataProtection().SetApplicationName("PmoFlow");
        services.AddOptions<KeyManagementOptions>().Configure<TableKeyRing>((keys, ring) => keys.XmlRepository = ring);
        return services.BuildServiceProvider();
    }
}
