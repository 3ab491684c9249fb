namespace Nabla.Tests.Cli;

/// <summary>The one object of --json, to the letter, for every verb and every ending.</summary>
public class JsonContractTests
{
    static readonly (string[] Args, int Exit, string Json)[] s_cases =
    [
        (["derivative", "x^2"], 0, """
            {"formula":"x^2","readAs":"x^2"},"result":{"expression":"2*x","latex":"2x"},"warnings":[],"error":null}
            """),
        (["derivative", "x^2", "--at", "x=3"], 0, """
            {"formula":"x^2","at":"x=3","readAs":"x^2"},"result":{"expression":"2*x","latex":"2x","value":6.0},"warnings":[],"error":null}
            """),
        (["gradient", "3x^2 + 2y", "--at", "y=2,x=1", "--hessian"], 0, """
            {"formula":"3x^2 + 2y","at":"y=2,x=1","hessian":true,"readAs":"3*x^2 + 2*y"},"result":{"partials":{"y":"2","x":"6*x"},"value":7.0,"gradient":{"y":2.0,"x":6.0},"hessian":[[0.0,0.0],[0.0,6.0]]},"warnings":[],"error":null}
            """),
        (["gradient", "x y", "--hessian"], 0, """
            {"formula":"x y","hessian":true,"readAs":"x*y"},"result":{"partials":{"x":"y","y":"x"},"hessian":[["0","1"],["1","0"]]},"warnings":[],"error":null}
            """),
        (["explain", "(2x+3)^2"], 0, """
            {"formula":"(2x+3)^2","readAs":"(2*x+3)^2"},"result":{"expression":"4*(2*x+3)","steps":[{"number":"1","rule":"Chain rule","formula":"f(u)′ = f′(u)·u′","variable":"x","before":"(2*x+3)^2","after":"4*(2*x+3)","bindings":{"u":"2*x + 3"},"children":[{"number":"1.1","rule":"Power rule","formula":"(x^n)′ = n·x^(n − 1)","variable":"u","before":"u^2","after":"2*u","children":[]},{"number":"1.2","rule":"Linear rule","formula":"(a·x + b)′ = a","variable":"x","before":"2*x + 3","after":"2","children":[]}]}]},"warnings":[],"error":null}
            """),
        (["evaluate", "1/3"], 0, """
            {"formula":"1/3","readAs":"1/3"},"result":{"value":0.3333333333333333},"warnings":[],"error":null}
            """),
        (["evaluate", "1/x", "--at", "x=0"], 4, """
            {"formula":"1/x","at":"x=0","readAs":"1/x"},"result":{"value":"Infinity"},"warnings":[{"code":"undefined","message":"the value is infinite at x = 0.0"}],"error":null}
            """),
        (["evaluate", "-1/x", "--at", "x=0"], 4, """
            {"formula":"-1/x","at":"x=0","readAs":"-1/x"},"result":{"value":"-Infinity"},"warnings":[{"code":"undefined","message":"the value is infinite at x = 0.0"}],"error":null}
            """),
        (["evaluate", "ln(-1)"], 4, """
            {"formula":"ln(-1)","readAs":"ln(-1)"},"result":{"value":"NaN"},"warnings":[{"code":"undefined","message":"the value is not defined"}],"error":null}
            """),
        (["check", "(x+1)^2", "x^2 + 2x + 1"], 0, """
            {"formula":"(x+1)^2","other":"x^2 + 2x + 1","readAs":"(x+1)^2; x^2 + 2*x + 1"},"result":{"equal":true,"proven":true,"pointsCompared":0,"counterexample":null},"warnings":[],"error":null}
            """),
        (["check", "x", "abs(x)"], 7, """
            {"formula":"x","other":"abs(x)","readAs":"x; abs(x)"},"result":{"equal":false,"proven":false,"pointsCompared":3,"counterexample":{"at":{"x":-1.0},"first":-1.0,"second":1.0}},"warnings":[],"error":null}
            """),
        (["check", "x", "x+1"], 7, """
            {"formula":"x","other":"x+1","readAs":"x; x + 1"},"result":{"equal":false,"proven":false,"pointsCompared":1,"counterexample":{"at":{"x":2.0},"first":2.0,"second":3.0}},"warnings":[],"error":null}
            """),
        (["descend", "a x^3", "--from", "0", "--at", "a=1", "--epochs", "2"], 5, """
            {"formula":"a x^3","at":"a=1","from":"0","epochs":"2","readAs":"a*x^3"},"result":{"x":{"x":0.0},"f":0.0,"gradientNorm":0.0,"iterations":2,"evaluations":3,"status":"plateau","explanation":"plateau — ∇f is exactly 0 at epoch 2, but f falls on one side of it, so that is no minimum: start beside it."},"warnings":[{"code":"plateau","message":"plateau — ∇f is exactly 0 at epoch 2, but f falls on one side of it, so that is no minimum: start beside it."}],"error":null}
            """),
        (["descend", "x^2", "--from", "10", "--rate", "0.1", "--epochs", "2"], 0, """
            {"formula":"x^2","from":"10","rate":"0.1","epochs":"2","readAs":"x^2"},"result":{"x":{"x":6.4},"f":40.96000000000001,"gradientNorm":12.8,"iterations":2,"evaluations":3,"status":"epoch_limit","explanation":"
            """),
        (["minimize", "(x-2)^2", "--from", "0"], 0, """
            {"formula":"(x-2)^2","from":"0","readAs":"(x-2)^2"},"result":{"x":{"x":2.0},"f":0.0,"gradientNorm":0.0,"iterations":
            """),
        (["minimize", "ln(x)", "--from", "-1"], 4, """
            {"formula":"ln(x)","from":"-1","readAs":"ln(x)"},"result":{"x":{"x":-1.0},"f":"NaN","gradientNorm":1.0,"iterations":0,"evaluations":1,"gradientEvaluations":1,"hessianEvaluations":0,"method":"newton","status":"non_finite","explanation":"f is nan at the start (x = -1.0), so no step can be made. Start elsewhere."},"warnings":[{"code":"non_finite","message":"f is nan at the start (x = -1.0), so no step can be made. Start elsewhere."}],"error":null}
            """),
        (["fit", "a*x", "--response", "y"], 2, """
            {"formula":"a*x","response":"y"},"result":null,"warnings":[],"error":{"code":"usage","message":"'fit' needs data","start":null,"length":null,"suggestion":"nabla fit … --data observations.csv"}}
            """),
        (["backprop", "(w*x-y)^2", "--at", "w=1,x=2,y=3", "--rate", "0.5", "--update", "w"], 0, """
            {"formula":"(w*x-y)^2","at":"w=1,x=2,y=3","rate":"0.5","update":"w","readAs":"(w*x-y)^2"},"result":{"nodes":[{"name":"w","expression":"w","value":1.0,"cotangent":-4.0,"operands":[]},
            """),
        (["derivative", "2x + sim(x)"], 3, """
            {"formula":"2x + sim(x)"},"result":null,"warnings":[],"error":{"code":"unknown_function","message":"unknown function 'sim'","start":5,"length":3,"suggestion":"did you mean: sin, sinh?"}}
            """),
        (["derivative", "a*b"], 2, """
            {"formula":"a*b","readAs":"a*b"},"result":null,"warnings":[],"error":{"code":"usage","message":"name the variable to differentiate by: the formula has a, b","start":null,"length":null,"suggestion":"nabla derivative … --var a"}}
            """),
        (["derivative", "x", "--ordr"], 2, """
            {"formula":"x"},"result":null,"warnings":[],"error":{"code":"usage","message":"'derivative' has no option --ordr","start":null,"length":null,"suggestion":"--order"}}
            """),
        (["nothing"], 2, """
            {},"result":null,"warnings":[],"error":{"code":"usage","message":"there is no verb 'nothing'","start":null,"length":null,"suggestion":null}}
            """),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, s_cases.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_object_is_the_contracts_to_the_letter(int number)
    {
        var (args, exit, json) = s_cases[number];
        var run = ToolRun.Of([.. args, "--json"]);
        Assert.Equal(exit, run.Exit);
        Assert.StartsWith($$"""{"schema":"nabla/1","command":"{{args[0]}}","input":{{json}}""", run.Out, StringComparison.Ordinal);
        Assert.Single(run.Answers());
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Doubles_of_every_size_read_back_the_same()
    {
        var random = new Random(11);
        var values = Enumerable.Range(0, 2000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64())).Where(double.IsFinite)
            .Concat([0.1, 1e23, 5e-324, double.MaxValue, -0.0, Math.ScaleB(1, -25)]).ToArray();
        var lines = values.Select(v => $"{{\"formula\":\"x\",\"at\":{{\"x\":{v:G17}}}}}");
        var answers = ToolRun.Of(["evaluate", "-", "--json"], string.Join('\n', lines)).Answers()
            .Select(a => a.GetProperty("result").GetProperty("value").GetDouble());
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), answers.Select(BitConverter.DoubleToInt64Bits));
    }
}
