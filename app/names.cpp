// SPDX-License-Identifier: Apache-2.0
#include "app/names.h"

#include <algorithm>
#include <array>

#include "app/say.h"

namespace hoso::app {
namespace {

constexpr PaperName kPapers[] = {
    PaperName{"ban_ghi_nho", "Bản ghi nhớ"},
    PaperName{"ban_thoa_thuan", "Bản thỏa thuận"},
    PaperName{"bao_cao", "Báo cáo"},
    PaperName{"bien_ban", "Biên bản"},
    PaperName{"cccd_back", "Căn cước (mặt sau)"},
    PaperName{"cccd_front", "Căn cước (mặt trước)"},
    PaperName{"chi_thi", "Chỉ thị"},
    PaperName{"chuong_trinh", "Chương trình"},
    PaperName{"cong_dien", "Công điện"},
    PaperName{"cong_van", "Công văn"},
    PaperName{"dang_ky_doanh_nghiep", "Giấy chứng nhận đăng ký doanh nghiệp"},
    PaperName{"danh_sach", "Danh sách"},
    PaperName{"de_an", "Đề án"},
    PaperName{"don_to_khai", "Đơn, tờ khai"},
    PaperName{"du_an", "Dự án"},
    PaperName{"giay_chung_nhan_qsdd", "Giấy chứng nhận quyền sử dụng đất"},
    PaperName{"giay_gioi_thieu", "Giấy giới thiệu"},
    PaperName{"giay_khai_sinh", "Giấy khai sinh"},
    PaperName{"giay_moi", "Giấy mời"},
    PaperName{"giay_nghi_phep", "Giấy nghỉ phép"},
    PaperName{"giay_tiep_nhan", "Giấy tiếp nhận hồ sơ"},
    PaperName{"giay_uy_quyen", "Giấy ủy quyền"},
    PaperName{"hop_dong", "Hợp đồng"},
    PaperName{"huong_dan", "Hướng dẫn"},
    PaperName{"ke_hoach", "Kế hoạch"},
    PaperName{"nghi_quyet", "Nghị quyết"},
    PaperName{"phieu_bao", "Phiếu báo"},
    PaperName{"phieu_chuyen", "Phiếu chuyển"},
    PaperName{"phieu_gui", "Phiếu gửi"},
    PaperName{"phuong_an", "Phương án"},
    PaperName{"quy_che", "Quy chế"},
    PaperName{"quy_dinh", "Quy định"},
    PaperName{"quyet_dinh", "Quyết định"},
    PaperName{"thong_bao", "Thông báo"},
    PaperName{"thong_cao", "Thông cáo"},
    PaperName{"thu_cong", "Thư công"},
    PaperName{"to_trinh", "Tờ trình"},
};

constexpr std::string_view kKeys[] = {
    // what is no paper
    "blank",
    "separator",
    "other",
    // states of papers and procedures
    "scanned",
    "reused",
    "born_digital",
    "missing",
    "valid",
    "not_yet",
    "expired",
    "unknown",
    // how an image was kept, and where its resolution is from
    "jpeg_kept",
    "g4_kept",
    "flate_kept",
    "g4",
    "flate",
    "jpeg_new",
    "none",
    "file",
    "estimated",
    "rendered",
    "placement",
    "device",
    // what hoso doctor looks at
    "profile",
    "language",
    "program",
    "bar codes",
    "machine",
    "locale",
    "temporary files",
    "dossiers",
    "catalogue",
    "scanner",
    // fields
    "address",
    "addressee",
    "amount",
    "applicant",
    "area",
    "birth_date",
    "birth_year",
    "capital",
    "child_birth_date",
    "child_name",
    "co_owner",
    "date",
    "distinguishing_marks",
    "dossier_code",
    "due_date",
    "enterprise_code",
    "enterprise_name",
    "enterprise_name_foreign",
    "ethnicity",
    "expiry_date",
    "father_birth_year",
    "father_ethnicity",
    "father_name",
    "father_nationality",
    "father_residence",
    "full_name",
    "household_head",
    "id_issue_date",
    "id_number",
    "issue_date",
    "issuing_agency",
    "land_certificate_number",
    "land_use",
    "map_sheet",
    "mother_birth_year",
    "mother_ethnicity",
    "mother_name",
    "mother_nationality",
    "mother_residence",
    "nationality",
    "number",
    "owner",
    "papers",
    "parcel_number",
    "parent_agency",
    "participants",
    "party_a",
    "party_b",
    "phone",
    "place",
    "place_of_birth",
    "place_of_origin",
    "procedure_code",
    "procedure_name",
    "received_date",
    "recipients",
    "register_number",
    "registration_place",
    "relation",
    "representative",
    "representative_title",
    "request",
    "residence",
    "rows",
    "sex",
    "signer",
    "signer_title",
    "subject",
    "symbol",
    "total",
    "type_name",
    "use_form",
};

}  // namespace

std::span<const PaperName> paper_names() { return kPapers; }
std::span<const std::string_view> named_keys() { return kKeys; }

std::string paper_name(const std::string& type) {
  if (spoken() == models::MessageLanguage::english) return type;
  const auto* named = std::ranges::find(kPapers, type, &PaperName::type);
  return named == std::end(kPapers) ? tr(type) : std::string(named->name);
}

std::string key_name(const std::string& key) { return tr(key); }

}  // namespace hoso::app
