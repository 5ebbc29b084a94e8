namespace Seno.Imaging.Formats.Raster;

/// <summary>Takes what one page of a picture holds.</summary>
/// <param name="page">Its place among the pages that are read, from 0.</param>
/// <param name="samples">Pixel by pixel, as stored.</param>
internal delegate void PageUse(int page, Span<float> samples);
