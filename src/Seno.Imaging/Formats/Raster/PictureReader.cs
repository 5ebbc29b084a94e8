using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>Turns the decoded pages of a picture into volumes: components by their meaning, upright, page by page.</summary>
internal sealed class PictureReader
{
    private readonly Picture picture;
    private readonly ImageReadOptions options;
    private readonly string[]? names;
    private readonly (float Low, float High)[] ranges;
    private bool coloured;

    /// <exception cref="DataException">A component that is not there.</exception>
    public PictureReader(Picture picture, ImageReadOptions options)
    {
        (this.picture, this.options) = (picture, options);
        var set = picture.Channels.Set;
        if (options.Colour && set is not { Coloured: true })
            throw new DataException(
                picture.Path,
                $"is no colour picture ({picture.Bands} × {picture.Type.Name()})",
                "Give one file a channel, or a picture in RGB");
        if (picture.MayBeStack && options is { Component: null, Colour: false })
        {
            var problem = string.Create(
                CultureInfo.InvariantCulture,
                $"is a stack of {picture.Bands} slices that tifffile stored as colours, or a colour picture in planes");
            throw new DataException(
                picture.Path,
                problem,
                "Save a stack with photometric='minisblack'; take a colour out with seno convert --component luminance");
        }
        if (set is not null && options is not { Component: null, Colour: false })
            set.RequireChoice(picture.Path, options);
        names = set is null ? null : options.Colour ? ["red", "green", "blue"] : [options.Component ?? set.Default];
        ranges = [.. Enumerable.Repeat((float.PositiveInfinity, float.NegativeInfinity), picture.Bands)];
    }

    private int PerPage => names?.Length ?? picture.Bands;

    /// <exception cref="DataException">Too large for memory.</exception>
    /// <exception cref="NetVips.VipsException">Damaged.</exception>
    public ImageContent Read(Action<string>? warn)
    {
        var axes = picture.Axes;
        var layout = new FileLayout(
            picture.Path,
            [new(picture.Size.X, true), new(picture.Size.Y, true), new(axes.Slices, true), new((long)PerPage * axes.Volumes, false)]);
        ReadGuard.RequireMemory(picture.Path, layout.Elements);
        var geometry = Spacing() is { } spacing ? new Geometry(layout.Size, spacing) { PlaceKnown = false } : new Geometry(layout.Size);
        var volumes = Volumes(geometry);
        picture.Type.TellOfRounding(picture.Path, volumes, warn);
        Tell(warn);
        var chosen = ComponentSet.Choose(picture.Path, volumes, null, names is null ? options : ImageReadOptions.Default);
        var whole = axes.Scale == (1, 0);
        return new()
        {
            Format = picture.Format,
            Images = new(chosen.Volumes, axes.TimeStep is { } step && chosen.Volumes.Count == axes.Volumes ? [.. Enumerable.Range(0, axes.Volumes).Select(i => i * step)] : null),
            StoredAs = StoredAs(),
            VoxelType = whole ? picture.Type : VoxelType.Float32,
            Components = options.Colour ? names : options.Component is { } component ? [component] : null,
        };
    }

    private Vector3? Spacing() => picture.Axes.Spacing is { } spacing && Upright.Swaps(picture.Orientation)
        ? new(spacing.Y, spacing.X, spacing.Z)
        : picture.Axes.Spacing;

    private string StoredAs()
    {
        var (slope, intercept) = picture.Axes.Scale;
        var type = picture.Bands > 1
            ? string.Create(CultureInfo.InvariantCulture, $"{picture.Bands} × {picture.Type.Name()}")
            : picture.Type.Name();
        var scale = (slope, intercept) == (1, 0) ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $" × {slope:G7} {(intercept < 0 ? "−" : "+")} {Math.Abs(intercept):G7}");
        return type + scale;
    }

    private Volume<float>[] Volumes(Geometry geometry)
    {
        var volumes = Enumerable.Range(0, PerPage * picture.Axes.Volumes).Select(_ => new Volume<float>(geometry)).ToArray();
        var places = PlacesOfPages();
        var pagePixels = picture.Width * picture.Height;
        var lying = new float[picture.Orientation == 1 ? 0 : pagePixels];
        picture.Decode((page, samples) =>
        {
            Look(samples);
            for (var part = 0; part < PerPage; part++)
            {
                foreach (var place in places[page])
                {
                    var (volume, slice) = (place / picture.Axes.Slices, place % picture.Axes.Slices);
                    var target = volumes[part + PerPage * volume].Span.Slice(slice * pagePixels, pagePixels);
                    Take(samples, part, picture.Orientation == 1 ? target : lying);
                    if (picture.Orientation != 1)
                        Upright.Turn(lying, picture.Width, picture.Height, picture.Orientation, target);
                }
            }
        });
        Rescale(volumes);
        return volumes;
    }

    private List<int>[] PlacesOfPages()
    {
        var places = Enumerable.Range(0, picture.Axes.Order.Count).Select(_ => new List<int>()).ToArray();
        for (var place = 0; place < picture.Axes.Order.Count; place++)
            places[picture.Axes.Order[place]].Add(place);
        return places;
    }

    private void Take(ReadOnlySpan<float> samples, int part, Span<float> target)
    {
        if (names is not null)
        {
            picture.Channels.Set!.Take(samples, names[part], target);
            return;
        }
        for (var i = 0; i < target.Length; i++)
            target[i] = samples[i * picture.Bands + part];
    }

    /// <summary>What is to be warned of once all is read.</summary>
    private void Look(Span<float> samples)
    {
        if (picture.Channels.Set is null)
            return;
        var bands = picture.Bands;
        for (var i = 0; i < samples.Length; i += bands)
        {
            var pixel = samples.Slice(i, bands);
            for (var c = 0; c < bands; c++)
                ranges[c] = (Math.Min(ranges[c].Low, pixel[c]), Math.Max(ranges[c].High, pixel[c]));
            coloured |= bands >= 3 && !(pixel[0] == pixel[1] && pixel[1] == pixel[2]);
        }
    }

    private void Rescale(Volume<float>[] volumes)
    {
        var (slope, intercept) = picture.Axes.Scale;
        if ((slope, intercept) == (1, 0))
            return;
        foreach (var volume in volumes)
        {
            foreach (ref var value in volume.Span)
                value = (float)(value * slope + intercept);
        }
    }

    private void Tell(Action<string>? warn)
    {
        if (picture.Orientation != 1)
            warn?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{picture.Path}: turned upright as its EXIF orientation {picture.Orientation} says (stored as {picture.Width}×{picture.Height}, read as {picture.Size.X}×{picture.Size.Y})"));
        if (names is not [var name] || options.Component is not null || picture.Channels.Set is not { } set)
            return;
        if (set.Inks)
            warn?.Invoke($"{picture.Path}: CMYK picture, read as luminance");
        else if (coloured && name == ComponentSet.Luminance)
            warn?.Invoke($"{picture.Path}: {(picture.Channels.Palette ? "palette" : "colour")} picture, read as luminance");
        if (set.Alpha >= 0 && ranges[set.Alpha].Low < ranges[set.Alpha].High && ranges[..set.Alpha].All(range => range.Low == range.High))
            warn?.Invoke($"{picture.Path}: is one grey everywhere, only its alpha differs, which is not read; take that out with seno convert --component alpha");
    }
}
