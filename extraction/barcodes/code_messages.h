// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

#include "extraction/barcodes/reader.h"
#include "hoso/models/unique_fd.h"

/// What a code host and the program that started it say to each other, over a `models::MessageChannel`: the host
/// "hello", then for each "search", whose pixels lie in shared memory, "found".
namespace hoso::extraction {

nlohmann::json hello_message();
bool is_hello(const nlohmann::json& message);

/// `seconds`: after which the host ends itself, should nobody be left who waits for it.
nlohmann::json search_message(const CodesSought& sought, int seconds);

/// The host's codes; nothing: the message is not as it must be.
std::optional<std::vector<models::Barcode>> codes_from(const nlohmann::json& message);

/// The host's side, until the other is gone. What `search` throws, and what is no message, ends the process.
void serve_codes(models::UniqueFd socket, models::UniqueFd shared, const CodeSearch& search);

}  // namespace hoso::extraction
