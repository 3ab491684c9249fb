namespace Nabla.Cli.Commands;

sealed class DerivativeCommand() : Verb("derivative", "the derivative of a formula", "d")
{
    public override void Run(Request request, Response response, CancellationToken cancellation) => response.Line(request.Formula);
}
