// SPDX-License-Identifier: Apache-2.0
#include "scanners/sane/scan_host.h"

#include "hoso/models/host_program.h"

namespace hoso::scanners {

models::Result<HostProcess> start_scan_host(const std::filesystem::path& program,
                                            const std::filesystem::path& sane_config) {
  const auto found = models::find_host_program("hoso-scan-host", "HOSO_SCAN_HOST", models::Stage::scan, program);
  if (!found) return tl::make_unexpected(found.error());
  return HostProcess::launch(
      *found, {.stage = models::Stage::scan,
               .variable = sane_config.empty() ? std::string() : "SANE_CONFIG_DIR=" + sane_config.string()});
}

}  // namespace hoso::scanners
