#if NETSTANDARD2_0
// What the compiler and the table ask of a library that netstandard2.0 lacks. A generator links the table and never
// calls its values there.
namespace System.Runtime.CompilerServices
{
    static class IsExternalInit;
}

namespace Nabla.Rules
{
    static class MathPolyfills
    {
        extension(Math)
        {
            public static (double Sin, double Cos) SinCos(double x) => throw NeverCalled();
            public static double Cbrt(double x) => throw NeverCalled();
            public static double Asinh(double x) => throw NeverCalled();
            public static double Acosh(double x) => throw NeverCalled();
            public static double Atanh(double x) => throw NeverCalled();
            public static double Log2(double x) => throw NeverCalled();
            public static double ScaleB(double x, int n) => throw NeverCalled();
            public static double CopySign(double x, double y) => throw NeverCalled();
            public static double FusedMultiplyAdd(double x, double y, double z) => throw NeverCalled();
        }

        static NotSupportedException NeverCalled() => new("On netstandard2.0 the rule table is read, not evaluated.");
    }
}
#endif
