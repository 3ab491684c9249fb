namespace Nabla.Tests;

/// <summary>Tests that measure the memory of the whole process: they run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
