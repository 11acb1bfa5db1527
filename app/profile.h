// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/options.h"

namespace hoso::app {

/// Reads a profile (TOML, the keys of the option table) into the settings. `name` is a file, or the name of NAME.toml
/// in $XDG_CONFIG_HOME/hoso or /etc/hoso; empty: default.toml there, if it exists. Errors: file_not_found,
/// option_invalid with file, line and the nearest key.
models::Result<void> read_profile(const std::string& name, Settings& settings);

/// `--out`, else the profile's, else $HOSO_OUT, else the current folder if it holds a catalogue. Error: option_invalid.
models::Result<void> resolve_out(Settings& settings);

}  // namespace hoso::app
