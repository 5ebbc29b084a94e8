namespace Seno.Phantoms.Anatomy;

/// <summary>What a point of the breast is made of.</summary>
public enum Material : byte
{
    Air,
    Skin,
    Adipose,
    Fibroglandular,
    Muscle,
    Implant,
    Rib,
    Vessel,
    MalignantMass,
    Fibroadenoma,
    Cyst,
    Calcification,
}
