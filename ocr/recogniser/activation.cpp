// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/activation.h"

#include <cmath>

namespace hoso::ocr {
namespace {

/// Values are rounded from double, growth is the difference of the rounded values.
template <typename Function>
void fill(ActivationEntry (&table)[kActivationSteps], Function function) {
  const auto at = [&](int index) { return static_cast<float>(function(index / double{kActivationsPerUnit})); };
  for (int index = 0; index + 1 < kActivationSteps; ++index) {
    table[index] = {.value = at(index), .growth = at(index + 1) - at(index)};
  }
}

Activations filled() {
  Activations tables;
  fill(tables.tanh, [](double x) { return std::tanh(x); });
  fill(tables.logistic, [](double x) { return 1 / (1 + std::exp(-x)); });
  return tables;
}

}  // namespace

const Activations& Activations::get() {
  static const Activations tables = filled();
  return tables;
}

}  // namespace hoso::ocr
