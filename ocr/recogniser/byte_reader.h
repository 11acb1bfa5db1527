// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace hoso::ocr {

/// A model's file is not what its format promises; caught where the model is loaded.
struct DamagedModel : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A sound model that the native recogniser does not know how to compute; caught where the model is loaded.
struct UnsupportedModel : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline void require_sound(bool condition, const char* what) {
  if (!condition) throw DamagedModel(what);
}

inline void require_supported(bool condition, const char* what) {
  if (!condition) throw UnsupportedModel(what);
}

/// Reads packed little-endian numbers from bytes; never beyond their end (DamagedModel).
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  [[nodiscard]] std::size_t left() const { return rest_.size(); }

  template <typename T>
  T number() {
    static_assert(std::is_arithmetic_v<T>);
    T value;
    std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
    return value;
  }

  std::span<const std::uint8_t> take(std::size_t size) {
    require_sound(size <= rest_.size(), "ends too early");
    const auto taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }

  /// A length in 32 bits, then as many bytes.
  std::string text() {
    const auto bytes = take(number<std::uint32_t>());
    return {bytes.begin(), bytes.end()};
  }

 private:
  std::span<const std::uint8_t> rest_;
};

}  // namespace hoso::ocr
