// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/folder_sink.h"
