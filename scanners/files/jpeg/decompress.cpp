// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/jpeg/decompress.h"

#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

#include "scanners/files/regular_file.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;

// What libjpeg's callbacks write to. It is the client data of the decompressor.
struct Session {
  jpeg_error_mgr errors{};
  jpeg_source_mgr source{};
  std::jmp_buf jump{};
  char first_message[JMSG_LENGTH_MAX]{};
  int fatal_code = 0;
  bool ended = false, starved = false, damaged = false;
  const std::stop_token* stop = nullptr;
};

Session& session_of(j_common_ptr info) { return *static_cast<Session*>(info->client_data); }

void note_message(j_common_ptr info) {
  Session& session = session_of(info);
  if (session.first_message[0] == 0) session.errors.format_message(info, session.first_message);
}

[[noreturn]] void on_error(j_common_ptr info) {
  Session& session = session_of(info);
  session.first_message[0] = 0;
  note_message(info);
  session.fatal_code = session.errors.msg_code;
  std::longjmp(session.jump, 1);
}

void on_message(j_common_ptr info, int level) {
  if (level >= 0) return;  // only traces
  Session& session = session_of(info);
  switch (session.errors.msg_code) {
    case JWRN_HIT_MARKER:
      session.starved = true;
      break;
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_NOT_SEQUENTIAL:
      session.damaged = true;
      break;
    default:
      return;  // extra bytes, odd versions of JFIF or Adobe, odd order of refinements: the picture is whole
  }
  note_message(info);
}

void on_output(j_common_ptr) {}

// The end of the bytes: hand out an EOI marker, as long as it is asked for.
boolean refill(j_decompress_ptr info) {
  static constexpr JOCTET kEoi[2] = {0xFF, JPEG_EOI};
  session_of(reinterpret_cast<j_common_ptr>(info)).ended = true;
  info->src->next_input_byte = kEoi;
  info->src->bytes_in_buffer = 2;
  return TRUE;
}

void skip(j_decompress_ptr info, long count) {
  const auto bytes = static_cast<std::size_t>(count > 0 ? count : 0);
  if (bytes > info->src->bytes_in_buffer) {
    refill(info);
    return;
  }
  info->src->next_input_byte += bytes;
  info->src->bytes_in_buffer -= bytes;
}

void nothing(j_decompress_ptr) {}

void check_stop(j_common_ptr info) {
  Session& session = session_of(info);
  if (session.stop->stop_requested()) std::longjmp(session.jump, 2);
}

class Decompressor {
 public:
  Decompressor(std::span<const std::uint8_t> bytes, const std::stop_token& stop) {
    info.err = jpeg_std_error(&session.errors);
    session.errors.error_exit = on_error;
    session.errors.emit_message = on_message;
    session.errors.output_message = on_output;
    session.stop = &stop;
    info.client_data = &session;
    session.source.next_input_byte = bytes.data();
    session.source.bytes_in_buffer = bytes.size();
    session.source.init_source = nothing;
    session.source.fill_input_buffer = refill;
    session.source.skip_input_data = skip;
    session.source.resync_to_restart = jpeg_resync_to_restart;
    session.source.term_source = nothing;
    progress.progress_monitor = check_stop;
  }
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;
  ~Decompressor() { jpeg_destroy_decompress(&info); }

  // Runs a step of libjpeg; 0, or what it ended with. Steps hold nothing that needs a destructor: an error jumps over
  // them.
  template <typename Step>
  int run(Step step) {
    const int ended = setjmp(session.jump);
    if (ended != 0) return ended;
    step();
    return 0;
  }

  void create() {
    jpeg_create_decompress(&info);
    info.client_data = &session;
    info.src = &session.source;
    info.progress = &progress;
  }

  jpeg_decompress_struct info{};
  jpeg_progress_mgr progress{};
  Session session;
};

J_COLOR_SPACE space_of(JpegColour colour) {
  return colour == JpegColour::grey ? JCS_GRAYSCALE : colour == JpegColour::bgr ? JCS_EXT_BGR : JCS_CMYK;
}

int type_of(JpegColour colour) {
  return colour == JpegColour::grey ? CV_8UC1 : colour == JpegColour::bgr ? CV_8UC3 : CV_8UC4;
}

tl::unexpected<models::Error> failed(const Session& session, int ended) {
  if (ended == 2) return problem(ErrorCode::cancelled);
  if (session.fatal_code == JERR_OUT_OF_MEMORY) return problem(ErrorCode::out_of_memory, session.first_message);
  if (session.ended) return problem(ErrorCode::truncated, session.first_message);
  const bool unknown = session.fatal_code == JERR_CONVERSION_NOTIMPL || session.fatal_code == JERR_SOF_UNSUPPORTED ||
                       session.fatal_code == JERR_BAD_PRECISION || session.fatal_code == JERR_FRACT_SAMPLE_NOTIMPL ||
                       session.fatal_code == JERR_CCIR601_NOTIMPL || session.fatal_code == JERR_IMAGE_TOO_BIG;
  return problem(unknown ? ErrorCode::unsupported_image : ErrorCode::damaged, session.first_message);
}

}  // namespace

models::Result<Decompressed> decompress_jpeg(std::span<const std::uint8_t> bytes, JpegColour wanted,
                                             const std::stop_token& stop) {
  Decompressed result;
  Decompressor d(bytes, stop);
  int ended = d.run([&d, wanted] {
    d.create();
    jpeg_read_header(&d.info, TRUE);
    d.info.out_color_space = space_of(wanted);
    d.info.dct_method = JDCT_ISLOW;
    jpeg_calc_output_dimensions(&d.info);
  });
  if (ended != 0) return failed(d.session, ended);
  result.pixels.create(static_cast<int>(d.info.output_height), static_cast<int>(d.info.output_width), type_of(wanted));
  cv::Mat& pixels = result.pixels;
  ended = d.run([&d, &pixels] {
    jpeg_start_decompress(&d.info);
    while (d.info.output_scanline < d.info.output_height) {
      JSAMPROW row = pixels.ptr<JSAMPLE>(static_cast<int>(d.info.output_scanline));
      jpeg_read_scanlines(&d.info, &row, 1);
    }
    jpeg_finish_decompress(&d.info);
  });
  if (ended != 0) return failed(d.session, ended);
  result.data_missing = d.session.starved;
  result.damaged = d.session.damaged;
  result.end_missing = d.session.ended;
  result.complaint = d.session.first_message;
  return result;
}

}  // namespace hoso::scanners
