// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/outline.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;

// NĐ 30/2020/NĐ-CP Điều 7, then the other papers of a dossier.
constexpr std::array<std::pair<std::string_view, std::string_view>, 42> kTitles{{
    {"nghi_quyet", "Nghị quyết"},
    {"quyet_dinh", "Quyết định"},
    {"chi_thi", "Chỉ thị"},
    {"quy_che", "Quy chế"},
    {"quy_dinh", "Quy định"},
    {"thong_cao", "Thông cáo"},
    {"thong_bao", "Thông báo"},
    {"huong_dan", "Hướng dẫn"},
    {"chuong_trinh", "Chương trình"},
    {"ke_hoach", "Kế hoạch"},
    {"phuong_an", "Phương án"},
    {"de_an", "Đề án"},
    {"du_an", "Dự án"},
    {"bao_cao", "Báo cáo"},
    {"bien_ban", "Biên bản"},
    {"to_trinh", "Tờ trình"},
    {"hop_dong", "Hợp đồng"},
    {"cong_van", "Công văn"},
    {"cong_dien", "Công điện"},
    {"ban_ghi_nho", "Bản ghi nhớ"},
    {"ban_thoa_thuan", "Bản thỏa thuận"},
    {"giay_uy_quyen", "Giấy ủy quyền"},
    {"giay_moi", "Giấy mời"},
    {"giay_gioi_thieu", "Giấy giới thiệu"},
    {"giay_nghi_phep", "Giấy nghỉ phép"},
    {"phieu_gui", "Phiếu gửi"},
    {"phieu_chuyen", "Phiếu chuyển"},
    {"phieu_bao", "Phiếu báo"},
    {"thu_cong", "Thư công"},
    {"luat", "Luật"},
    {"nghi_dinh", "Nghị định"},
    {"thong_tu", "Thông tư"},
    {"don_to_khai", "Đơn, tờ khai"},
    {"giay_khai_sinh", "Giấy khai sinh"},
    {"cccd_front", "Căn cước công dân, mặt trước"},
    {"cccd_back", "Căn cước công dân, mặt sau"},
    {"dang_ky_doanh_nghiep", "Giấy chứng nhận đăng ký doanh nghiệp"},
    {"giay_tiep_nhan", "Giấy tiếp nhận hồ sơ"},
    {"giay_chung_nhan_qsdd", "Giấy chứng nhận quyền sử dụng đất"},
    {"danh_sach", "Danh sách"},
    {"separator", "Tờ phân cách"},
    {"blank", "Trang trắng"},
}};

std::string type_title(std::string_view type) {
  const auto* found =
      std::find_if(kTitles.begin(), kTitles.end(), [&](const auto& entry) { return entry.first == type; });
  return std::string(found == kTitles.end() ? "Tài liệu" : found->second);
}

std::string field_value(const models::Document& document, std::string_view name) {
  for (const models::Field& field : document.fields) {
    if (field.name == name && field.verdict != models::Verdict::missing && !field.value.empty())
      return models::collapsed(field.value);
  }
  return {};
}

Handle bookmark(const std::string& title, Handle page, Handle parent) {
  Handle item = Handle::parse("<< >>");
  item.replaceKey("/Title", Handle::newUnicodeString(title));
  item.replaceKey("/Parent", parent);
  item.replaceKey("/Dest", Handle::newArray(std::vector<Handle>{page, Handle::newName("/Fit")}));
  return item;
}

std::vector<Handle> bookmarks(QPDF& pdf, const std::vector<models::Document>& documents, Handle parent) {
  const auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
  std::vector<Handle> items;
  for (const models::Document& document : documents) {
    if (document.pages.empty()) continue;
    const int first = document.pages.front();
    if (first < 1 || static_cast<std::size_t>(first) > pages.size()) continue;
    Handle page = pages[static_cast<std::size_t>(first) - 1].getObjectHandle();
    items.push_back(pdf.makeIndirectObject(bookmark(title_of(document), page, parent)));
  }
  return items;
}

}  // namespace

std::string title_of(const models::Document& document) {
  const std::string number = field_value(document, "number"), symbol = field_value(document, "symbol");
  std::string title = type_title(document.type);
  if (symbol.empty()) return number.empty() ? title : title + " " + number;
  // The symbol may hold the number ("127/QĐ-UBND") or follow it ("QĐ-UBND").
  if (number.empty() || symbol.starts_with(number + "/")) return title + " " + symbol;
  return title + " " + number + "/" + (symbol.starts_with('/') ? symbol.substr(1) : symbol);
}

void add_outline(QPDF& pdf, const std::vector<models::Document>& documents) {
  Handle catalog = pdf.getRoot();
  catalog.replaceKey("/PageLabels", Handle::parse("<< /Nums [ 0 << /S /D >> ] >>"));
  Handle outlines = pdf.makeIndirectObject(Handle::parse("<< /Type /Outlines >>"));
  const std::vector<Handle> items = bookmarks(pdf, documents, outlines);
  if (items.empty()) return;
  for (std::size_t i = 0; i < items.size(); ++i) {
    Handle item = items[i];
    if (i > 0) item.replaceKey("/Prev", items[i - 1]);
    if (i + 1 < items.size()) item.replaceKey("/Next", items[i + 1]);
  }
  outlines.replaceKey("/First", items.front());
  outlines.replaceKey("/Last", items.back());
  outlines.replaceKey("/Count", Handle::newInteger(static_cast<long long>(items.size())));
  catalog.replaceKey("/Outlines", outlines);
}

}  // namespace hoso::storage
