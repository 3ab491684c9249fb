#if NETSTANDARD2_0
// What the compiler and the table ask of a library that netstandard2.0 lacks. A generator links the table and never
// calls its values there.
namespace System.Runtime.CompilerServices;

static class IsExternalInit;
#endif
