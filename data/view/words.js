// SPDX-License-Identifier: Apache-2.0
// The words of the view. Papers are called what they are called; the rest is English, or with `hoso view --messages vi` Vietnamese.
"use strict";
hoso.papers = {
  ban_ghi_nho: "Bản ghi nhớ", ban_thoa_thuan: "Bản thỏa thuận", bao_cao: "Báo cáo", bien_ban: "Biên bản", cccd_back: "Căn cước (mặt sau)", cccd_front: "Căn cước (mặt trước)",
  chi_thi: "Chỉ thị", chuong_trinh: "Chương trình", cong_dien: "Công điện", cong_van: "Công văn", dang_ky_doanh_nghiep: "Giấy chứng nhận đăng ký doanh nghiệp",
  danh_sach: "Danh sách", de_an: "Đề án", don_to_khai: "Đơn, tờ khai", du_an: "Dự án", giay_chung_nhan_qsdd: "Giấy chứng nhận quyền sử dụng đất",
  giay_gioi_thieu: "Giấy giới thiệu", giay_khai_sinh: "Giấy khai sinh", giay_moi: "Giấy mời", giay_nghi_phep: "Giấy nghỉ phép", giay_tiep_nhan: "Giấy tiếp nhận hồ sơ",
  giay_uy_quyen: "Giấy ủy quyền", hop_dong: "Hợp đồng", huong_dan: "Hướng dẫn", ke_hoach: "Kế hoạch", nghi_quyet: "Nghị quyết", phieu_bao: "Phiếu báo",
  phieu_chuyen: "Phiếu chuyển", phieu_gui: "Phiếu gửi", phuong_an: "Phương án", quy_che: "Quy chế", quy_dinh: "Quy định", quyet_dinh: "Quyết định",
  thong_bao: "Thông báo", thong_cao: "Thông cáo", thu_cong: "Thư công", to_trinh: "Tờ trình",
};
hoso.vietnamese = {
  // the page
  "Search ( / )": "Tìm ( / )", "Search in the dossier": "Tìm trong hồ sơ", Pages: "Trang", Page: "Trang", "Previous page ( ← )": "Trang trước ( ← )", "Next page ( → )": "Trang sau ( → )",
  "Smaller ( - )": "Nhỏ hơn ( - )", "Larger ( + )": "Lớn hơn ( + )", Doubt: "Nghi ngờ", "Colour doubtful words ( c )": "Tô màu từ chưa chắc ( c )", Text: "Chữ",
  "Show the text instead of the image ( t )": "Hiện chữ thay cho ảnh ( t )", "Documents and pages": "Tài liệu và trang", Problems: "Cần xem lại", Documents: "Tài liệu",
  "Pages of the dossier": "Các trang của hồ sơ", "pages ·": "trang ·", "search ·": "tìm ·", "next hit ·": "kết quả tiếp ·", "zoom ·": "phóng to ·", "doubt ·": "nghi ngờ ·", text: "chữ",
  // what is told
  "No problems": "Không có gì cần xem lại", "Hard to read, words sure:": "Khó đọc, độ chắc của từ:", "Compare it with the paper.": "Đối chiếu với bản giấy.", "Still skewed by": "Còn nghiêng",
  "not found": "không thấy", "please check": "cần kiểm tra", page: "trang", "shares its page": "chung trang", "to check": "cần kiểm tra", hit: "kết quả", hits: "kết quả", nothing: "không có", of: "trên",
  Source: "Nguồn", Size: "Kích thước", "Turned by": "Xoay", Straightened: "Chỉnh nghiêng", "not applied": "không áp dụng", Words: "Số từ", sure: "chắc", Blank: "Trang trắng", yes: "có", Image: "Ảnh",
  Note: "Ghi chú", Failed: "Lỗi",
  // kinds of papers that are none
  blank: "trang trắng", separator: "tờ phân tách", other: "giấy tờ khác",
  // fields
  address: "địa chỉ", addressee: "kính gửi", area: "diện tích", birth_date: "ngày sinh", capital: "vốn", date: "ngày", dossier_code: "mã hồ sơ", enterprise_code: "mã số doanh nghiệp",
  enterprise_name: "tên doanh nghiệp", expiry_date: "có giá trị đến", father_name: "họ tên cha", full_name: "họ tên", id_number: "số định danh", issue_date: "ngày cấp", issuing_agency: "cơ quan ban hành",
  map_sheet: "tờ bản đồ", mother_name: "họ tên mẹ", nationality: "quốc tịch", number: "số", parcel_number: "thửa đất", parent_agency: "cơ quan chủ quản", phone: "điện thoại", place: "địa danh",
  place_of_birth: "nơi sinh", place_of_origin: "quê quán", recipients: "nơi nhận", register_number: "số vào sổ", residence: "nơi cư trú", sex: "giới tính", signer: "người ký",
  signer_title: "chức vụ người ký", subject: "trích yếu", symbol: "ký hiệu", type_name: "tên loại", amount: "số tiền", applicant: "người nộp", birth_year: "năm sinh",
  child_birth_date: "ngày sinh của con", child_name: "họ tên con", co_owner: "đồng chủ sở hữu", distinguishing_marks: "đặc điểm nhận dạng", due_date: "hẹn trả ngày",
  enterprise_name_foreign: "tên doanh nghiệp bằng tiếng nước ngoài", ethnicity: "dân tộc", father_birth_year: "năm sinh cha", father_ethnicity: "dân tộc cha",
  father_nationality: "quốc tịch cha", father_residence: "nơi cư trú cha", household_head: "chủ hộ", id_issue_date: "ngày cấp giấy tờ", land_certificate_number: "số giấy chứng nhận",
  land_use: "mục đích sử dụng đất", mother_birth_year: "năm sinh mẹ", mother_ethnicity: "dân tộc mẹ", mother_nationality: "quốc tịch mẹ", mother_residence: "nơi cư trú mẹ", owner: "chủ sử dụng",
  papers: "giấy tờ kèm theo", participants: "thành phần tham dự", party_a: "bên A", party_b: "bên B", procedure_code: "mã thủ tục", procedure_name: "tên thủ tục", received_date: "ngày nhận",
  registration_place: "nơi đăng ký", relation: "quan hệ", representative: "người đại diện", representative_title: "chức vụ người đại diện", request: "nội dung đề nghị", total: "tổng số",
  use_form: "hình thức sử dụng", rows: "các dòng của danh sách",
};
