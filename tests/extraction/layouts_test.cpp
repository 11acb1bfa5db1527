// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "hoso/extraction/assemble.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

const std::filesystem::path kFolder = HOSO_LAYOUTS;  // tests/extraction/layouts

/// What a file says (layouts/README.md).
struct Layout {
  std::string type;
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::string> absent, illegible;
  std::vector<tests::Paper> pages;
};

void read_mark(const std::string& kind, std::istringstream& line, tests::Paper& paper) {
  double x = 0, y = 0;
  std::string text;
  line >> x >> y;
  std::getline(line >> std::ws, text);
  if (kind == "left") paper.print(x, y, text, 0.999);
  if (kind == "pen") paper.print(x, y, text, 0.7);
  if (kind == "centre") paper.centred(x, y, text, 0.999);
  if (kind == "box") paper.check_box({x, y, 10, 10}, text == "ticked");
}

std::vector<double> numbers_of(const std::string& list) {
  std::vector<double> out;
  std::istringstream stream(list);
  for (std::string one; std::getline(stream, one, ',');) out.push_back(std::stod(one));
  return out;
}

void rule(std::istringstream& line, tests::Paper& paper) {
  std::string columns, rows, parted, ruling;
  line >> columns >> rows >> parted >> ruling;
  paper.grid(numbers_of(columns), numbers_of(rows), numbers_of(parted), ruling.empty() ? 0 : std::stod(ruling));
}

Layout read_layout(const std::filesystem::path& file) {
  Layout layout;
  std::ifstream in(file);
  for (std::string row; std::getline(in, row);) {
    std::istringstream line(row);
    std::string kind, name, equals, value;
    line >> kind;
    if (kind == "type")
      line >> layout.type;
    else if (kind == "field") {
      line >> name >> equals;
      std::getline(line >> std::ws, value);
      layout.fields.emplace_back(name, value);
    } else if (kind == "absent")
      line >> layout.absent.emplace_back();
    else if (kind == "illegible")
      line >> layout.illegible.emplace_back();
    else if (kind == "page")
      layout.pages.emplace_back(static_cast<int>(layout.pages.size()) + 1);
    else if (kind == "grid")
      rule(line, layout.pages.at(layout.pages.size() - 1));
    else if (kind == "left" || kind == "pen" || kind == "centre" || kind == "box")
      read_mark(kind, line, layout.pages.at(layout.pages.size() - 1));
    else
      EXPECT_TRUE(row.empty() || row.front() == '#') << file.filename() << ": " << row;
  }
  return layout;
}

std::vector<std::string> names() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    if (entry.path().extension() == ".txt") out.push_back(entry.path().stem());
  std::sort(out.begin(), out.end());
  return out;
}

class Layouts : public ::testing::TestWithParam<std::string> {};

TEST_P(Layouts, AreTakenForWhatTheyAre) {
  const Layout layout = read_layout(kFolder / (GetParam() + ".txt"));
  std::vector<models::ComposedPage> pages;
  for (const tests::Paper& paper : layout.pages) pages.push_back(paper.page());
  const auto documents = assemble(pages, *built_in_types());
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].type, layout.type) << ::testing::PrintToString(documents[0].evidence);
  std::map<std::string, std::vector<models::Field>> found;
  for (const models::Field& field : documents[0].fields) found[field.name].push_back(field);
  for (const auto& [name, value] : layout.fields) {
    const auto has = [&, wanted = value](const models::Field& field) {
      return field.value == wanted || field.normalised == wanted;
    };
    EXPECT_TRUE(std::any_of(found[name].begin(), found[name].end(), has))
        << name << " is " << (found[name].empty() ? "not found" : found[name].front().value) << ", not " << value;
  }
  for (const std::string& name : layout.illegible) {
    ASSERT_EQ(found[name].size(), 1U) << name;
    EXPECT_EQ(found[name][0].value, "") << name;
    EXPECT_EQ(found[name][0].verdict, models::Verdict::review) << name;
    ASSERT_EQ(found[name][0].alternatives.size(), 1U) << name;
    EXPECT_EQ(found[name][0].alternatives[0].why, "illegible") << name;
  }
  for (const std::string& name : layout.absent) EXPECT_TRUE(found[name].empty()) << name;
}

INSTANTIATE_TEST_SUITE_P(Papers, Layouts, ::testing::ValuesIn(names()), [](const auto& test) { return test.param; });

}  // namespace
}  // namespace hoso::extraction
