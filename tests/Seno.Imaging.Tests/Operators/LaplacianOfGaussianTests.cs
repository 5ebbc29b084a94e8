using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class LaplacianOfGaussianTests
{
    [Fact]
    public void It_agrees_with_scipy() =>
        // scipy 1.10.1: ndimage.gaussian_laplace(image, 1)
        Images.AssertNear([2.3744, 0.591747, -1.09972, 0.479713, 0.766127, -1.23508, 0.957103, -0.774399, -1.4878, 1.239, -1.2404, 1.4864, 0.773002, -0.958499, 1.23368, -0.767524, -0.481109, 1.09832, -0.593144, -2.3758], LaplacianOfGaussian.Of(Images.Counted(5, 4, 1), 1), 1e-5);
}
