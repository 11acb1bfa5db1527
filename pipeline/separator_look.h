// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/stack_splitter.h"
#include "pipeline/stations.h"

namespace hoso::pipeline {

/// A look at a page for a separator sheet's code, before the page is admitted: the bar codes of the image as delivered,
/// and only where there is such a code, whether the page is full of print (a code there separates nothing). A page that
/// cannot be decoded, or needs more than the memory budget, is none. Both must outlive the result.
SeparatorLook separator_look(const Workshop& workshop, const Stations& stations);

}  // namespace hoso::pipeline
