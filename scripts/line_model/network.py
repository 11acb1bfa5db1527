# SPDX-License-Identifier: Apache-2.0
"""The network of a Tesseract model (tessdata_fast's shape, docs/recogniser.md 3) as a PyTorch module: read from a .traineddata file
of 8 bit weights, trained, written back into a copy of it.

Packages: apt-get install python3-numpy python3-torch libopenblas0-pthread (without the last, training takes five times as long)
"""
import struct

import numpy as np
import torch
from torch import nn

NETWORK, CHARACTERS, CODES = 17, 21, 22          # components of a .traineddata file
GATES = ("input", "input gate", "forget gate", "output gate")
TORCH_ORDER = (1, 2, 0, 3)                       # PyTorch's i f g o among Tesseract's four


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def number(self, form):
        value = struct.unpack_from("<" + form, self.data, self.at)[0]
        self.at += struct.calcsize("<" + form)
        return value

    def text(self):
        length = self.number("I")
        self.at += length
        return self.data[self.at - length:self.at].decode()


def component(data, which):
    """(first, end) of a component."""
    count = struct.unpack_from("<i", data)[0]
    offsets = struct.unpack_from(f"<{count}q", data, 4)
    return offsets[which], min([o for o in offsets if o > offsets[which]] + [len(data)])


def matrices_in(network):
    """(rows, columns, place of the weights, place of the scales) of each matrix, and the null code."""
    reader, places = Reader(network), []

    def matrix():
        flags, rows, columns = reader.number("B"), reader.number("I"), reader.number("I")
        assert flags in (133, 129), "weights not in 8 bits"
        reader.number("b")
        weights = reader.at
        reader.at += rows * columns
        scales = reader.number("I")
        places.append((rows, columns, weights, reader.at))
        reader.at += 8 * scales

    def layer():
        assert reader.number("b") == 0
        kind = reader.text()
        reader.at += 2
        flags = reader.number("i")
        reader.at += 12
        reader.text()
        if kind in ("Series", "XYTranspose", "RTLReversed"):
            for _ in range(reader.number("I")):
                layer()
            if flags & 64:
                rates = reader.number("I")
                reader.at += 4 * rates
        elif kind == "Input":
            reader.at += 20
        elif kind in ("Convolve", "Maxpool"):
            reader.at += 8
        elif kind in ("LSTM", "SummLSTM"):
            reader.at += 4
            for _ in GATES:
                matrix()
        else:
            assert kind in ("Tanh", "Softmax"), kind
            matrix()

    layer()
    reader.text()
    reader.at += 12
    return places, reader.number("i")


def load(file):
    """Matrices as floats (bias last), the null code, the code of each character."""
    data = file.read_bytes()
    first, end = component(data, NETWORK)
    network = data[first:end]
    places, null = matrices_in(network)
    matrices = []
    for rows, columns, weights, scales in places:
        integers = np.frombuffer(network, np.int8, rows * columns, weights).reshape(rows, columns)
        matrices.append(integers * np.frombuffer(network, np.float64, rows, scales).astype(np.float32)[:, None])
    first, end = component(data, CHARACTERS)
    lines = data[first:end].decode().split("\n")
    characters = [" " if x.startswith("NULL ") else x.split(" ")[0] for x in lines[1:int(lines[0]) + 1]]
    first, end = component(data, CODES)
    reader, codes = Reader(data[first:end]), {}
    for i in range(reader.number("I")):
        reader.number("b")
        assert reader.number("i") == 1, "codes of several parts"
        codes.setdefault(characters[i], reader.number("i"))
    return matrices, null, codes


def save(source, target, network):
    """A copy of `source` with the network's weights, again in 8 bits, a scale a row."""
    data = bytearray(source.read_bytes())
    first, end = component(data, NETWORK)
    places, _ = matrices_in(bytes(data[first:end]))
    for (rows, columns, weights, scales), matrix in zip(places, network.matrices()):
        assert matrix.shape == (rows, columns)
        scale = np.maximum(np.abs(matrix).max(1), 1e-9) / 127
        integers = np.clip(np.round(matrix / scale[:, None]), -127, 127).astype(np.int8)
        data[first + weights:first + weights + rows * columns] = integers.tobytes()
        data[first + scales:first + scales + 8 * rows] = scale.astype(np.float64).tobytes()
    target.write_bytes(data)


class Lstm(torch.autograd.Function):
    """One LSTM over x [steps, batch, inputs]; gates in the order i f g o. PyTorch's own sums the weights' slopes step by step, which takes
    several times as long."""

    @staticmethod
    def forward(ctx, x, w_in, w_back, bias):
        steps, batch, _ = x.shape
        n = w_back.shape[1]
        gates = torch.addmm(bias, x.reshape(steps * batch, -1), w_in.t()).reshape(steps, batch, 4 * n)
        cells, squashed, out = (x.new_empty(steps, batch, n) for _ in range(3))
        h, c, back = x.new_zeros(batch, n), x.new_zeros(batch, n), w_back.t().contiguous()
        for t in range(steps):
            g = gates[t]
            if t:
                g.addmm_(h, back)
            g[:, :2 * n].sigmoid_()
            g[:, 2 * n:3 * n].tanh_()
            g[:, 3 * n:].sigmoid_()
            c = torch.addcmul(g[:, :n] * g[:, 2 * n:3 * n], g[:, n:2 * n], c, out=cells[t])
            torch.tanh(c, out=squashed[t])
            h = torch.mul(g[:, 3 * n:], squashed[t], out=out[t])
        ctx.save_for_backward(x, w_in, w_back, gates, cells, squashed, out)
        return out

    @staticmethod
    def backward(ctx, d_out):
        x, w_in, w_back, gates, cells, squashed, out = ctx.saved_tensors
        steps, batch, n = out.shape
        slopes = gates * (1 - gates)
        slopes[:, :, 2 * n:3 * n] = 1 - gates[:, :, 2 * n:3 * n] ** 2
        cell_slopes = 1 - squashed * squashed
        d_gates, dh, dc = torch.empty_like(gates), d_out.new_zeros(batch, n), d_out.new_zeros(batch, n)
        for t in range(steps - 1, -1, -1):
            dh, g, d = d_out[t] + dh, gates[t], d_gates[t]
            dc = torch.addcmul(dc, dh * g[:, 3 * n:], cell_slopes[t])
            torch.mul(dh, squashed[t], out=d[:, 3 * n:])
            torch.mul(dc, g[:, 2 * n:3 * n], out=d[:, :n])
            torch.mul(dc, g[:, :n], out=d[:, 2 * n:3 * n])
            if t:
                torch.mul(dc, cells[t - 1], out=d[:, n:2 * n])
            else:
                d[:, n:2 * n].zero_()
            d.mul_(slopes[t])
            dc, dh = dc * g[:, n:2 * n], d @ w_back
        flat = d_gates.reshape(steps * batch, 4 * n)
        d_back = d_gates[1:].reshape(-1, 4 * n).t() @ out[:-1].reshape(-1, n)
        return (flat @ w_in).reshape(x.shape), flat.t() @ x.reshape(steps * batch, -1), d_back, flat.sum(0)


class Network(nn.Module):
    def __init__(self, matrices):
        super().__init__()
        matrices = [torch.from_numpy(m.astype(np.float32)) for m in matrices]
        first, last, gates = matrices[0], matrices[-1], matrices[1:-1]
        # The nine taps stand column by column.
        self.convolution = nn.Parameter(first[:, :9].reshape(16, 1, 3, 3).transpose(2, 3).contiguous())
        self.convolution_bias = nn.Parameter(first[:, 9].clone())
        self.layers = nn.ParameterList()
        for k in range(0, len(gates), 4):
            joined = torch.cat([gates[k + i] for i in TORCH_ORDER])
            n = gates[k].shape[0]
            self.layers.extend([nn.Parameter(joined[:, :-1 - n].clone()), nn.Parameter(joined[:, -1 - n:-1].clone()), nn.Parameter(joined[:, -1].clone())])
        self.out, self.out_bias = nn.Parameter(last[:, :-1].clone()), nn.Parameter(last[:, -1].clone())

    def lstm(self, index, x):
        return Lstm.apply(x.contiguous(), *(self.layers[3 * index + k] for k in range(3)))

    def forward(self, x):
        """x [batch, 36, width], -1..1 -> logits [steps, batch, codes]."""
        batch, height, width = x.shape
        framed = torch.rand(batch, height + 2, width + 2) * 2 - 1        # the border is noise (docs/recogniser.md 2)
        framed[:, 1:-1, 1:-1] = x
        y = torch.max_pool2d(torch.tanh(torch.conv2d(framed[:, None], self.convolution, self.convolution_bias)), 3)
        steps = y.shape[3]
        y = self.lstm(0, y.permute(2, 0, 3, 1).reshape(height // 3, batch * steps, 16))[-1].reshape(batch, steps, -1).permute(1, 0, 2)
        y = self.lstm(2, self.lstm(1, y).flip(0)).flip(0)
        return nn.functional.linear(self.lstm(3, y), self.out, self.out_bias)

    def matrices(self):
        """As in the file: Tesseract's order of gates, bias last."""
        joined = lambda *parts: torch.cat([p.reshape(p.shape[0], -1) for p in parts], 1).detach().numpy()  # noqa: E731
        found = [joined(self.convolution.transpose(2, 3), self.convolution_bias)]
        for k in range(0, len(self.layers), 3):
            rows = joined(*self.layers[k:k + 3])
            n = rows.shape[0] // 4
            by_name = dict(zip(TORCH_ORDER, (rows[i * n:(i + 1) * n] for i in range(4))))
            found += [by_name[i] for i in range(4)]
        return found + [joined(self.out, self.out_bias)]
