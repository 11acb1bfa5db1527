// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/stack_splitter.h"
#include "pipeline/stations.h"

namespace hoso::pipeline {

/// A look at a page for a separator sheet's code, before the page is admitted: bar codes of the image as delivered, and
/// only where one begins as a separator's does, the page's whole way up to `observe`, so that a sheet is a separator here
/// exactly where it is one within a dossier. A page that cannot be decoded, or needs more than the memory budget, is
/// none. Both must outlive the result.
SeparatorLook separator_look(const Workshop& workshop, const Stations& stations);

}  // namespace hoso::pipeline
