using System.Globalization;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Series;

namespace Seno.Imaging.Formats.Dicom.Writing;

/// <summary>What every object derived from a series shares with it: patient, study, frame of reference; and who made it.</summary>
internal static class CommonModules
{
    private const string Model = "Seno";
    private const string Version = "0.1";

    /// <summary>Attributes taken over as they are, with their representations.</summary>
    private static readonly (uint Tag, string Vr)[] Inherited =
    [
        (DicomTag.StudyDate, "DA"),
        (DicomTag.StudyTime, "TM"),
        (DicomTag.AccessionNumber, "SH"),
        (DicomTag.ReferringPhysician, "PN"),
        (DicomTag.PatientName, "PN"),
        (DicomTag.PatientId, "LO"),
        (DicomTag.PatientBirthDate, "DA"),
        (DicomTag.PatientSex, "CS"),
        (DicomTag.StudyInstance, "UI"),
        (DicomTag.StudyId, "SH"),
    ];

    /// <param name="source">The series the object is made from.</param>
    /// <param name="sopClass">Of the object.</param>
    /// <param name="modality">Of the object.</param>
    /// <param name="description">Of its series.</param>
    /// <param name="content">What it holds, as its identity.</param>
    /// <param name="created">When.</param>
    public static DicomObject Derived(DicomSeries source, string sopClass, string modality, string description, string content, DateTimeOffset created)
    {
        var target = Equipment(created);
        foreach (var (tag, vr) in Inherited)
            target.Add(tag, vr, source.Header.Text(tag, source.CharacterSet));
        if (source.FrameOfReferenceUid.Length > 0)
        {
            target.Add(DicomTag.FrameOfReference, "UI", source.FrameOfReferenceUid);
            target.Add(DicomTag.PositionReference, "LO", source.Header.Text(DicomTag.PositionReference, source.CharacterSet));
        }
        var identity = DicomUid.Of(source.Uid, sopClass, description, content, created.ToString("O", CultureInfo.InvariantCulture));
        target.Add(DicomTag.SopClass, "UI", sopClass);
        target.Add(DicomTag.SopInstance, "UI", identity);
        target.Add(DicomTag.Modality, "CS", modality);
        target.Add(DicomTag.SeriesDescription, "LO", Short(description, 64));
        target.Add(DicomTag.SeriesInstance, "UI", DicomUid.Of(identity, "series"));
        target.AddInteger(DicomTag.SeriesNumber, 1 + (source.Header.Integer(DicomTag.SeriesNumber) ?? 0) % 9000);
        target.AddInteger(DicomTag.InstanceNumber, 1);
        return target;
    }

    /// <summary>Character set, equipment, and the times of making.</summary>
    public static DicomObject Equipment(DateTimeOffset created)
    {
        var target = new DicomObject
        {
            { DicomTag.CharacterSet, "CS", "ISO_IR 192" },
            { DicomTag.Manufacturer, "LO", "Seno project" },
            { DicomTag.ManufacturerModel, "LO", Model },
            { DicomTag.DeviceSerialNumber, "LO", "1" },
            { DicomTag.SoftwareVersions, "LO", Version },
        };
        AddTime(target, DicomTag.ContentDate, DicomTag.ContentTime, created);
        return target;
    }

    public static void AddTime(DicomObject target, uint date, uint time, DateTimeOffset at)
    {
        target.Add(date, "DA", at.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        target.Add(time, "TM", at.ToString("HHmmss.ffffff", CultureInfo.InvariantCulture));
    }

    public static DicomObject Reference(DicomFrame frame)
    {
        var item = Reference(frame.Instance);
        if (frame.Instance.Frames.Count > 1)
            item.AddInteger(DicomTag.ReferencedFrameNumber, frame.Index + 1);
        return item;
    }

    public static DicomObject Reference(DicomInstance instance) => new()
    {
        { DicomTag.ReferencedSopClass, "UI", instance.SopClass },
        { DicomTag.ReferencedSopInstance, "UI", instance.SopInstance },
    };

    /// <returns>Cut to what a representation has room for.</returns>
    public static string Short(string text, int characters) => text.Length <= characters ? text : text[..characters];
}
