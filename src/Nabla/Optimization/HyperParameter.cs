using Nabla.Symbolics;

namespace Nabla.Optimization;

// The domains of the hyper-parameters that methods share.
static class HyperParameter
{
    public static double Share(string option, double share) => share is >= 0 and < 1
        ? share
        : throw new OptionException(option, $"{option} = {NumberText.Of(share)} is not a share: give 0 ≤ {option} < 1.");

    public static double Positive(string option, double value) => value > 0 && double.IsFinite(value)
        ? value
        : throw new OptionException(option, $"{option} = {NumberText.Of(value)} must be a small positive number, as 1e-8.");
}
