// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/native_line_recogniser.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <new>
#include <utility>

#include "ocr/confidence.h"

namespace hoso::ocr {
namespace {

using models::ErrorCode;
using models::Result;
using models::Stage;

constexpr float kInvertBelow = 0.7F;    // mean probability of the best codes
constexpr float kDoubtfulBelow = 0.9F;  // probability of a character from which on others are not worth a look
constexpr float kAlternativeMin = 0.01F;
constexpr std::size_t kAlternativesMax = 3;

models::Error failed(ErrorCode code, std::string cause) {
  return {.code = code, .stage = Stage::recognise, .cause = std::move(cause)};
}

Dictionary dictionary_of(const ModelParts& parts, const std::vector<std::string>& user_words) {
  std::vector<Dictionary::Part> dictionary = parts.dictionary;
  std::vector<std::vector<int>> words;
  std::ranges::transform(user_words, std::back_inserter(words),
                         [&](const std::string& word) { return parts.charset.ids_of(word); });
  auto dawg = std::make_shared<const Dawg>(Dawg::of_words(std::move(words)));
  if (!dawg->empty()) dictionary.push_back({std::move(dawg), WordKind::user_word});
  return {std::move(dictionary), parts.charset.digits};
}

/// How sure the network is on the whole: the mean over the steps that are not "no character", in steps of 1/127.
float mean_certainty(const Probabilities& probabilities, int null_code) {
  std::int64_t sum = 0, count = 0;
  for (int step = 0; step < probabilities.steps; ++step) {
    const float* values = probabilities.step(step);
    if (values[null_code] > 0.5F) continue;  // no other can be greater
    const float* best = std::max_element(values, values + probabilities.codes);
    if (best - values == null_code) continue;
    sum += static_cast<int>(kInt8Max * *best);
    ++count;
  }
  return count == 0 ? 0 : static_cast<float>(static_cast<double>(sum) / static_cast<double>(count) / kInt8Max);
}

double step_width_px(const GreyImage& line) { return static_cast<double>(kPool) * line.height_px / kInputHeight_px; }

}  // namespace

NativeLineRecogniser::NativeLineRecogniser(std::shared_ptr<const LineModel> model, const NativeOptions& options)
    : model_(std::move(model)),
      dictionary_(dictionary_of(model_->parts(), options.user_words)),
      pass_(model_->parts().packed(options.path), model_->parts().network),
      beam_(model_->parts().charset, dictionary_, model_->parts().network.codes(), model_->parts().network.null_code) {}

Result<LineText> NativeLineRecogniser::read_line(const GreyImage& line, const LineOptions& options) try {
  const int longer = std::max(line.width_px, line.height_px), shorter = std::min(line.width_px, line.height_px);
  // Nothing is computed for a line that would be too long once its height is that of the network.
  const bool fits = shorter > 0 && longer <= kLineSideMax_px &&
                    static_cast<std::int64_t>(line.width_px) * kInputHeight_px / line.height_px <= kLineSideMax_px;
  if (line.pixels == nullptr || !fits) return models::failure(failed(ErrorCode::unsupported_image, "size of a line"));
  probabilities_ = {};
  if (!scale_line(line, scaled_)) return LineText{};
  set_allowed(options.allowed);
  return text_of(line, run_network(options.retry_inverted));
} catch (const std::bad_alloc&) {
  return models::failure(failed(ErrorCode::out_of_memory, "line"));
}

void NativeLineRecogniser::set_allowed(const std::string& allowed) {
  if (allowed == allowed_) return;
  allowed_ = allowed;
  allowed_codes_.clear();
  if (allowed.empty()) return;
  const ModelParts& parts = model_->parts();
  std::vector<bool> wanted(parts.charset.texts.size());
  for (std::size_t id = 0; id < wanted.size(); ++id) {
    const std::string& text = parts.charset.texts[id];
    wanted[id] = id == kSpaceId || allowed.find(text) != std::string::npos;
  }
  for (const int id : parts.charset.id_of_code) {
    allowed_codes_.push_back(id != kNoCharacter && wanted[static_cast<std::size_t>(id)] ? 1 : 0);
  }
  allowed_codes_[static_cast<std::size_t>(parts.network.null_code)] = 1;
}

/// True if the negative is what was read.
bool NativeLineRecogniser::run_network(bool retry_inverted) {
  probabilities_ = pass_.run(scaled_, false);
  if (!retry_inverted) return false;
  const int null_code = model_->parts().network.null_code;
  const float upright = mean_certainty(probabilities_, null_code);
  if (!(upright < kInvertBelow)) return false;
  const auto count = static_cast<std::ptrdiff_t>(probabilities_.steps) * probabilities_.codes;
  upright_.assign(probabilities_.values, probabilities_.values + count);
  probabilities_ = pass_.run(scaled_, true);
  if (mean_certainty(probabilities_, null_code) > upright) return true;
  probabilities_.values = upright_.data();
  return false;
}

LineText NativeLineRecogniser::text_of(const GreyImage& line, bool inverted) {
  path_text_.read(beam_.decode(probabilities_, allowed_codes_));
  LineText text{.steps = probabilities_.steps, .inverted = inverted};
  const double step_px = step_width_px(line);
  for (const PathWord& word : path_text_.words()) {
    LineWord found = word_of(word, step_px, line.width_px);
    if (!found.characters.empty()) text.words.push_back(std::move(found));
  }
  if (text.words.empty()) return text;
  ink_.look_at(line, inverted);
  set_boxes(text, line);
  return text;
}

LineWord NativeLineRecogniser::word_of(const PathWord& word, double step_px, double width_px) const {
  LineWord result{.certainty = word.space_certainty,
                  .in_dictionary = word.kind == WordKind::word || word.kind == WordKind::user_word,
                  .permuter = static_cast<int>(word.kind)};
  for (std::size_t index = word.begin; index < word.end; ++index) {
    const PathCharacter& character = path_text_.characters()[index];
    result.certainty = std::min(result.certainty, character.certainty);
    if (character.id == kSpaceId) continue;
    result.characters.push_back(character_of(character, step_px, width_px));
    result.text += result.characters.back().text;
  }
  result.confidence = word_confidence(result.certainty);
  result.probability = probability_of(result.confidence);
  return result;
}

LineCharacter NativeLineRecogniser::character_of(const PathCharacter& character, double step_px,
                                                 double width_px) const {
  return {.text = model_->parts().charset.texts[static_cast<std::size_t>(character.id)],
          .certainty = character.certainty,
          .first_step = character.first_step,
          .last_step = character.end_step - 1,
          .left_px = std::min(character.left_step * step_px, width_px),
          .right_px = std::min(character.right_step * step_px, width_px),
          .alternatives = alternatives_of(character)};
}

std::vector<CharacterAlternative> NativeLineRecogniser::alternatives_of(const PathCharacter& character) const {
  const Charset& charset = model_->parts().charset;
  const auto greatest = [&](int code) {
    float most = 0;
    for (int step = character.first_step; step < character.end_step; ++step) {
      most = std::max(most, probabilities_.step(step)[code]);
    }
    return most;
  };
  const auto own = std::ranges::find(charset.id_of_code, character.id) - charset.id_of_code.begin();
  std::vector<CharacterAlternative> others;
  if (greatest(static_cast<int>(own)) >= kDoubtfulBelow) return others;
  for (int code = 0; code < probabilities_.codes; ++code) {
    const int id = charset.id_of_code[static_cast<std::size_t>(code)];
    if (id == kNoCharacter || id == kSpaceId || id == character.id) continue;
    const float probability = greatest(code);
    if (probability < kAlternativeMin) continue;
    others.push_back({.text = charset.texts[static_cast<std::size_t>(id)], .probability = probability});
  }
  std::ranges::stable_sort(others, std::ranges::greater{}, &CharacterAlternative::probability);
  if (others.size() > kAlternativesMax) others.resize(kAlternativesMax);
  return others;
}

/// Words are cut where the gap between them is widest: steps alone are several pixels off.
void NativeLineRecogniser::set_boxes(LineText& text, const GreyImage& line) const {
  const double step_px = step_width_px(line), width_px = line.width_px, height_px = line.height_px;
  Cut left{0};
  for (std::size_t index = 0; index < text.words.size(); ++index) {
    LineWord& word = text.words[index];
    const LineCharacter& last = word.characters.back();
    Cut right{width_px};
    if (index + 1 < text.words.size()) {
      right =
          ink_.cut_between(last.first_step * step_px, text.words[index + 1].characters.front().first_step * step_px);
    }
    word.box = ink_.box_between(left, right);
    if (word.box.empty())
      word.box = {word.characters.front().left_px, 0, last.right_px - word.characters.front().left_px, height_px};
    left = right;
  }
}

std::size_t NativeLineRecogniser::bytes() const {
  return sizeof(*this) + pass_.bytes() + beam_.bytes() + scaled_.pixels.capacity() +
         upright_.capacity() * sizeof(float);
}

Result<std::unique_ptr<LineRecogniser>> make_native_line_recogniser(std::shared_ptr<const LineModel> model,
                                                                    const NativeOptions& options) try {
  if (!is_available(options.path)) {
    return models::failure({.code = ErrorCode::option_invalid,
                            .stage = Stage::configure,
                            .subject = std::string(name_of(options.path)),
                            .cause = "this machine cannot compute so"});
  }
  return std::make_unique<NativeLineRecogniser>(std::move(model), options);
} catch (const std::bad_alloc&) {
  return models::failure({.code = ErrorCode::out_of_memory, .stage = Stage::configure, .cause = "line recogniser"});
}

}  // namespace hoso::ocr
