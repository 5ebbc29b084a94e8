"""Reads what Seno wrote (see bench/dicom-conformance) with pydicom and numpy, and compares it with the raw arrays beside it.

Usage: dicom_check.py FOLDER
"""
import glob
import os
import sys

import numpy as np
import pydicom


def series(folder):
    """Files sorted along the slice normal; float64 [z, y, x]."""
    files = [pydicom.dcmread(name) for name in glob.glob(os.path.join(folder, "*.dcm"))]
    row, column = np.array(files[0].ImageOrientationPatient[:3]), np.array(files[0].ImageOrientationPatient[3:])
    normal = np.cross(row.astype(float), column.astype(float))
    files.sort(key=lambda one: (float(np.dot(np.array(one.ImagePositionPatient, float), normal)), one.InstanceNumber))
    return files, np.stack([one.pixel_array * float(one.RescaleSlope) + float(one.RescaleIntercept) for one in files])


def segmentation(path, positions):
    """Segment number: fractions on the slices at these positions."""
    data = pydicom.dcmread(path)
    shape = (int(data.NumberOfFrames), data.Rows, data.Columns)
    raw = np.frombuffer(data.PixelData, np.uint8)
    if data.SegmentationType == "BINARY":
        frames = np.unpackbits(raw, bitorder="little")[:np.prod(shape)].reshape(shape).astype(float)
    else:
        frames = raw[:np.prod(shape)].reshape(shape) / data.MaximumFractionalValue
    result = {one.SegmentNumber: np.zeros((len(positions),) + shape[1:]) for one in data.SegmentSequence}
    for frame, groups in zip(frames, data.PerFrameFunctionalGroupsSequence):
        position = np.array(groups.PlanePositionSequence[0].ImagePositionPatient, float)
        z = int(np.argmin(np.linalg.norm(positions - position, axis=1)))
        assert np.linalg.norm(positions[z] - position) < 1e-3, "a frame lies on no slice"
        result[groups.SegmentIdentificationSequence[0].ReferencedSegmentNumber][z] = frame
    return result


def filled(points, rows, columns):
    """Even-odd, pixel by pixel: slow and plain."""
    y, x = np.mgrid[:rows, :columns]
    inside = np.zeros((rows, columns), bool)
    for (ax, ay), (bx, by) in zip(points, np.roll(points, -1, axis=0)):
        crosses = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            inside ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return inside


def structures(path, files):
    data = pydicom.dcmread(path)
    row, column = np.array(files[0].ImageOrientationPatient[:3], float), np.array(files[0].ImageOrientationPatient[3:], float)
    spacing = [float(value) for value in files[0].PixelSpacing]
    order = {one.SOPInstanceUID: z for z, one in enumerate(files)}
    result = {}
    for roi in data.ROIContourSequence:
        mask = np.zeros((len(files), files[0].Rows, files[0].Columns), bool)
        for contour in roi.ContourSequence:
            z = order[contour.ContourImageSequence[0].ReferencedSOPInstanceUID]
            offsets = np.array(contour.ContourData, float).reshape(-1, 3) - np.array(files[z].ImagePositionPatient, float)
            assert np.abs(offsets @ np.cross(row, column)).max() < 1e-3, "a contour lies beside its slice"
            mask[z] ^= filled(np.stack([offsets @ row / spacing[1], offsets @ column / spacing[0]], 1), *mask.shape[1:])
        result[int(roi.ReferencedROINumber)] = mask
    return result


def main(folder):
    files, ct = series(os.path.join(folder, "CT"))
    image = np.fromfile(os.path.join(folder, "image.raw"), np.float32).reshape(ct.shape)
    labels = np.fromfile(os.path.join(folder, "labels.raw"), np.uint8).reshape(ct.shape)
    failures = []

    def check(what, fine):
        print(f"{'ok  ' if fine else 'FAIL'} {what}")
        if not fine:
            failures.append(what)

    check("CT: every voxel", np.array_equal(ct, image))
    check("MR: every voxel", np.array_equal(series(os.path.join(folder, "MR"))[1], image))
    check("patient's name in UTF-8", str(files[0].PatientName) == "Größe^Ä")
    phases = series(os.path.join(folder, "phases"))[1].reshape(len(files), 3, *image.shape[1:])
    check("phases: every voxel", all(np.allclose(phases[:, k], wanted) for k, wanted in enumerate([image, image + 50, image * 2])))
    positions = np.array([one.ImagePositionPatient for one in files], float)
    binary = segmentation(os.path.join(folder, "seg-binary.dcm"), positions)
    check("binary segments: every voxel", all(np.array_equal(binary[k], labels == k) for k in (1, 2)))
    fractional = segmentation(os.path.join(folder, "seg-fractional.dcm"), positions)
    check("fractional segments: within 1/510", all(np.abs(fractional[k] - 0.75 * (labels == k)).max() <= 1 / 510 for k in (1, 2)))
    contours = structures(os.path.join(folder, "rtstruct.dcm"), files)
    check("contours: every voxel, the hole too", all(np.array_equal(contours[k], labels == k) for k in (1, 2)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
