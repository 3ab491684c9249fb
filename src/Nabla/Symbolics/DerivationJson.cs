using System.Text.Json;
using static Nabla.Symbolics.DerivationOutline;

namespace Nabla.Symbolics;

// A derivation as data: an array of steps {number, rule, variable, before, after, bindings, children}. A step used
// again is written once; elsewhere it has "sameAs" with its number and no children, so the data stay as small as the
// formula, and formulas are what they are rather than as people write them; of a large one, "where" at the end names the
// parts that the formulas above abbreviate.
static class DerivationJson
{
    // Half of the nesting that common readers of JSON accept, with room for an envelope.
    const int LevelsReadersAccept = 24;

    public static void Write(Derivation derivation, Utf8JsonWriter json)
    {
        var names = new DisplayNames(derivation, asWritten: true);
        var last = derivation.Steps.Count > 0 ? derivation.Steps[^1] : null;
        json.WriteStartArray();
        // The items of a step's parts lie between its opening and its closing, so the nesting needs no stack here.
        foreach (var item in new DerivationOutline(derivation, allParts: true, mostLevels: LevelsReadersAccept).Items)
        {
            if (item.Kind != ItemKind.Close) Open(item, names, json);
            if (item.Kind == ItemKind.Open) continue;
            if (item.Kind == ItemKind.Reference) json.WriteStartArray("children");
            json.WriteEndArray();
            if (item.IsStage && item.Step == last && names.Definitions.Count > 0) Where(names, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Where(DisplayNames names, Utf8JsonWriter json)
    {
        json.WriteStartObject("where");
        foreach (var (name, formula) in names.Definitions) json.WriteString(name, formula.ToText(TextStyle.Explicit));
        json.WriteEndObject();
    }

    static void Open(Item item, DisplayNames names, Utf8JsonWriter json)
    {
        var step = item.Step;
        json.WriteStartObject();
        json.WriteString("number", item.Number);
        json.WriteString("rule", step.Rule.Name);
        if (step.Detail.Length > 0) json.WriteString("detail", step.Detail);
        json.WriteString("formula", step.Rule.Formula);
        if (step.Variable is not null) json.WriteString("variable", step.Variable);
        json.WriteString("before", names[step.Before].ToText(TextStyle.Explicit));
        json.WriteString("after", names[step.After].ToText(TextStyle.Explicit));
        if (step.Bindings.Count > 0)
        {
            json.WriteStartObject("bindings");
            foreach (var (name, formula) in step.Bindings)
                json.WriteString(name, names[formula].ToText(TextStyle.Explicit));
            json.WriteEndObject();
        }

        if (item.Kind == ItemKind.Open) json.WriteStartArray("children");
        else json.WriteString("sameAs", item.Target);
    }
}
