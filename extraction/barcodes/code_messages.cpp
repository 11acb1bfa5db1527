// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/code_messages.h"

#include <unistd.h>

#include <array>
#include <utility>

#include "extraction/barcodes/shared_pixels.h"
#include "hoso/models/message_channel.h"

namespace hoso::extraction {
namespace {

using nlohmann::json;

constexpr int kProtocol = 1;

CodesSought sought_from(const json& message, SharedPixels& pixels) {
  const auto size = message.at("size").get<std::array<int, 2>>();
  auto images = pixels.images({size[0], size[1]}, message.at("colour").get<bool>());
  return {.grey = std::move(images.grey),
          .colour = std::move(images.colour),
          .dpi = message.at("dpi").get<double>(),
          .closely = message.at("closely").get<bool>(),
          .full_size = message.at("full_size").get<bool>()};
}

json found_message(const std::vector<models::Barcode>& codes) {
  json list = json::array();
  for (const models::Barcode& code : codes)
    list.push_back({{"format", code.format},
                    {"text", code.text},
                    {"box", {code.box.x, code.box.y, code.box.width, code.box.height}}});
  return {{"type", "found"}, {"codes", std::move(list)}};
}

}  // namespace

json hello_message() { return {{"type", "hello"}, {"protocol", kProtocol}}; }

bool is_hello(const json& message) { return message == hello_message(); }

json search_message(const CodesSought& sought, int seconds) {
  return {{"type", "search"},
          {"size", {sought.grey.cols, sought.grey.rows}},
          {"colour", !sought.colour.empty()},
          {"dpi", sought.dpi},
          {"closely", sought.closely},
          {"full_size", sought.full_size},
          {"seconds", seconds}};
}

std::optional<std::vector<models::Barcode>> codes_from(const json& message) {
  if (message.value("type", "") != "found") return std::nullopt;
  std::vector<models::Barcode> codes;
  try {
    for (const json& code : message.at("codes")) {
      const auto box = code.at("box").get<std::array<double, 4>>();
      codes.push_back({.format = code.at("format").get<std::string>(),
                       .text = code.at("text").get<std::string>(),
                       .box = {box[0], box[1], box[2], box[3]}});
    }
  } catch (const json::exception&) {
    return std::nullopt;
  }
  return codes;
}

void serve_codes(models::UniqueFd socket, models::UniqueFd shared, const CodeSearch& search) {
  models::MessageChannel channel(std::move(socket));
  SharedPixels pixels(std::move(shared));
  if (!channel.send(hello_message())) return;
  while (const auto message = channel.receive({})) {
    alarm(message->at("seconds").get<unsigned>());
    const CodesSought sought = sought_from(*message, pixels);
    if (!channel.send(found_message(search(sought)))) return;
    alarm(0);
  }
}

}  // namespace hoso::extraction
