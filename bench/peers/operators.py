"""3-D operators in SciPy and scikit-image. Reads names of work on standard input, answers each with its milliseconds on one line of JSON.

Usage: operators.py FOLDER SIZE    (FOLDER holds image.f32 and mask.u8, SIZE^3 voxels each)
"""
import json
import sys
import time
from pathlib import Path

import numpy as np
from scipy import ndimage
from skimage import filters, measure, morphology, segmentation


def works(folder, size):
    shape = (size, size, size)
    image = np.fromfile(folder / "image.f32", "<f4").reshape(shape)
    mask = np.fromfile(folder / "mask.u8", np.uint8).reshape(shape)
    small = np.ascontiguousarray(image[:size // 2, :size // 2, :size // 2])
    ball = morphology.ball(5)
    everywhere = np.ones((3, 3, 3))
    return {
        "copy": lambda: image.copy(),
        "distance": lambda: ndimage.distance_transform_edt(mask, sampling=(2.5, 1, 0.7)),
        "components6": lambda: ndimage.label(mask),
        "components26": lambda: ndimage.label(mask, everywhere),
        "gaussian": lambda: ndimage.gaussian_filter(image, 2),
        "cubic": lambda: ndimage.zoom(image, 0.75, order=3),
        "linear": lambda: ndimage.zoom(image, 0.75, order=1),
        "median": lambda: ndimage.median_filter(small, 3),
        "dilation": lambda: ndimage.grey_dilation(small, footprint=ball),
        "otsu": lambda: filters.threshold_otsu(image),
        "percentiles": lambda: np.percentile(image, [0.5, 99.5]),
        "surface": lambda: measure.marching_cubes(image, 1.0),
        "watershed": lambda: segmentation.watershed(image),
    }


def main():
    table = works(Path(sys.argv[1]), int(sys.argv[2]))
    for line in sys.stdin:
        start = time.perf_counter()
        table[line.strip()]()
        print(json.dumps({"ms": 1000 * (time.perf_counter() - start)}), flush=True)


if __name__ == "__main__":
    main()
