using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>Sums and means over what was annotated, and over it alone.</summary>
internal static class Annotation
{
    /// <summary>Takes away what was not annotated: there it is 0, and so is its gradient.</summary>
    /// <param name="values">[batch, …, (z,) y, x] on the target's grid.</param>
    /// <param name="target">Says what was annotated.</param>
    public static Tensor Only(Tensor values, LossTarget target) => target.Annotated is { } annotated
        ? values * annotated.to_type(values.dtype)
        : values;

    /// <summary>Mean over the voxels that were annotated; 0 where none was.</summary>
    /// <param name="values">[batch, (planes,) (z,) y, x]; already 0 where nothing was annotated.</param>
    /// <param name="target">Says what was annotated.</param>
    public static Tensor MeanOverVoxels(Tensor values, LossTarget target)
    {
        if (target.Annotated is not { } annotated)
            return values.mean();
        var planes = values.dim() == annotated.dim() ? values.shape[1] : 1;
        return values.sum() / (planes * annotated.to_type(values.dtype).sum()).clamp_min(1e-8);
    }

    /// <summary>Mean over the images of which anything was annotated; 0 where there is none.</summary>
    /// <param name="values">[batch, …]: of each image.</param>
    /// <param name="target">Says what was annotated.</param>
    public static Tensor MeanOverImages(Tensor values, LossTarget target)
    {
        if (target.Annotated is null)
            return values.mean();
        var any = Images(target, values);
        return (values * any).sum() / (any.sum() * (values.numel() / values.shape[0])).clamp_min(1);
    }

    /// <returns>[batch, 1, …]: 1 for images of which anything was annotated, else 0; of the number of axes and the type of
    /// others.</returns>
    public static Tensor Images(LossTarget target, Tensor like) =>
        target.Annotated!.flatten(1).sum(1).gt(0).to_type(like.dtype).reshape([like.shape[0], .. Enumerable.Repeat(
            1L,
            (int)like.dim() - 1)]);
}
