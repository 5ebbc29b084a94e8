"""Reads a DICOM series into one float32 volume with pydicom and NumPy, as milliseconds on one line of JSON.

Usage: dicom.py FOLDER [--steps 3]
"""
import argparse
import json
import os
import statistics
import time

import numpy as np
import pydicom


def read(folder):
    slices = [pydicom.dcmread(os.path.join(folder, name)) for name in os.listdir(folder)]
    first = slices[0]
    normal = np.cross(*np.array(first.ImageOrientationPatient, float).reshape(2, 3))
    slices.sort(key=lambda one: float(np.dot(normal, np.array(one.ImagePositionPatient, float))))
    volume = np.empty((len(slices), first.Rows, first.Columns), np.float32)
    for z, one in enumerate(slices):
        volume[z] = one.pixel_array * np.float32(one.RescaleSlope) + np.float32(one.RescaleIntercept)
    return volume


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--steps", type=int, default=3)
    options = parser.parse_args()
    mean = float(read(options.folder).mean(dtype=np.float64))
    times = []
    for _ in range(options.steps):
        start = time.perf_counter()
        read(options.folder)
        times.append(1000 * (time.perf_counter() - start))
    print(json.dumps({"dicom_ms": statistics.median(times), "mean": mean, "pydicom": pydicom.__version__}))


if __name__ == "__main__":
    main()
