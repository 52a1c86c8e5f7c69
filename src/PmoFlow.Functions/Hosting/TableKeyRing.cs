using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Functions.Hosting;

/// <summary>The keys that cookies and forms are protected with, in the office's tables: every instance of the app must know them all.</summary>
internal sealed class TableKeyRing(ITableStore tables) : IXmlRepository
{
    private const string Partition = "ring";

    private static readonly TableReference<ProtectionKey> Keys = new("protectionkeys", TableKeyRingJson.Default.ProtectionKey);

    // The interface knows no tasks; it is asked once a day, from threads that wait for nobody.
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAll().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        tables.Upsert(Keys, new(Partition, friendlyName), new ProtectionKey(element.ToString(SaveOptions.DisableFormatting))).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAll() =>
        await tables.Scan(Keys, Partition).Select(stored => XElement.Parse(stored.Document.Xml)).ToListAsync();
}

/// <summary>One key as ASP.NET Core writes it.</summary>
internal sealed record ProtectionKey(string Xml);

[JsonSerializable(typeof(ProtectionKey))]
internal sealed partial class TableKeyRingJson : JsonSerializerContext;
