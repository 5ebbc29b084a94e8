"""Reading and writing a compressed NIfTI volume in nibabel, as milliseconds on one line of JSON.

Usage: formats.py --type int16|float32 --source FILE --write FILE [--steps 3]
The voxels come from the source; they are written to the other file with nibabel's defaults, and that is read.
"""
import argparse
import json
import statistics
import time

import nibabel
import numpy as np


def median_ms(steps, work):
    work()
    times = []
    for _ in range(steps):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--type", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--write", required=True)
    parser.add_argument("--steps", type=int, default=3)
    options = parser.parse_args()
    source = nibabel.load(options.source)
    image = nibabel.Nifti1Image(np.asarray(source.dataobj).astype(options.type), source.affine)
    write = median_ms(options.steps, lambda: nibabel.save(image, options.write))
    read = median_ms(options.steps, lambda: nibabel.load(options.write).get_fdata(dtype=np.float32))
    print(json.dumps({"nibabel": nibabel.__version__, "write_ms": write, "read_ms": read}))


if __name__ == "__main__":
    main()
