// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Marks what a user of the installed library may link to; everything else stays hidden.
#define HOSO_API __attribute__((visibility("default")))
