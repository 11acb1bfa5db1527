// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>
#include <string>

#include "app/options.h"
#include "app/view/stored_dossier.h"

namespace hoso::app {

/// Why each value was taken, as a page with the places on the paper that they come from. Each page's image is in it
/// once. Errors: those of drawing a page.
models::Result<std::string> explanation_html(const StoredDossier& dossier, const Settings& settings,
                                             const std::stop_token& stop);

}  // namespace hoso::app
