"""Surface metrics by SciPy's distance transforms. Reads names of work on standard input, answers each with its milliseconds on one line of JSON.

Usage: metrics.py FOLDER SIZE    (FOLDER holds prediction.u8 and reference.u8, SIZE x 2*SIZE x 2*SIZE voxels of 0.3 mm each)
"""
import json
import sys
import time
from pathlib import Path

import numpy as np
from scipy import ndimage

SPACING = (0.3, 0.3, 0.3)


def border(mask):
    return mask & ~ndimage.binary_erosion(mask)


def metrics(prediction, reference):
    predicted, drawn = border(prediction), border(reference)
    there = ndimage.distance_transform_edt(~drawn, sampling=SPACING)[predicted]
    back = ndimage.distance_transform_edt(~predicted, sampling=SPACING)[drawn]
    both = np.concatenate([there, back])
    return [
        both.max(),
        max(np.percentile(there, 95), np.percentile(back, 95)),
        both.mean(),
        (there.mean() + back.mean()) / 2,
        *[(both <= tolerance).mean() for tolerance in (0.3, 1, 2)],
    ]


def cropped(prediction, reference):
    box = ndimage.find_objects((prediction | reference).astype(np.uint8))[0]
    box = tuple(slice(max(side.start - 1, 0), side.stop + 1) for side in box)
    return metrics(prediction[box], reference[box])


def main():
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    masks = [np.fromfile(folder / name, np.uint8).reshape(size, 2 * size, 2 * size).astype(bool) for name in ("prediction.u8", "reference.u8")]
    table = {"whole": metrics, "cropped": cropped}
    for line in sys.stdin:
        start = time.perf_counter()
        table[line.strip()](*masks)
        print(json.dumps({"ms": 1000 * (time.perf_counter() - start)}), flush=True)


if __name__ == "__main__":
    main()
