using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Series;

namespace Seno.Imaging.Formats.Dicom;

/// <summary>The DICOM objects of a file, a folder, a zip or a tar.gz: image series, segmentations and structure sets.</summary>
/// <remarks>
/// Headers are parsed by Seno itself, all at once and in parallel; pixels are read when a series is. Objects that hold neither images nor contours
/// (reports, plans, DICOMDIRs) and files that are no DICOM are listed in <see cref="Skipped"/>, unless nothing else is there.
/// </remarks>
public sealed class DicomSource : IDisposable
{
    private readonly ArchiveFolder? archive;

    private DicomSource(string path, ArchiveFolder? archive, List<Found> found)
    {
        Path = path;
        this.archive = archive;
        Series = SeriesGrouping.Of([.. found.Select(one => one.Instance).OfType<DicomInstance>()], path, Warnings);
        Segmentations = [.. found.Where(one => one.Kind == ObjectKind.Segmentation).Select(one => one.Path)];
        Structures = [.. found.Where(one => one.Kind == ObjectKind.Structures).Select(one => one.Path)];
        Skipped = [.. found.Where(one => one.Reason is not null).Select(one => one.Reason!)];
    }

    public string Path { get; }

    /// <value>Image series, in the order of their first files' names.</value>
    public IReadOnlyList<DicomSeries> Series { get; }

    /// <value>DICOM SEG files. They live as long as this object where they come from an archive.</value>
    public IReadOnlyList<string> Segmentations { get; }

    /// <value>RTSTRUCT files, with the same life.</value>
    public IReadOnlyList<string> Structures { get; }

    /// <value>Files left out, each with the reason.</value>
    public IReadOnlyList<string> Skipped { get; }

    /// <value>What was decided and may not be expected: a copy of an object left out.</value>
    public IReadOnlyList<string> Notes => Warnings;

    private List<string> Warnings { get; } = [];

    /// <returns>Whether a file has DICOM's mark at its 128th byte, or starts like a data set that was stored without one.</returns>
    /// <exception cref="DataException">It cannot be read.</exception>
    public static bool IsDicom(string path) => DicomFile.LooksLikeDicom(path);

    /// <param name="path">One DICOM file, a folder (searched with its subfolders; links are not followed), a zip, tar, tar.gz or gz.</param>
    /// <exception cref="DataException">Missing; a DICOM file that is damaged; nothing in it is an image, a segmentation or a structure set.</exception>
    public static DicomSource Open(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new DataException(path, "does not exist", "Check the path");
        var single = File.Exists(path) && !ArchiveFolder.IsArchive(path);
        if (single)
            return new(path, null, [Look(path, only: true)]);
        var archive = ArchiveFolder.Open(path);
        try
        {
            return new(path, archive, LookAtAll(path, archive.Folder));
        }
        catch (DataException failure)
        {
            archive.Dispose();
            // the folder of an archive's entries is gone now
            string Named(string text) => text.Replace(archive.Folder, path, StringComparison.Ordinal);
            throw new DataException(Named(failure.File), Named(failure.Problem), failure.Cure, failure);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <returns>The only series; of one series UID also the only stack among single images, which are its localizers.</returns>
    /// <exception cref="DataException">None or several.</exception>
    public DicomSeries Only() => Choose(null);

    /// <returns>The series that is meant.</returns>
    /// <param name="wanted">
    /// Its number from 1, its UID, UID#n where one UID falls into several stacks, its description or a part of that; null for the only one.
    /// </param>
    /// <param name="note">Told of single images left out.</param>
    /// <exception cref="DataException">None fits, or several.</exception>
    public DicomSeries Choose(string? wanted, Action<string>? note = null) => Series.Count > 0
        ? DicomStackChoice.Of(Series, Path, wanted, note)
        : throw new DataException(Path, "holds no DICOM images", "Give the folder of an image series");

    /// <returns>
    /// The series that a segmentation or contours name as theirs, if they name one that is here; else as <see cref="Choose"/>.
    /// </returns>
    /// <param name="uids">Series UIDs.</param>
    /// <param name="wanted">As for <see cref="Choose"/>.</param>
    /// <param name="note">As for <see cref="Choose"/>.</param>
    /// <exception cref="DataException">As <see cref="Choose"/>.</exception>
    public DicomSeries Named(IReadOnlyList<string> uids, string? wanted, Action<string>? note = null)
    {
        var named = Series.Where(one => uids.Contains(one.Uid)).ToArray();
        return wanted is null && named.Length > 0 ? DicomStackChoice.Of(named, Path, null, note) : Choose(wanted, note);
    }

    public void Dispose() => archive?.Dispose();

    private static List<Found> LookAtAll(string path, string folder)
    {
        var files = DicomGuard.Run(
            folder,
            () => FolderListing.AllFiles(folder).Where(file => new FileInfo(file).LinkTarget is null).ToArray());
        var found = new Found[files.Length];
        DicomGuard.Parallel(() => Parallel.For(0, files.Length, i => found[i] = Look(files[i], only: files.Length == 1)));
        if (found.All(one => one.Reason is not null))
            throw new DataException(path, found.Length == 0 ? "is empty" : $"holds no DICOM image, segmentation or structure set among {found.Length} files ({found[0].Reason})", "Give the folder of an image series");
        return [.. found];
    }

    /// <param name="path">A file.</param>
    /// <param name="only">What would be skipped among others is an error alone.</param>
    private static Found Look(string path, bool only) => DicomGuard.Run(path, () => Looked(path, only));

    private static Found Looked(string path, bool only)
    {
        if (!only && RegularFile.IsOther(path))
            return new(path, ObjectKind.Other, null, $"{path}: no file that holds data");
        if (!DicomFile.LooksLikeDicom(path))
            return only ? throw new DataException(path, "is no DICOM file", "Check what the file is") : new(path, ObjectKind.Other, null, $"{path}: no DICOM");
        var file = DicomFile.Open(path);
        var kind = ObjectKinds.Of(file);
        if (kind is ObjectKind.Segmentation or ObjectKind.Structures)
            return new(path, kind, null, null);
        if (kind == ObjectKind.Image)
            return new(path, kind, InstanceReader.Read(file), null);
        var problem = new DataException(path, $"has no pixel data{ObjectKinds.NameOf(file)}", "Give images; reports, plans and directories hold none");
        return only ? throw problem : new(path, kind, null, problem.Message);
    }

    private sealed record Found(string Path, ObjectKind Kind, DicomInstance? Instance, string? Reason);
}
