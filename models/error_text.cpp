// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/error_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace hoso::models {
namespace {

/// `{0}`: subject, `{1}`: the same as it stands in the name of a package. Where the error is about is put in front.
struct Phrase {
  const char* english;
  const char* english_remedy;
  const char* vietnamese;
  const char* vietnamese_remedy;
};

// In the order of ErrorCode.
constexpr std::array kPhrases{
    Phrase{"there is no such file or folder", "Check the name and try again.", "không có tệp hoặc thư mục này",
           "Kiểm tra tên rồi thử lại."},
    Phrase{"the file cannot be opened", "Check its permissions and that the disk is well.", "không mở được tệp",
           "Kiểm tra quyền truy cập và ổ đĩa."},
    Phrase{"this is not a regular file", "Give an image, a PDF or a folder of them.",
           "đây không phải là tệp thông thường", "Chọn tệp ảnh, PDF hoặc thư mục chứa chúng."},
    Phrase{"this is not an image that hoso can read",
           "Give JPEG, PNG, TIFF or PDF; scan the paper again if this was a scan.",
           "đây không phải là ảnh mà hoso đọc được", "Dùng JPEG, PNG, TIFF hoặc PDF; quét lại nếu đây là bản quét."},
    Phrase{"the file is encrypted", "Save a copy without a password and digitise that.", "tệp được mã hóa",
           "Lưu một bản không có mật khẩu rồi số hóa bản đó."},
    Phrase{"the file ends too early; part of it is missing", "Copy or scan it again.", "tệp bị cắt cụt, thiếu một phần",
           "Sao chép hoặc quét lại."},
    Phrase{"the file is damaged", "Copy or scan it again.", "tệp bị hỏng", "Sao chép hoặc quét lại."},
    Phrase{"this kind of image is not supported", "Save it as an ordinary JPEG, PNG or TIFF.",
           "loại ảnh này không được hỗ trợ", "Lưu lại thành JPEG, PNG hoặc TIFF thông thường."},
    Phrase{"the image is larger than any paper; it was not read", "Scan at 300 dpi, or raise the limit in the profile.",
           "ảnh lớn hơn mọi khổ giấy nên không được đọc", "Quét ở 300 dpi hoặc nâng giới hạn trong cấu hình."},
    Phrase{"there is no page in it", "Check that this is the right folder or file.", "không có trang nào",
           "Kiểm tra lại thư mục hoặc tệp."},
    Phrase{"\"{0}\" cannot be the name of a dossier",
           "Give another with --name: no slash, no leading dot, at most 200 bytes.", "\"{0}\" không thể là tên hồ sơ",
           "Đặt tên khác bằng --name: không có dấu gạch chéo, không bắt đầu bằng dấu chấm, tối đa 200 byte."},
    Phrase{"this sheet bears the mark of secrecy \"{0}\"; nothing of the dossier was stored",
           "Take the sheet out and treat it by the rules for state secrets, then digitise the rest.",
           "tờ này có dấu chỉ độ mật \"{0}\"; hồ sơ chưa được lưu",
           "Rút tờ này ra và xử lý theo quy định về bí mật nhà nước, rồi số hóa phần còn lại."},
    Phrase{"the language \"{0}\" is not installed",
           "Install the package tesseract-ocr-{1}, or choose another with --language.", "chưa cài ngôn ngữ \"{0}\"",
           "Cài gói tesseract-ocr-{1} hoặc chọn ngôn ngữ khác bằng --language."},
    Phrase{"the model for reading is damaged", "Install the package tesseract-ocr-vie again.",
           "mô hình nhận dạng bị hỏng", "Cài lại gói tesseract-ocr-vie."},
    Phrase{"this kind of model for reading is not supported", "Choose another with --language.",
           "loại mô hình nhận dạng này không được hỗ trợ", "Chọn ngôn ngữ khác bằng --language."},
    Phrase{"the text could not be read; the page is kept as an image",
           "Look at the page; scan it again if it is hard to read.", "không đọc được chữ; trang được giữ dưới dạng ảnh",
           "Xem lại trang; quét lại nếu khó đọc."},
    Phrase{"the dossier \"{0}\" exists already; nothing was changed",
           "Use --resume to skip what is complete, or choose another folder.",
           "hồ sơ \"{0}\" đã có; không có gì bị thay đổi",
           "Dùng --resume để bỏ qua phần đã xong, hoặc chọn thư mục khác."},
    Phrase{"this exists already and was left as it is", "Name another place with --to, or remove it.",
           "đã có sẵn nên được giữ nguyên", "Chọn nơi khác bằng --to hoặc xóa nó."},
    Phrase{"nothing can be written there", "Check the folder's permissions.", "không ghi được vào đây",
           "Kiểm tra quyền của thư mục."},
    Phrase{"the disk is full", "Make room and run the same command with --resume.", "ổ đĩa đã đầy",
           "Giải phóng dung lượng rồi chạy lại lệnh với --resume."},
    Phrase{"the page could not be put into the PDF", "Report this file; the rest of the dossier is not affected.",
           "không đưa được trang vào PDF", "Báo lỗi kèm tệp này; phần còn lại không bị ảnh hưởng."},
    Phrase{"the PDF/A file does not pass its own check", "Report this; the dossier was not stored.",
           "tệp PDF/A không qua được kiểm tra", "Báo lỗi; hồ sơ chưa được lưu."},
    Phrase{"there is no scanner \"{0}\"", "See `hoso scanners` for those that are there.", "không có máy quét \"{0}\"",
           "Xem `hoso scanners` để biết các máy đang có."},
    Phrase{"the scanner is working for somebody else", "Wait a little and try again.", "máy quét đang bận",
           "Chờ một lát rồi thử lại."},
    Phrase{"paper is stuck, or two sheets went in together",
           "Clear the feeder, put that sheet and the rest back, and continue.", "giấy bị kẹt hoặc hai tờ vào cùng lúc",
           "Lấy giấy ra, đặt lại tờ đó và phần còn lại rồi tiếp tục."},
    Phrase{"the scanner's cover is open", "Close it and continue.", "nắp máy quét đang mở", "Đóng nắp rồi tiếp tục."},
    Phrase{"there is no paper in the feeder", "Load the stack and try again.", "không có giấy trong khay",
           "Đặt giấy vào khay rồi thử lại."},
    Phrase{"this computer may not use the scanner", "Ask the administrator to add you to the group `scanner`.",
           "máy tính này không được dùng máy quét", "Nhờ quản trị viên thêm bạn vào nhóm `scanner`."},
    Phrase{"the scanner cannot do these settings", "Use 300 dpi, colour, A4, or see `hoso scanners`.",
           "máy quét không hỗ trợ thiết lập này", "Dùng 300 dpi, màu, A4 hoặc xem `hoso scanners`."},
    Phrase{"the connection to the scanner was lost", "Check this page against the paper, and scan it again.",
           "mất kết nối với máy quét", "Đối chiếu trang này với bản giấy rồi quét lại."},
    Phrase{"the scanner does not answer", "Switch it off and on, and try again.", "máy quét không trả lời",
           "Tắt rồi bật lại máy quét và thử lại."},
    Phrase{"the scanner program ran out of memory", "Close other programs and try again.",
           "chương trình quét hết bộ nhớ", "Đóng bớt chương trình rồi thử lại."},
    Phrase{"the scanner program ended unexpectedly; all finished sheets are kept",
           "Check the last sheet and scan the rest.", "chương trình quét dừng bất ngờ; các tờ đã xong được giữ lại",
           "Kiểm tra tờ cuối rồi quét phần còn lại."},
    Phrase{"there is no catalogue here",
           "Give the output folder with --out, or make the catalogue with `hoso catalogue rebuild`.",
           "không có danh mục ở đây",
           "Chỉ thư mục kết quả bằng --out, hoặc tạo danh mục bằng `hoso catalogue rebuild`."},
    Phrase{"the catalogue is in use and did not become free in time", "Try again in a minute.",
           "danh mục đang được dùng", "Thử lại sau một phút."},
    Phrase{"the catalogue is damaged; the records are not affected", "Make it anew with `hoso catalogue rebuild`.",
           "danh mục bị hỏng; hồ sơ không bị ảnh hưởng", "Tạo lại bằng `hoso catalogue rebuild`."},
    Phrase{"there is no dossier \"{0}\"", "See `hoso list` for the names.", "không có hồ sơ \"{0}\"",
           "Xem tên bằng `hoso list`."},
    Phrase{"{0} is not valid", "See `hoso --help`.", "{0} không hợp lệ", "Xem `hoso --help`."},
    Phrase{"{0} is not valid in this profile",
           "See `hoso help profile` for the keys; `hoso profile check FILE` lists all.",
           "{0} không hợp lệ trong cấu hình này",
           "Xem các khóa bằng `hoso help profile`; kiểm tra bằng `hoso profile check FILE`."},
    Phrase{"there is no profile \"{0}\"",
           "See `hoso profile list` for those that are there; a file is named with its ending .toml.",
           "không có cấu hình \"{0}\"", "Xem `hoso profile list`; nếu là tệp thì ghi cả đuôi .toml."},
    Phrase{"{0} is not valid in metadata", "See `hoso help metadata` for the keys and their codes, and put it right.",
           "{0} không hợp lệ trong dữ liệu mô tả", "Xem các khóa và bảng mã bằng `hoso help metadata` rồi sửa lại."},
    Phrase{"{0} is not valid in a list of procedures", "See docs/procedures.md for the columns, and put it right.",
           "{0} không hợp lệ trong danh mục thủ tục", "Xem các cột trong docs/procedures.md rồi sửa lại."},
    Phrase{"no folder of dossiers was named", "Give it with --out DIR, or set HOSO_OUT.",
           "chưa cho biết thư mục chứa hồ sơ", "Chỉ thư mục bằng --out DIR hoặc đặt biến HOSO_OUT."},
    Phrase{"the program \"{0}\" is missing", "Install it; `hoso doctor` says which package brings it.",
           "thiếu chương trình \"{0}\"", "Cài đặt chương trình; `hoso doctor` cho biết gói cần cài."},
    Phrase{"the program \"{0}\" failed", "The technical cause says why; report it if the file is sound.",
           "chương trình \"{0}\" gặp lỗi", "Xem nguyên nhân kỹ thuật; báo lỗi nếu tệp không hỏng."},
    Phrase{"this took too long and was given up", "Try that page alone; scan it again if it is hard to read.",
           "việc này quá lâu nên bị dừng", "Thử riêng trang đó; quét lại nếu khó đọc."},
    Phrase{"this was stopped", "Run the same command with --resume to go on.", "đã dừng",
           "Chạy lại lệnh với --resume để tiếp tục."},
    Phrase{"there is not enough memory", "Close other programs, or lower the resolution.", "không đủ bộ nhớ",
           "Đóng bớt chương trình hoặc giảm độ phân giải."},
    Phrase{"pages were lost inside the program; the dossier was not stored",
           "Report this; run the same command with --resume.", "chương trình làm mất trang; hồ sơ chưa được lưu",
           "Báo lỗi; chạy lại lệnh với --resume."},
    Phrase{"something went wrong inside the program", "Report this with the technical cause.",
           "có lỗi bên trong chương trình", "Báo lỗi kèm nguyên nhân kỹ thuật."}};
static_assert(kPhrases.size() == static_cast<std::size_t>(ErrorCode::internal) + 1);

std::string place(const Error& error, bool english) {
  if (error.file.empty() && error.page == 0) return {};
  if (error.page == 0) return error.file + ": ";
  const std::string page = fmt::format("{} {}", english ? "page" : "trang", error.page);
  return error.file.empty() ? page + ": " : fmt::format("{}, {}: ", error.file, page);
}

/// Debian's packages write chi-sim for chi_sim.
std::string in_package_name(std::string language) {
  std::ranges::replace(language, '_', '-');
  return language;
}

std::string filled(const char* phrase, const Error& error) {
  return fmt::format(fmt::runtime(phrase), error.subject, in_package_name(error.subject));
}

}  // namespace

ErrorText describe(const Error& error, MessageLanguage language) {
  const bool english = language == MessageLanguage::english;
  const Phrase& phrase = kPhrases.at(static_cast<std::size_t>(error.code));
  return {place(error, english) + filled(english ? phrase.english : phrase.vietnamese, error) + ".",
          filled(english ? phrase.english_remedy : phrase.vietnamese_remedy, error)};
}

}  // namespace hoso::models
