"""The augmentations of a training patch in SciPy and scikit-image, each once, as milliseconds on one line of JSON.

Usage: augment.py [--size 128] [--steps 60]
"""
import argparse
import json
import statistics
import time

import numpy as np
from scipy import ndimage
from skimage.transform import resize


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--steps", type=int, default=60)
    options = parser.parse_args()
    size = options.size
    random = np.random.default_rng(1)
    plane = random.standard_normal((size, size)).astype(np.float32)
    labels = np.zeros((size, size), np.uint8)
    labels[size // 3:size // 3 + 9] = 1
    turn, scale = 0.3, 1.2
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) / scale
    middle = np.full(2, (size - 1) / 2)
    offset = middle - matrix @ middle
    low = round(size * 0.6)

    def augment():
        image = ndimage.affine_transform(plane, matrix, offset, order=1)[:, ::-1]
        # Linear on the one-hot label and a threshold: what ours does for two classes.
        label = ndimage.affine_transform(labels.astype(np.float32), matrix, offset, order=1)[:, ::-1] > 0.5
        image = image + random.normal(0, np.sqrt(0.05), image.shape).astype(np.float32)
        image = ndimage.gaussian_filter(image, 0.8)
        image = image * np.float32(1.1)
        mean, floor, ceiling = image.mean(), image.min(), image.max()
        image = np.clip((image - mean) * np.float32(0.9) + mean, floor, ceiling)
        image = resize(resize(image, (low, low), order=0, mode="edge", anti_aliasing=False), (size, size), order=3, mode="edge", anti_aliasing=False)
        mean, deviation, floor, span = image.mean(), image.std(), image.min(), np.ptp(image)
        image = ((image - floor) / max(span, 1e-7)) ** 1.2 * span + floor
        image = (image - image.mean()) / max(image.std(), 1e-7) * deviation + mean
        return image, label

    times = []
    augment()
    for _ in range(options.steps):
        start = time.perf_counter()
        augment()
        times.append(1000 * (time.perf_counter() - start))
    print(json.dumps({"augment_ms": statistics.median(times)}))


if __name__ == "__main__":
    main()
