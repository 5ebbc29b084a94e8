"""A sliding-window prediction with mirrors of the U-Net in train_step.py, as milliseconds on one line of JSON.

Usage: predict_window.py [--image 512] [--size 128] [--threads 2] [--steps 3]
"""
import argparse
import itertools
import json

import torch

from train_step import UNet, median_ms


def main():
    parser = argparse.ArgumentParser()
    for name, value in dict(image=512, size=128, width=16, stages=5, threads=2, steps=3).items():
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    net = UNet([options.width << i for i in range(options.stages)]).eval()
    image = torch.randn(1, 1, options.image, options.image)
    size = options.size
    axis = torch.exp(-((torch.arange(size) - (size - 1) / 2) / (size / 8)) ** 2 / 2)
    weight = (axis[:, None] * axis).clamp_min(1e-3)
    starts = range(0, options.image - size + 1, size // 2)
    mirrors = [(), (3,), (2,), (2, 3)]

    def predict():
        total, covered = torch.zeros(2, options.image, options.image), torch.zeros(options.image, options.image)
        with torch.inference_mode():
            for y, x in itertools.product(starts, starts):
                window = image[:, :, y:y + size, x:x + size]
                answers = net(torch.cat([window.flip(axes) for axes in mirrors]))[0]
                mean = sum(answers[i:i + 1].flip(axes) for i, axes in enumerate(mirrors))[0] / len(mirrors)
                total[:, y:y + size, x:x + size] += mean * weight
                covered[y:y + size, x:x + size] += weight
            return (total / covered).softmax(0).argmax(0)

    print(json.dumps({"torch": torch.__version__, "predict_ms": median_ms(predict, options.steps)}))


if __name__ == "__main__":
    main()
