namespace Nabla.Symbolics;

/// <summary>A remark on how a formula was read: what was chosen, and where.</summary>
/// <param name="Code">A fixed word for programs, as in implicit_denominator.</param>
/// <param name="Message">The remark for people.</param>
/// <param name="Start">The place in the text, in UTF-16 units from 0.</param>
/// <param name="Length">The length in UTF-16 units.</param>
/// <param name="IsWarning">Whether another reading is likely enough that people should look.</param>
public sealed record FormulaNote(string Code, string Message, int Start, int Length, bool IsWarning);
