// SPDX-License-Identifier: Apache-2.0
#include "app/html.h"

#include <fmt/format.h>

namespace hoso::app {
namespace {

constexpr std::string_view kStyle =
    ":root{color-scheme:light dark;--paper:#fff;--ink:#1a1a1a;--soft:#555;--line:#ddd;--bar:#3b6ea5;--bad:#b5403a;"
    "--accept:#116329;--review:#9a5700;--missing:#a40e26}"
    "@media(prefers-color-scheme:dark){:root{--paper:#1b1d20;--ink:#e6e6e6;--soft:#a9adb3;--line:#43474d;--bar:#6ea3dc;"
    "--bad:#e07a72;--accept:#7ccf8e;--review:#f0b35a;--missing:#ff9a94}}"
    "body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:70em;padding:0 1em;background:var(--paper);"
    "color:var(--ink)}"
    "h1{font-size:1.5em}h2{font-size:1.2em;margin:2em 0 .4em}table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid var(--line);padding:.35em .6em;text-align:left;vertical-align:top}"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}small,.why{color:var(--soft)}"
    ".accept{color:var(--accept)}.review{color:var(--review);font-weight:600}.missing{color:var(--missing)}"
    "svg.crop{display:block;width:100%;max-width:28em;border:1px solid var(--line);background:#fff}"
    ".bars{display:grid;grid-template-columns:minmax(8em,max-content) 1fr;gap:.3em .8em;margin:.6em 0 1.2em}"
    ".bars i{display:inline-block;height:1em;margin-right:.5em;vertical-align:-.15em;background:var(--bar);"
    "print-color-adjust:exact}.bars i i{background:var(--bad);vertical-align:top}"
    ".fields td:first-child{width:12em}"
    "@media(max-width:40em){.fields tr{display:block;border-bottom:1px solid var(--line);padding:.4em 0}"
    ".fields td,.fields td:first-child{display:block;width:auto;border:0;padding:.1em .3em}"
    ".bars{display:block}.bars b{display:block;margin-top:.5em}"
    ".figures tr:first-child{display:none}"
    ".figures tr{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5em;border-bottom:1px solid var(--line);"
    "padding:.5em 0}.figures td{display:flex;justify-content:space-between;gap:.6em;border:0;padding:.1em 0;"
    "white-space:nowrap}"
    ".figures td:first-child{display:block;grid-column:1/3;font-weight:600}"
    ".figures td::before{content:attr(data-label);color:var(--soft);text-align:left;white-space:normal}}"
    "@media print{body{margin:0}}";

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string jpeg_uri(const std::vector<std::uint8_t>& jpeg) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";  // RFC 4648, 4
  std::string out = "data:image/jpeg;base64,";
  for (std::size_t i = 0; i < jpeg.size(); i += 3) {
    const auto byte = [&](std::size_t at) { return at < jpeg.size() ? std::uint32_t{jpeg[at]} : 0U; };
    const std::uint32_t bits = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    out += kDigits[bits >> 18];
    out += kDigits[bits >> 12 & 63];
    out += i + 1 < jpeg.size() ? kDigits[bits >> 6 & 63] : '=';
    out += i + 2 < jpeg.size() ? kDigits[bits & 63] : '=';
  }
  return out;
}

std::string html_page(std::string_view title, std::string_view generator, std::string_view body,
                      models::MessageLanguage language) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"generator\" content=\"{}\">\n"
      "<title>{}</title>\n<style>{}</style>\n<h1>{}</h1>\n{}</html>\n",
      language == models::MessageLanguage::english ? "en" : "vi", generator, escaped(title), kStyle, escaped(title),
      body);
}

}  // namespace hoso::app
