// SPDX-License-Identifier: Apache-2.0
#include "hoso/scanners/file_source.h"
