namespace Seno.Imaging.Operators;

/// <summary>The cell that begins a class of homology and the cell, a dimension higher, that ends it.</summary>
internal readonly record struct CellPair(int Birth, int Death);
