// SPDX-License-Identifier: Apache-2.0
#include "app/explain_words.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "app/names.h"
#include "app/say.h"
#include "app/view/record_json.h"

namespace hoso::app {

using Json = nlohmann::json;

namespace {

/// What extraction/ gives as evidence, but for the pages in it.
constexpr std::string_view kReasons[] = {"V/v below the number",
                                         "addressees",
                                         "annex",
                                         "bar code",
                                         "blank page",
                                         "code of a receipt",
                                         "first page",
                                         "first page by its number",
                                         "form",
                                         "head",
                                         "its title is one of another time",
                                         "machine-readable zone",
                                         "national name",
                                         "national name and title",
                                         "no head",
                                         "no known title, symbol or form",
                                         "no rule begins a paper here",
                                         "no text",
                                         "one of several papers on the image",
                                         "page number",
                                         "patch code",
                                         "QR code of the card",
                                         "symbol",
                                         "symbol of another type",
                                         "symbol without a type",
                                         "text goes on",
                                         "the paper before has its number of pages",
                                         "the paper before has no more pages",
                                         "title",
                                         "title after a signature",
                                         "title of a form",
                                         "words of the form"};

/// What stands between two texts, if the whole begins and ends with them.
std::optional<std::string> between(std::string_view whole, std::string_view begin, std::string_view end) {
  if (!whole.starts_with(begin) || !whole.ends_with(end) || whole.size() < begin.size() + end.size())
    return std::nullopt;
  return std::string(whole.substr(begin.size(), whole.size() - begin.size() - end.size()));
}

/// A piece of evidence in the language that is spoken.
std::string told_reason(const std::string& why) {
  const std::size_t colon = why.find(": ");
  const std::string place = why.substr(0, colon), rest = colon == std::string::npos ? "" : why.substr(colon + 2);
  if (const auto page = between(place, "begins on page ", "")) return say("begins on page {}: {}", *page, tr(rest));
  if (const auto page = between(place, "goes on with page ", ""))
    return say("goes on with page {}: {}", *page, tr(rest));
  if (const auto type = between(place, "no ", ""); type && !rest.empty()) {
    if (const auto day = between(rest, "such papers are made since ", ""))
      return say("no {}: such papers are made since {}", paper_name(*type), *day);
    if (const auto day = between(rest, "such papers are made until ", ""))
      return say("no {}: such papers are made until {}", paper_name(*type), *day);
  }
  if (const auto page = between(why, "the separator's code on page ", " stands in print and separates nothing"))
    return say("the separator's code on page {} stands in print and separates nothing", *page);
  if (const auto page = between(why, "what begins as a separator's code on page ", " is none"))
    return say("what begins as a separator's code on page {} is none", *page);
  return tr(why);
}

/// A check's words where it holds and where it does not; those of the checks that look at a card or number itself.
std::optional<std::pair<std::string, std::string>> words_of_value_check(const std::string& name) {
  if (name == "calendar") return {{tr("there is such a day"), tr("there is no such day")}};
  if (name == "personal_number")
    return {{tr("it is built as a personal number"), tr("it is not built as a personal number")}};
  if (name == "check_digit") return {{tr("its check digit is right"), tr("its check digit is wrong")}};
  if (name == "phone_number") return {{tr("it is built as a phone number"), tr("it is not built as a phone number")}};
  if (name == "list") return {{tr("it is in the list of such values"), tr("it is not in the list of such values")}};
  if (name == "place")
    return {{tr("it stands between its printed neighbours"), tr("its place on the page is in doubt")}};
  if (name == "own_text")
    return {{tr("the PDF's own text says the same"), tr("the PDF's own text says something else")}};
  if (name == "free_of_seals")
    return {{tr("no seal lies over its digits"), tr("a seal lies over its digits, of which one looks like another")}};
  if (name == "only_one") return {{tr("no other stands in such a place"), tr("another stands in such a place")}};
  if (name == "place_names")
    return {{tr("its places are spelled and divided as places are"),
             tr("a place in it is almost another one's name, or is not divided from the next by a comma")}};
  if (name == "whole") return {{tr("nothing goes on behind it"), tr("letters that could not be read go on behind it")}};
  if (name == "second_reading")
    return {{tr("read digit by digit it is the same"), tr("read digit by digit it is something else")}};
  if (name == "signed")
    return {{tr("the file was signed on that day or later"), tr("the file was signed before that day")}};
  return std::nullopt;
}

/// Of those that compare it with what stands elsewhere, and of any other.
std::pair<std::string, std::string> words_of_check(const std::string& name) {
  if (const auto words = words_of_value_check(name)) return *words;
  if (name == "agrees") return {tr("the same stands"), tr("something else stands")};
  if (name == "year_of_number")
    return {tr("the personal number says the same year of birth"),
            tr("the personal number says another year of birth")};
  if (name == "sex_of_number")
    return {tr("the personal number says the same sex"), tr("the personal number says the other sex")};
  if (name == "words") return {tr("figures and words agree"), tr("figures and words do not agree")};
  if (name == "qr") return {tr("the card's QR code says the same"), tr("the card's QR code says something else")};
  if (name == "mrz")
    return {tr("the machine-readable zone says the same"), tr("the machine-readable zone says something else")};
  if (name == "page_text") return {tr("the page's text says the same"), tr("the page's text says something else")};
  if (name == "existed")
    return {tr("there was such an agency on the paper's day"), tr("there was no such agency on the paper's day")};
  if (name == "in_use")
    return {tr("such titles were in use on the paper's day"), tr("such titles were not in use on the paper's day")};
  if (name == "belongs")
    return {tr("commune and district lie in that province"), tr("commune or district do not lie in that province")};
  if (name == "barcode") return {tr("the bar code says the same"), tr("the bar code says something else")};
  return {say("{} holds", name), say("{} does not hold", name)};
}

}  // namespace

std::span<const std::string_view> reasons() { return kReasons; }

std::string told_source(const std::string& source) {
  if (source == "ocr") return tr("read as print");
  if (source == "handwriting") return tr("written by hand, or may be");
  if (source == "checkbox") return tr("a box that is ticked");
  if (source == "qr") return tr("from the QR code");
  if (source == "mrz") return tr("from the machine-readable zone");
  return source == "rule" ? tr("follows from a rule") : "";
}

std::string told_verdict(const std::string& verdict) {
  if (verdict == "accept") return tr("accepted");
  return verdict == "review" ? tr("to be looked at") : tr("not found");
}

std::string told_check(const Json& check) {
  const auto [right, wrong] = words_of_check(text(check, "name"));
  std::string out = truth(check, "holds") ? right : wrong;
  if (number(check, "document") > 0) out += " " + say("in document {:.0f}", number(check, "document"));
  if (number(check, "page") > 0) out += fmt::format(", {} {:.0f}", tr("page"), number(check, "page"));
  return out;
}

std::string told_alternative(const Json& alternative) {
  const std::string why = text(alternative, "why");
  std::string out = say("not {}", text(alternative, "value")) + ": ";
  if (why == "as_read")
    out += tr("so it was read, before its marks were put right");
  else if (why == "own_text")
    out += tr("so the PDF's own text has it");
  else if (why == "illegible")
    out += tr("so it was read, but it is written by hand and no such value");
  else
    out += why == "also_found" ? tr("it stands in another place") : why;
  out += ", " + say("sure {:.0f} %", 100 * number(alternative, "confidence"));
  return number(alternative, "page") > 0 ? out + fmt::format(", {} {:.0f}", tr("page"), number(alternative, "page"))
                                         : out;
}

std::vector<std::string> reasons_of(const Json& document) {
  std::vector<std::pair<std::string, int>> counted;
  for (const Json& why : list(document, "evidence")) {
    if (!why.is_string()) continue;
    const auto known = std::ranges::find(counted, why.get<std::string>(), &std::pair<std::string, int>::first);
    if (known == counted.end())
      counted.emplace_back(why.get<std::string>(), 1);
    else
      ++known->second;
  }
  std::vector<std::string> told;
  for (const auto& [why, times] : counted) {
    told.push_back(say("because: {}", told_reason(why)));
    if (times > 1) told.back() += " " + say("({} times)", times);
  }
  const auto rules = document.find("rules");
  if (rules != document.end() && text(*rules, "of") == "paper")
    told.push_back(say("read by the rules of {}, its own day", text(*rules, "day")));
  else if (rules != document.end())
    told.push_back(say("read by the rules of {}, the day of receipt", text(*rules, "day")));
  return told;
}

}  // namespace hoso::app
