// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace hoso::ocr {

inline constexpr int kActivationSteps = 4096;      ///< entries of a table
inline constexpr float kActivationsPerUnit = 256;  ///< entries between x and x + 1

/// A function at i/256, and how much it grows up to the next entry. The last entry stands for everything beyond: 1.
struct ActivationEntry {
  float value = 1, growth = 0;
};

/// tanh and the logistic function for x >= 0 in the steps that the models were trained for. Made once.
struct Activations {
  ActivationEntry tanh[kActivationSteps], logistic[kActivationSteps];
  static const Activations& get();
};

}  // namespace hoso::ocr
