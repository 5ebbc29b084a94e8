namespace Seno.Imaging.Operators;

/// <summary>Where <see cref="Registration"/> begins its search.</summary>
public enum RegistrationStart
{
    /// <summary>The best of the others by mutual information at the coarsest level.</summary>
    Best,

    /// <summary>Points are where they are in patient space.</summary>
    Identity,

    /// <summary>The middles of the two grids on each other.</summary>
    Centres,

    /// <summary>The centres of mass on each other, the lowest value weighing nothing.</summary>
    CentresOfMass,
}
