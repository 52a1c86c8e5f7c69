using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Workflows.Import;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

/// <summary>What an analyst does on the import page.</summary>
internal static class TestImports
{
    public static readonly Actor Analyst = new("ana@example.org", "Ana Analyst");

    public static async Task<ImportRecord> Upload(this TestOffice office, Stream content, string name, ImportKind kind = ImportKind.Projects) =>
        Done(await office.Get<ImportDesk>().Upload(new(content, name, kind), Analyst));

    public static Task<ImportRecord> Upload(this TestOffice office, string csv, string name = "file.csv", ImportKind kind = ImportKind.Projects) =>
        office.Upload(new MemoryStream(Encoding.UTF8.GetBytes(csv)), name, kind);

    public static async Task<ImportRecord> Run(this TestOffice office, ImportRecord import)
    {
        Done(await office.Get<ImportDesk>().Run(import.Id, Analyst));
        await office.Platform.WhenIdle().WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        var after = await office.Get<ImportDesk>().Find(import.Id);
        Assert.Equal(ImportState.Finished, after!.State);
        return after;
    }

    public static async Task<ImportRecord> Import(this TestOffice office, string csv, string name = "file.csv", ImportKind kind = ImportKind.Projects) =>
        await office.Run(await office.Upload(csv, name, kind));

    public static async Task<IReadOnlyList<RowPlan>> Rows(this TestOffice office, ImportRecord import, RowFilter filter = RowFilter.All)
    {
        var (rows, cursor) = (new List<RowPlan>(), default(string));
        do
        {
            var page = await office.Get<ImportDesk>().Rows(import.Id, filter, cursor, 60);
            rows.AddRange(page.Rows);
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return rows;
    }

    public static async Task<string> NotTaken(this TestOffice office, ImportRecord import)
    {
        using var file = new MemoryStream();
        await office.Get<ImportDesk>().WriteNotTaken(import, file);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    public static async Task<FieldError> Refusal(this TestOffice office, byte[] content, string name = "file.csv")
    {
        var outcome = await office.Get<ImportDesk>().Upload(new(new MemoryStream(content), name, ImportKind.Projects), Analyst);
        var refused = Assert.IsType<Outcome<ImportRecord>.Refused>(outcome);
        return Assert.Single(Assert.IsType<Refusal.Invalid>(refused.Refusal).Errors);
    }

    public static T Done<T>(Outcome<T> outcome) => outcome is Outcome<T>.Refused(var refusal)
        ? throw new Xunit.Sdk.XunitException(refusal.Message)
        : ((Outcome<T>.Done)outcome).Value;
}
