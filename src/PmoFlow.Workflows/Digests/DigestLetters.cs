using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Mail;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Workflows.Digests;

/// <summary>Writes the weekly mail: what changed, what is late, how the ratings stand, each number with the way to its rows.</summary>
internal sealed class DigestLetters(OfficeSettings office)
{
    private const int MostRows = 8;

    /// <summary>The mail of a week.</summary>
    public Letter Write(Week week, Uri unsubscribe)
    {
        var changes = week.Changes;
        return new Letter($"{week.Name.Shortened(80)}, week to {Day(changes.Until)}: {WeekWords.Gist(changes)}", [WeekWords.Sentence(changes)])
        {
            Sections =
            [
                Numbers(week),
                OverTime(week),
                .. week.Parts.Count > 0 ? [ByUnit(week)] : (LetterSection[])[],
                .. List(week, "ratings", "Ratings that moved", changes.Ratings, moved => moved.Of, moved => moved.Title, moved => moved.Who, moved => $"{moved.Before.Label()} → {moved.After.Label()}"),
                .. List(week, "slips", "Projects whose milestones slipped", changes.Slips, slip => slip.Of, slip => slip.Title, slip => slip.Who, slip => WeekWords.Days(slip.Days)),
                .. Late(week, "reports", "Late status reports", changes.Reports),
                .. Late(week, "checks", "Late health checks", changes.Checks),
                .. Late(week, "actions", "Overdue actions", changes.Actions),
            ],
            Button = ("Open the week", Page(week)),
            Otherwise = $"You asked for this mail. It comes once a week, on {office.DigestDay} or the first working day after it.",
            Unsubscribe = unsubscribe,
        };
    }

    /// <summary>The last mail about a unit that is no more.</summary>
    public static Letter Last(WeeklyIssue issue) => new($"No more weekly mails about {issue.Unit}",
        [$"The unit '{issue.Unit}' is not in the organisation any more, so there is nothing left to tell of it. This is the last mail about it."]);

    private LetterSection Numbers(Week week)
    {
        var (now, before) = (week.Board.Total(week.Node?.Id), week.Before.Total(week.Node?.Id));
        var (day, start) = (week.Changes.Until, week.Changes.From);
        return new(new LetterCell("In numbers"))
        {
            Columns = ["", ShortDay(day), $"Since {ShortDay(start)}"],
            Rows =
            [
                Row("Active projects", Measure.Projects, now.Total(Measure.Projects), before.Total(Measure.Projects)),
                .. new[] { HealthRating.Red, HealthRating.AmberRed, HealthRating.Unknown }.Select(rating =>
                    Row($"Rated {rating.Label()}", Measure.Rated(rating), now.Total(Measure.Rated(rating)), before.Total(Measure.Rated(rating)))),
                .. new[] { (Label: "Late status reports", Kind: Measure.Reports), (Label: "Late health checks", Kind: Measure.Checks), (Label: "Overdue actions", Kind: Measure.Actions) }
                    .Select(late => Row(late.Label, $"overdue/{late.Kind}", now.Overdue(late.Kind, day), before.Overdue(late.Kind, start))),
            ],
        };

        IReadOnlyList<LetterCell> Row(string label, string measure, decimal value, decimal was) =>
            [new(label, Rows(week.Node?.Id, measure, day)), new(Number(value), Rows(week.Node?.Id, measure, day)), new(Change(value - was), Rows(week.Node?.Id, measure, start))];
    }

    private LetterSection OverTime(Week week) => Ratings("over-time", "Is it getting better or worse?", "Month", WeekWords.OverTime(week),
        [.. week.Months.Where(month => month.Ratings(week.Node?.Id).Count > 0).Select(month => new RatedRow(
            month == week.Board ? Day(month.Day) : month.Day.ToString("MMM yyyy", CultureInfo.InvariantCulture), month.Ratings(week.Node?.Id),
            Board(week.Node?.Id, month.Day), rating => Rows(week.Node?.Id, Measure.Rated(rating), month.Day)))]);

    private LetterSection ByUnit(Week week) => Ratings("by-unit", week.Node is null ? "How are the projects of each function doing?" : "How are the projects of each team doing?",
        "Unit", RatingWords.Mix(week.Board.Ratings(week.Node?.Id)) ?? "No project is under way.", [.. week.Parts.Select(part => new RatedRow(part.Name, week.Board.RatingsOf(part),
            part.IsOwn ? OwnRows(part, Measure.Projects, week) : Board(part.Unit.Id, week.Board.Day),
            rating => part.IsOwn ? OwnRows(part, Measure.Rated(rating), week) : Rows(part.Unit.Id, Measure.Rated(rating), week.Board.Day)))]);

    private Uri OwnRows(BoardPart part, string measure, Week week) => WeekLinks.Rows(office, part.Unit.Id, measure, week.Board.Day, isOwn: true);

    // What a row of ratings is of, where that is looked at, and where each of its numbers leads.
    private sealed record RatedRow(string Label, RatingMix Mix, Uri Page, Func<HealthRating, Uri> Rows);

    private static LetterSection Ratings(string name, string question, string rowsAre, string sentence, IReadOnlyList<RatedRow> rows)
    {
        if (rows.Count == 0)
            return new(new LetterCell(question)) { Sentence = "No project is under way." };
        var shown = Severity.WorstFirst.Where(rating => rows.Any(row => row.Mix.Of(rating) > 0)).ToList();
        return new(new LetterCell(question))
        {
            Sentence = sentence,
            Picture = new(new MailPicture(name, RatingPicture.Draw([.. rows.Select(row => (row.Label, row.Mix))])),
                $"{question} {sentence} The table below has the same numbers.", RatingPicture.Width),
            Columns = [rowsAre, .. shown.Select(rating => rating.Label())],
            Rows = [.. rows.Select(row => (IReadOnlyList<LetterCell>)[new(row.Label, row.Page), .. shown.Select(rating =>
                row.Mix.Of(rating) is var count and > 0 ? new LetterCell(Number(count), row.Rows(rating)) : new("0"))])],
        };
    }

    private IEnumerable<LetterSection> Late(Week week, string name, string heading, IReadOnlyList<LateThing> late) =>
        List(week, name, heading, late, thing => thing.Of, thing => thing.Name, thing => thing.Who, thing => $"due {Day(thing.Due)}{(thing.IsNew ? ", new" : "")}");

    private IEnumerable<LetterSection> List<T>(
        Week week, string name, string heading, IReadOnlyList<T> all, Func<T, string> of, Func<T, string> title, Func<T, string?> who, Func<T, string> says)
    {
        if (all.Count == 0)
            yield break;
        yield return new(new LetterCell($"{heading}: {Number(all.Count)}", new Uri($"{Page(week).AbsoluteUri}#{name}")))
        {
            Rows = [.. all.Take(MostRows).Select(thing => (IReadOnlyList<LetterCell>)
                [new((who(thing) is { } person ? $"{title(thing).Shortened(90)} ({person})" : title(thing).Shortened(90)), WeekLinks.Thing(office, of(thing))), new(says(thing))])],
            More = all.Count > MostRows ? new($"{Number(all.Count - MostRows)} more", new Uri($"{Page(week).AbsoluteUri}#{name}")) : null,
        };
    }

    private Uri Page(Week week) => WeekLinks.Week(office, week.Node?.Id, week.Changes.From, week.Changes.Until);

    private Uri Rows(UnitId? unit, string measure, DateOnly day) => WeekLinks.Rows(office, unit, measure, day);

    private Uri Board(UnitId? unit, DateOnly day) => WeekLinks.Board(office, unit, day);

    private static string Number(decimal value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Change(decimal by) => by switch { 0 => "as before", > 0 => $"+{Number(by)}", _ => $"−{Number(-by)}" };

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string ShortDay(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);
}
