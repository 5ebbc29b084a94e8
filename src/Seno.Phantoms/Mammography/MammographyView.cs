namespace Seno.Phantoms.Mammography;

/// <summary>The direction in which a breast is compressed and seen.</summary>
public enum MammographyView
{
    /// <summary>Craniocaudal: from above.</summary>
    CC,

    /// <summary>Mediolateral oblique: turned about the nipple's axis by 40 to 55°, with the pectoral muscle in the corner.</summary>
    MLO,
}
