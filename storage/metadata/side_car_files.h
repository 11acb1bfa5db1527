// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "hoso/models/error.h"
#include "storage/metadata/side_car.h"

namespace hoso::storage {

/// The side-car's files for other archives' programs: tt05.xml (data/schemas/metadata-tt05.xsd), dossier.csv and
/// documents.csv, a column a field and last those that a person should check; of an older list nd30.xml,
/// nd30-dossier.csv and nd30-documents.csv. Makes `folder`, if it is not there. Errors: disk_full,
/// output_unwritable.
models::Result<void> write_side_car(const SideCar& car, const std::filesystem::path& folder);

/// tt05.xml, or that of the car's standard.
std::string side_car_xml(const SideCar& car);

}  // namespace hoso::storage
