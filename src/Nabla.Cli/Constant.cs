using System.Globalization;
namespace Nabla.Cli;
static class Constant { public static bool TryRead(string s, out double v) => double.TryParse(s, CultureInfo.InvariantCulture, out v); }
