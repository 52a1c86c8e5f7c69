using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>What a screening may say besides its waits: when a request needs none, and what else analysts may do.</summary>
internal static class ScreeningSection
{
    private const int MaxTargets = 20;

    private static readonly IReadOnlyDictionary<string, ScreeningOption> Options = RegisteredNames.Of<ScreeningOption>();

    public static LifecycleStage.Screening Read(LifecycleStage.Screening screening, YamlGroup group, StageContext context)
    {
        var below = group.Optional("qualifiedBelow");
        if (below?.Node is { } at && context.Form.Fields.All(f => f.Purpose != FieldPurpose.Cost))
            context.Defects.Add(at, "Nothing is qualified by its cost: the form does not ask for it", "add a field with 'purpose: cost', or remove it");
        var (options, targets, longest) = (group.Optional("options"), group.Optional("convertTo"), group.Optional("deferredAtMost"));
        var offered = options?.Items(0, Options.Count).Select(option => option.OneOf(Options)).OfType<ScreeningOption>().Distinct().ToList();
        Belongs(targets, ScreeningOption.Convert);
        Belongs(longest, ScreeningOption.Defer);
        return screening with
        {
            QualifiedBelow = below?.Number(0, GateSection.Dearest),
            Options = offered,
            ConvertTo = targets?.Items(1, MaxTargets).Select(target => Target(target, context)).ToList(),
            DeferredAtMost = longest?.TimeLimit(),
        };

        void Belongs(YamlValue? value, ScreeningOption option)
        {
            if (value?.Node is { } there && offered?.Contains(option) == false)
                context.Defects.Add(there, $"'{value.Name}' is given, but analysts may not {RegisteredNames.Of(option)}", $"add '{RegisteredNames.Of(option)}' to the options, or remove it");
        }
    }

    private static string Target(YamlValue value, StageContext context)
    {
        var name = value.Identifier();
        if (name.Length > 0 && context.Lifecycles?.Contains(name) == false)
            context.Defects.Add(value.Node!, $"There is no lifecycle '{name}'", Suggestion.For(name, context.Lifecycles));
        return name;
    }
}
