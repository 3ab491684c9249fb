using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nabla.Tensors;

namespace Nabla.Trees;

/// <summary>Builds the text of a tree, which stays short whatever it holds: generated ToString methods use it.</summary>
public sealed class TreeText(string name)
{
    const int MostCharacters = 1000;
    const int MostElements = 4;

    readonly StringBuilder _text = new(name);
    int _members;
    int _left;

    /// <summary>Adds a member; those that find no room are counted.</summary>
    public TreeText Add<T>(string name, T value)
    {
        if (_text.Length >= MostCharacters)
        {
            _left++;
            return this;
        }

        _text.Append(_members++ == 0 ? " { " : ", ").Append(name).Append(" = ");
        Append(value);
        return this;
    }

    /// <summary>Adds a list, which may be a default one.</summary>
    public TreeText Add<T>(string name, ImmutableArray<T> values) => values.IsDefault ? Add<object?>(name, null) : Add<object?>(name, values);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (_left > 0) _text.Append(CultureInfo.InvariantCulture, $", … {_left} more");
        _left = 0;
        return _members == 0 ? _text.ToString() : _text + " }";
    }

    void Append(object? value)
    {
        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case Tensor tensor:
                Cut(tensor.Rank == 0 ? tensor.ToString() : tensor.Type.ToString());
                break;
            case string text:
                Cut($"\"{text}\"");
                break;
            case Delegate:
                _text.Append("a function");
                break;
            case IFormattable number:
                Cut(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable elements when value is not ITree:
                AppendElements(elements);
                break;
            default:
                Cut(value.ToString() ?? "");
                break;
        }
    }

    // Never counts by enumerating: the elements may have no end.
    void AppendElements(IEnumerable elements)
    {
        _text.Append('[');
        var shown = 0;
        foreach (var element in elements)
        {
            if (shown > 0) _text.Append(", ");
            if (shown == MostElements || _text.Length >= MostCharacters)
            {
                _text.Append('…');
                if (elements is ICollection all) _text.Append(CultureInfo.InvariantCulture, $" {all.Count} in all");
                break;
            }

            Append(element);
            shown++;
        }

        _text.Append(']');
    }

    void Cut(string text)
    {
        var room = Math.Max(40, MostCharacters - _text.Length);
        if (text.Length <= room) _text.Append(text);
        else _text.Append(text.AsSpan(0, room)).Append('…');
    }
}
