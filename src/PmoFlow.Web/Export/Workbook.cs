using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace PmoFlow.Web.Export;

/// <summary>A workbook of one sheet. Texts are written as texts, so no cell of it is ever a formula.</summary>
internal static class Workbook
{
    public static byte[] Of(Sheet sheet)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var part = book.AddNewPart<WorksheetPart>();
            // Written as it goes: a sheet of 100,000 rows is not built in memory first.
            using (var writer = OpenXmlWriter.Create(part))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                foreach (var row in sheet.Rows.Prepend(sheet.Headings.ToArray<object?>()))
                {
                    writer.WriteStartElement(new Row());
                    foreach (var value in row)
                        writer.WriteElement(CellOf(value));
                    writer.WriteEndElement();
                }
                writer.WriteEndElement();
                writer.WriteEndElement();
            }
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
                new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = sheet.Name[..Math.Min(31, sheet.Name.Length)] }));
        }
        return stream.ToArray();
    }

    private static Cell CellOf(object? value) => Sheet.Number(value) is { } number
        ? new Cell { CellValue = new CellValue(number), DataType = CellValues.Number }
        : new Cell { InlineString = new InlineString(new Text(Printable(Sheet.Text(value))) { Space = SpaceProcessingModeValues.Preserve }), DataType = CellValues.InlineString };

    // XML 1.0 has no place for other control characters.
    private static string Printable(string text) => string.Concat(text.Where(c => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
