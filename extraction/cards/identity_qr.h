// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/models/page.h"

namespace hoso::extraction {

/// Fields of the QR code of an identity card: number, old number, name, DDMMYYYY, gender, address, DDMMYYYY of issue,
/// split by '|'; newer cards have further parts, which are left alone. Empty if the code is no such code.
std::vector<models::Field> identity_qr_fields(const models::Barcode& code, int page);

}  // namespace hoso::extraction
