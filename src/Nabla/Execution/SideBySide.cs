using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// Orders a short code as list scheduling does: the longest chains first and several of them side by side, so that the
/// processor waits for none of them, but no more at a time than there are registers.
/// </summary>
static class SideBySide
{
    const int Largest = 400;
    const int PerCycle = 2;

    /// <summary>The places in their new order, inputs and constants first; null where the code is too long for it.</summary>
    public static int[]? Order(Code code, bool[] isNeeded)
    {
        if (code.Length > Largest) return null;
        return new State(code, isNeeded).Run();
    }

    // Roughly, in cycles.
    static int Latency(ScalarRule row) =>
        ReferenceEquals(row, Elementwise.Add) || ReferenceEquals(row, Elementwise.Subtract) || ReferenceEquals(row, Elementwise.Multiply)
        || ReferenceEquals(row, Elementwise.Scaled) ? 4
        : ReferenceEquals(row, Elementwise.Negate) || ReferenceEquals(row, Elementwise.Where) || Comparison.Of(row) is not null ? 1
        : ReferenceEquals(row, Elementwise.Divide) || ReferenceEquals(row, Elementwise.Sqrt) ? 15
        : 40;

    sealed class State
    {
        readonly Code _code;
        readonly List<int> _order = [];
        readonly List<int>[] _readers;
        readonly List<int> _ready = [];
        readonly int[] _missing;
        readonly int[] _unread;
        readonly int[] _height;
        readonly int[] _known;
        int _alive;

        public State(Code code, bool[] isNeeded)
        {
            _code = code;
            _readers = new List<int>[code.Length];
            _missing = new int[code.Length];
            _unread = new int[code.Length];
            _height = new int[code.Length];
            _known = new int[code.Length];
            for (var place = 0; place < code.Length; place++) _readers[place] = [];
            for (var place = 0; place < code.Length; place++)
                if (isNeeded[place]) Enter(place);
            if (code.Outputs.Length > 0) _unread[code.Outputs[0]]++;
            foreach (var place in _order)
                if (code.Instructions[place].Operation == Operation.Input && _unread[place] > 0) _alive++;
            for (var place = code.Length - 1; place >= 0; place--)
            {
                if (code.Instructions[place].Row is not { } row) continue;
                _height[place] = Latency(row) + _readers[place].Select(reader => _height[reader]).DefaultIfEmpty(0).Max();
            }
        }

        void Enter(int place)
        {
            foreach (var operand in _code.Operands(place))
            {
                _unread[operand]++;
                if (_code.Instructions[operand].Operation != Operation.Row) continue;
                _readers[operand].Add(place);
                _missing[place]++;
            }

            if (_code.Instructions[place].Operation != Operation.Row) _order.Add(place);
            else if (_missing[place] == 0) _ready.Add(place);
        }

        public int[] Run()
        {
            for (var slot = 0; _ready.Count > 0; slot++)
                if (Next(slot / PerCycle) is { } place) Issue(place, slot / PerCycle);
            return [.. _order];
        }

        int? Next(int cycle)
        {
            int? best = null;
            var isFull = _alive >= Registers.Available - 1;
            foreach (var place in _ready)
                if ((isFull || _known[place] <= cycle) && (best is not { } other || IsBetter(place, other, isFull))) best = place;
            return best;
        }

        bool IsBetter(int place, int other, bool isFull)
        {
            if (isFull && More(place) != More(other)) return More(place) < More(other);
            if (isFull && _known[place] != _known[other]) return _known[place] < _known[other];
            return _height[place] != _height[other] ? _height[place] > _height[other] : place < other;
        }

        // How many more results are alive after the instruction.
        int More(int place)
        {
            var more = _unread[place] > 0 ? 1 : 0;
            var operands = _code.Operands(place);
            for (var k = 0; k < operands.Length; k++)
            {
                if (_code.Instructions[operands[k]].Operation == Operation.Constant || operands[..k].Contains(operands[k])) continue;
                var reads = operands.Count(operands[k]);
                if (_unread[operands[k]] == reads) more--;
            }

            return more;
        }

        void Issue(int place, int cycle)
        {
            _alive += More(place);
            _ready.Remove(place);
            _order.Add(place);
            foreach (var operand in _code.Operands(place)) _unread[operand]--;
            foreach (var reader in _readers[place])
            {
                _known[reader] = Math.Max(_known[reader], cycle + Latency(_code.Instructions[place].Row!));
                if (--_missing[reader] == 0) _ready.Add(reader);
            }
        }
    }
}
