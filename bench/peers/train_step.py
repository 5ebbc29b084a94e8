"""A training step and a prediction of a plain 2-D U-Net in PyTorch, as milliseconds on one line of JSON.

Usage: train_step.py [--size 128] [--batch 8] [--width 16] [--stages 5] [--threads 2] [--steps 9]
"""
import argparse
import json
import statistics
import time

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Sequential):
    def __init__(self, inputs, features, stride):
        super().__init__(
            nn.Conv2d(inputs, features, 3, stride, 1), nn.InstanceNorm2d(features, affine=True), nn.LeakyReLU(0.01),
            nn.Conv2d(features, features, 3, 1, 1), nn.InstanceNorm2d(features, affine=True), nn.LeakyReLU(0.01))


class UNet(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.down = nn.ModuleList(Block(1 if i == 0 else features[i - 1], f, 1 if i == 0 else 2) for i, f in enumerate(features))
        pairs = list(zip(features[1:], features))[::-1]
        self.lift = nn.ModuleList(nn.ConvTranspose2d(a, b, 2, 2) for a, b in pairs)
        self.up = nn.ModuleList(Block(2 * b, b, 1) for _, b in pairs)
        self.heads = nn.ModuleList(nn.Conv2d(b, 2, 1) for _, b in pairs)

    def forward(self, x):
        skips = []
        for block in self.down:
            skips.append(x := block(x))
        skips.pop()
        logits = []
        for lift, block, head in zip(self.lift, self.up, self.heads):
            x = block(torch.cat([lift(x), skips.pop()], 1))
            logits.insert(0, head(x))
        return logits


def loss_of(logits, labels):
    total = 0
    for i, level in enumerate(logits[:-1]):
        target = labels[:, ::2 ** i, ::2 ** i]
        p = level.softmax(1)[:, 1]
        dice = 2 * (p * target).sum() / (p.sum() + target.sum() + 1e-5)
        total = total + (F.cross_entropy(level, target) - dice) / 2 ** i
    return total


def median_ms(work, steps):
    times = []
    for i in range(steps + 2):
        start = time.perf_counter()
        work()
        if i > 1:
            times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser()
    for name, value in dict(size=128, batch=8, width=16, stages=5, threads=2, steps=9).items():
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    net = UNet([options.width << i for i in range(options.stages)])
    optimiser = torch.optim.SGD(net.parameters(), 0.1, momentum=0.9, nesterov=True, weight_decay=3e-5)
    image = torch.randn(options.batch, 1, options.size, options.size)
    labels = (torch.rand(options.batch, options.size, options.size) > 0.9).long()

    def step():
        optimiser.zero_grad()
        loss_of(net(image), labels).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 12)
        optimiser.step()

    def predict():
        with torch.no_grad():
            net(image)

    print(json.dumps({"torch": torch.__version__, "train_ms": median_ms(step, options.steps), "predict_ms": median_ms(predict, options.steps)}))


if __name__ == "__main__":
    main()
