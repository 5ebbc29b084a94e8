namespace Seno.Learning.Training;

/// <summary>(1 − i/N)^p, nnU-Net's schedule with p = 0.9.</summary>
public static class PolynomialSchedule
{
    public static double Rate(long iteration, long iterations, double power = 0.9) =>
        Math.Pow(1 - (double)iteration / iterations, power);
}
