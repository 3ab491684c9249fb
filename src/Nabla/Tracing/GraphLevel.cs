using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>Abstract tracing: operations are written down as equations and not computed.</summary>
/// <param name="name">The transform, as errors name it.</param>
sealed class GraphLevel(string name) : Level
{
    // Small programs are many: their lists grow once.
    const int Room = 24;

    // A shorter one is done before the collector looks twice.
    const int Long = 1000;

    readonly Pieces<TensorType> _variables = Pieces<TensorType>.Reusing(Room);
    readonly Pieces<Equation> _equations = Pieces<Equation>.Reusing(Room);
    readonly Provenance? _asked = Provenance.Current;
    Dictionary<int, Site>? _sites;
    Residuals? _residuals;

    public override string Name => name;

    /// <summary>The types of the variables by number.</summary>
    public Pieces<TensorType> Variables => _variables;

    /// <summary>The operations in the order in which they came.</summary>
    public Pieces<Equation> Equations => _equations;

    /// <summary>A new variable: an input of the graph.</summary>
    public Tensor Input(TensorType type)
    {
        var variable = new Tensor(this, type, index: _variables.Count);
        _variables.Add(type);
        return variable;
    }

    /// <summary>The variable of that number.</summary>
    public Tensor Variable(int number) => new(this, _variables[number], index: number);

    /// <summary>The number of the variable, or −1 for a tensor that is a constant to this graph.</summary>
    public int IndexOf(Tensor x) => ReferenceEquals(x.Level, this) ? x.Index : -1;

    /// <summary>Where the equation was written, if that was asked for.</summary>
    public Site? SiteOf(in Equation equation) => _sites?.GetValueOrDefault(equation.First);

    /// <summary>Called when the level is closed and nobody will read its graph.</summary>
    public void Release()
    {
        _variables.Release();
        _equations.Release();
    }

    public override void Apply(Primitive primitive, ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        if (Nesting.IsExhausted) throw Nesting.TooDeep(primitive.Name);
        Few<TensorType> room = default;
        var types = y.Length <= Few<Tensor>.Length ? room[..y.Length] : new TensorType[y.Length];
        primitive.InferTypes(x, types);
        if (_asked is not null && y.Length > 0 && (_sites ??= []).Count < Provenance.MostOrigins) _sites[_variables.Count] = _asked.Here();
        ref var equation = ref _equations.Next();
        Equation.Write(ref equation, primitive, x, this, _variables.Count, y.Length);
        // Whose NaN a tensor has is noted with the object.
        if (_equations.Count > Long && _asked is null) equation.Pack(_residuals ??= new());
        for (var i = 0; i < y.Length; i++) y[i] = Input(types[i]);
    }
}
