namespace Nabla.Cli;

/// <summary>What the process says when it ends; the numbers are part of the command line's contract.</summary>
enum ExitCode
{
    Ok = 0,
    Bug = 1,
    Usage = 2,
    NotUnderstood = 3,
    Undefined = 4,
    NotConverged = 5,
    Limit = 6,
    Different = 7,
    Cancelled = 130,
}
