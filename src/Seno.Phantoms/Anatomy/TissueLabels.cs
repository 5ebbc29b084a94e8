namespace Seno.Phantoms.Anatomy;

/// <summary>The labels of tissueTr: 0 air, 1 skin, 2 adipose, 3 fibroglandular (with vessels, ducts and lesions), 4 chest wall (muscle and ribs), 5 implant.</summary>
public static class TissueLabels
{
    public static IReadOnlyList<string> Names { get; } = ["background", "skin", "adipose", "fibroglandular", "muscle", "implant"];

    public static byte Of(Material material) => material switch
    {
        Material.Air => 0,
        Material.Skin => 1,
        Material.Adipose => 2,
        Material.Muscle or Material.Rib => 4,
        Material.Implant => 5,
        _ => 3,
    };
}
