// SPDX-License-Identifier: Apache-2.0
// A SANE backend for tests that plays the script in $SCRIPTED_SCANNER, "key=number" divided by ";":
//   sides (in the feeder), fault (side) with status and at (0 start, 1 first read, 2 half way), short (side that ends
//   early), hang (side whose read never returns), abort (side), filled (side whose lower half is 128), deaf (ignores
//   cancel), after_cancel (status of the read that was cancelled), busy_opens, busy_starts (so many say DEVICE_BUSY),
//   format, depth.
// Like the net backend it refuses every option after a reload until descriptor 0 was asked for; mode, resolution and
// area are there only once a source was set; the area's range follows page-width.
#include <sane/sane.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

enum Option {
  option_count,
  option_source,
  option_mode,
  option_resolution,
  option_page_width,
  option_tl_x,
  option_tl_y,
  option_br_x,
  option_br_y,
  option_deskew,
  options_end
};

const std::array<SANE_String_Const, 5> kSources{"Flatbed", "ADF Back", "ADF Front", "ADF Duplex", nullptr};
const std::array<SANE_String_Const, 4> kModes{"Lineart", "Gray", "Color", nullptr};
const std::array<SANE_Word, 4> kResolutions{3, 100, 200, 300};
SANE_Range page_range{0, SANE_FIX(216), 0};
SANE_Range area_range{0, SANE_FIX(100), 0};

struct Scanner {
  std::map<std::string, int> script;
  std::string source, mode = "Gray";
  SANE_Word resolution = 100, page_width = SANE_FIX(100), deskew = SANE_TRUE;
  std::array<SANE_Word, 4> area{0, 0, SANE_FIX(100), SANE_FIX(100)};
  bool reload_pending = false;
  int side = 0;
  std::size_t read = 0;
  std::vector<SANE_Byte> image;
  SANE_Parameters parameters{};
  std::atomic<bool> cancelled = false;
  std::array<SANE_Option_Descriptor, options_end> descriptors{};

  [[nodiscard]] int value(const char* key, int otherwise = 0) const {
    const auto found = script.find(key);
    return found == script.end() ? otherwise : found->second;
  }
  [[nodiscard]] bool fault_at(int where) const { return value("fault") == side && value("at") == where; }
  [[nodiscard]] SANE_Status status() const { return static_cast<SANE_Status>(value("status")); }
};

int busy_opens = 0, busy_starts = 0;

void describe(Scanner& s) {
  const SANE_Int settable = SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT;
  const SANE_Int later = settable | (s.source.empty() ? SANE_CAP_INACTIVE : 0);
  const auto set = [&](Option option, const char* name, SANE_Value_Type type, SANE_Unit unit, SANE_Int size,
                       SANE_Int cap) {
    SANE_Option_Descriptor& d = s.descriptors.at(option);
    d = {};
    d.name = name, d.title = d.desc = name, d.type = type, d.unit = unit, d.size = size, d.cap = cap;
    return &d;
  };
  set(option_count, "", SANE_TYPE_INT, SANE_UNIT_NONE, sizeof(SANE_Word), SANE_CAP_SOFT_DETECT);
  const auto list = [](SANE_Option_Descriptor* d, const SANE_String_Const* texts) {
    d->constraint_type = SANE_CONSTRAINT_STRING_LIST, d->constraint.string_list = texts;
  };
  list(set(option_source, "source", SANE_TYPE_STRING, SANE_UNIT_NONE, 16, settable), kSources.data());
  list(set(option_mode, "mode", SANE_TYPE_STRING, SANE_UNIT_NONE, 16, later), kModes.data());
  SANE_Option_Descriptor* resolution =
      set(option_resolution, "resolution", SANE_TYPE_INT, SANE_UNIT_DPI, sizeof(SANE_Word), later);
  resolution->constraint_type = SANE_CONSTRAINT_WORD_LIST, resolution->constraint.word_list = kResolutions.data();
  const auto range = [](SANE_Option_Descriptor* d, const SANE_Range* r) {
    d->constraint_type = SANE_CONSTRAINT_RANGE, d->constraint.range = r;
  };
  range(set(option_page_width, "page-width", SANE_TYPE_FIXED, SANE_UNIT_MM, sizeof(SANE_Word), later), &page_range);
  const std::array names{"tl-x", "tl-y", "br-x", "br-y"};
  for (int i = 0; i < 4; ++i) {
    const auto option = static_cast<Option>(option_tl_x + i);
    range(set(option, names.at(i), SANE_TYPE_FIXED, SANE_UNIT_MM, sizeof(SANE_Word), later),
          i % 2 == 0 ? &area_range : &page_range);
  }
  set(option_deskew, "swdeskew", SANE_TYPE_BOOL, SANE_UNIT_NONE, sizeof(SANE_Word), settable);
}

SANE_Word* word_of(Scanner& s, SANE_Int option) {
  if (option == option_resolution) return &s.resolution;
  if (option == option_page_width) return &s.page_width;
  if (option == option_deskew) return &s.deskew;
  return option >= option_tl_x && option <= option_br_y ? &s.area.at(static_cast<std::size_t>(option - option_tl_x))
                                                        : nullptr;
}

SANE_Status set_option(Scanner& s, SANE_Int option, const void* value, SANE_Int* info) {
  SANE_Int told = 0;
  if (option == option_source)
    s.source = static_cast<const char*>(value), told = SANE_INFO_RELOAD_OPTIONS;
  else if (option == option_mode)
    s.mode = static_cast<const char*>(value);
  else if (SANE_Word* word = word_of(s, option))
    std::memcpy(word, value, sizeof *word);
  else
    return SANE_STATUS_INVAL;
  if (option == option_page_width) area_range.max = s.page_width, told = SANE_INFO_RELOAD_OPTIONS;
  if (told != 0) s.reload_pending = true;
  if (info != nullptr) *info = told;
  return SANE_STATUS_GOOD;
}

void draw(Scanner& s) {
  const auto px = [&](int far, int near) {
    return static_cast<int>(SANE_UNFIX(s.area.at(far) - s.area.at(near)) * s.resolution / 25.4);
  };
  SANE_Parameters& p = s.parameters;
  p = {};
  p.format = s.mode == "Color" ? SANE_FRAME_RGB : SANE_FRAME_GRAY;
  if (s.value("format") != 0) p.format = static_cast<SANE_Frame>(s.value("format"));
  p.last_frame = SANE_TRUE;
  p.depth = s.mode == "Lineart" ? 1 : s.value("depth", 8);
  p.pixels_per_line = px(2, 0);
  p.lines = px(3, 1) - (s.deskew == SANE_TRUE ? 1 : 0);
  const int samples = p.pixels_per_line * (s.mode == "Color" ? 3 : 1), row = (samples * p.depth + 7) / 8;
  p.bytes_per_line = row + 5;  // padded
  s.image.assign(static_cast<std::size_t>(p.bytes_per_line) * static_cast<std::size_t>(p.lines), 0xEE);
  const bool filled = s.value("filled") == s.side;
  for (int y = 0; y < p.lines; ++y) {
    for (int i = 0; i < row; ++i) {
      const int sample = p.depth == 16 ? i / 2 : i;  // both bytes alike: 257 times the 8-bit sample
      const int value = filled && y >= p.lines / 2 ? 128 : (sample * 7 + y * 13 + s.side * 31) & 0xFF;
      s.image[static_cast<std::size_t>(y) * static_cast<std::size_t>(p.bytes_per_line) + static_cast<std::size_t>(i)] =
          static_cast<SANE_Byte>(value);
    }
  }
}

Scanner& of(SANE_Handle handle) { return *static_cast<Scanner*>(handle); }

}  // namespace

#define EXPORTED extern "C" __attribute__((visibility("default")))

EXPORTED SANE_Status sane_scripted_init(SANE_Int* version, SANE_Auth_Callback) {
  if (version != nullptr) *version = SANE_VERSION_CODE(1, 0, 7);
  return SANE_STATUS_GOOD;
}
EXPORTED void sane_scripted_exit() {}

EXPORTED SANE_Status sane_scripted_get_devices(const SANE_Device*** devices, SANE_Bool) {
  static const SANE_Device device{"desk", "B\xfcro", "Scripted", "sheetfed scanner"};  // Latin-1, as old drivers do
  static std::array<const SANE_Device*, 2> list{&device, nullptr};
  *devices = list.data();
  return SANE_STATUS_GOOD;
}

EXPORTED SANE_Status sane_scripted_open(SANE_String_Const, SANE_Handle* handle) {
  auto* scanner = new Scanner;
  const char* script = std::getenv("SCRIPTED_SCANNER");
  std::istringstream lines(script == nullptr ? "" : script);
  for (std::string line; std::getline(lines, line, ';');) {
    const auto equals = line.find('=');
    scanner->script[line.substr(0, equals)] = std::stoi(line.substr(equals + 1));
  }
  if (busy_opens++ < scanner->value("busy_opens")) {
    delete scanner;
    return SANE_STATUS_DEVICE_BUSY;
  }
  describe(*scanner);
  *handle = scanner;
  return SANE_STATUS_GOOD;
}
EXPORTED void sane_scripted_close(SANE_Handle handle) { delete &of(handle); }

EXPORTED const SANE_Option_Descriptor* sane_scripted_get_option_descriptor(SANE_Handle handle, SANE_Int option) {
  Scanner& s = of(handle);
  if (option < 0 || option >= options_end) return nullptr;
  if (option == 0) s.reload_pending = false;
  describe(s);
  return &s.descriptors.at(static_cast<std::size_t>(option));
}

EXPORTED SANE_Status sane_scripted_control_option(SANE_Handle handle, SANE_Int option, SANE_Action action, void* value,
                                                  SANE_Int* info) {
  Scanner& s = of(handle);
  if (s.reload_pending || option < 0 || option >= options_end) return SANE_STATUS_INVAL;
  if (action == SANE_ACTION_SET_VALUE) return set_option(s, option, value, info);
  const SANE_Word count = options_end;
  if (option == option_count)
    std::memcpy(value, &count, sizeof count);
  else if (option == option_source)
    std::strcpy(static_cast<char*>(value), s.source.c_str());
  else if (option == option_mode)
    std::strcpy(static_cast<char*>(value), s.mode.c_str());
  else
    std::memcpy(value, word_of(s, option), sizeof(SANE_Word));
  return SANE_STATUS_GOOD;
}

EXPORTED SANE_Status sane_scripted_start(SANE_Handle handle) {
  Scanner& s = of(handle);
  if (busy_starts++ < s.value("busy_starts")) return SANE_STATUS_DEVICE_BUSY;
  ++s.side;
  s.read = 0;
  s.cancelled = false;
  if (s.fault_at(0)) return s.status();
  if (s.source != "Flatbed" && s.side > s.value("sides", 3)) return SANE_STATUS_NO_DOCS;
  draw(s);
  return SANE_STATUS_GOOD;
}

EXPORTED SANE_Status sane_scripted_get_parameters(SANE_Handle handle, SANE_Parameters* parameters) {
  *parameters = of(handle).parameters;
  return SANE_STATUS_GOOD;
}

EXPORTED SANE_Status sane_scripted_read(SANE_Handle handle, SANE_Byte* data, SANE_Int length_max, SANE_Int* length) {
  Scanner& s = of(handle);
  *length = 0;
  const std::size_t half = s.image.size() / 2;
  if (s.fault_at(1)) return s.status();
  if (s.cancelled && s.value("deaf") == 0) return SANE_STATUS_CANCELLED;
  if (s.read >= half) {
    if (s.fault_at(2)) return s.status();
    if (s.value("abort") == s.side) std::abort();
    while (s.value("hang") == s.side) {
      if (s.cancelled && s.value("deaf") == 0)
        return static_cast<SANE_Status>(s.value("after_cancel", SANE_STATUS_CANCELLED));
      usleep(1000);
    }
  }
  if (s.value("short") == s.side && s.read >= half) return SANE_STATUS_EOF;
  if (s.read == s.image.size()) return SANE_STATUS_EOF;
  const std::size_t until = s.read < half ? half : s.image.size();
  const std::size_t count = std::min(until - s.read, static_cast<std::size_t>(length_max));
  std::memcpy(data, &s.image[s.read], count);
  s.read += count;
  *length = static_cast<SANE_Int>(count);
  return SANE_STATUS_GOOD;
}

EXPORTED void sane_scripted_cancel(SANE_Handle handle) { of(handle).cancelled = true; }
EXPORTED SANE_Status sane_scripted_set_io_mode(SANE_Handle, SANE_Bool) { return SANE_STATUS_UNSUPPORTED; }
EXPORTED SANE_Status sane_scripted_get_select_fd(SANE_Handle, SANE_Int*) { return SANE_STATUS_UNSUPPORTED; }
