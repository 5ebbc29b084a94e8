namespace Seno.Imaging.Operators;

/// <summary>How values between voxels are found.</summary>
public enum Interpolation
{
    /// <summary>The voxel whose extent holds the point; for labels and masks.</summary>
    Nearest,

    /// <summary>Trilinear.</summary>
    Linear,

    /// <summary>Catmull–Rom (Keys' cubic with a = −1/2): passes through the voxels, and may overshoot them.</summary>
    Cubic,

    /// <summary>Cubic B-spline through the voxels (scipy.ndimage's and scikit-image's order 3): smoother than <see cref="Cubic"/>, and overshoots a little more.</summary>
    CubicSpline,
}
