namespace Seno.Phantoms.Lesions;

public enum LesionKind
{
    /// <summary>Malignant mass with a nearly spherical outline.</summary>
    RoundMass,

    /// <summary>Malignant mass of several lobes.</summary>
    LobulatedMass,

    /// <summary>Malignant mass with spicules.</summary>
    SpiculatedMass,

    Fibroadenoma,

    Cyst,

    /// <summary>A cluster of microcalcifications; its extent is everything within 1.5 mm of a grain.</summary>
    Calcifications,
}
