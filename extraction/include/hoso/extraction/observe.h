// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/extraction/code_hosts.h"
#include "hoso/models/page_stages.h"

namespace hoso::extraction {

/// Takes from the pixels what later stages need (bar codes, machine-readable zones, boxes to be ticked) and lets them
/// go. A zone whose check digits hold takes the place of what was read there. `hosts`: where bar codes are searched;
/// none: in this process, which the decoders may abort.
models::SeenPage observe(models::ReadPage page, CodeHosts* hosts = nullptr);

}  // namespace hoso::extraction
