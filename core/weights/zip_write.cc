#include <fmt/format.h>
#include <minizip/zip.h>

#include "core/weights/zip.hh"

namespace mintport::weights {

// The callbacks that minizip writes through.
struct ZipCallbacks {
  static ZipWriter& writer(voidpf opaque) { return *static_cast<ZipWriter*>(opaque); }
  static voidpf open(voidpf opaque, const void*, int) { return opaque; }
  static uLong read(voidpf, voidpf, void*, uLong) { return 0; }
  static uLong write(voidpf opaque, voidpf, const void* bytes, uLong size) {
    const auto written = writer(opaque).file_.write(std::span(static_cast<const std::byte*>(bytes), size));
    if (written) return size;
    writer(opaque).failure_ = written.error().what;
    return 0;
  }
  static ZPOS64_T tell(voidpf opaque, voidpf) { return writer(opaque).file_.position(); }
  static long seek(voidpf opaque, voidpf, ZPOS64_T offset, int origin) {
    OutputFile& file = writer(opaque).file_;
    if (origin == ZLIB_FILEFUNC_SEEK_END) return -1;  // not used for a new archive
    file.seek(origin == ZLIB_FILEFUNC_SEEK_CUR ? file.position() + offset : offset);
    return 0;
  }
  static int close(voidpf, voidpf) { return 0; }
  static int error(voidpf, voidpf) { return 0; }
};

ZipWriter::ZipWriter(OutputFile& file) : file_(file) {
  zlib_filefunc64_def functions{};
  functions.zopen64_file = ZipCallbacks::open;
  functions.zread_file = ZipCallbacks::read;
  functions.zwrite_file = ZipCallbacks::write;
  functions.ztell64_file = ZipCallbacks::tell;
  functions.zseek64_file = ZipCallbacks::seek;
  functions.zclose_file = ZipCallbacks::close;
  functions.zerror_file = ZipCallbacks::error;
  functions.opaque = this;
  archive_ = ::zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
}

ZipWriter::~ZipWriter() {
  if (archive_ != nullptr) ::zipClose(archive_, nullptr);
}

Error ZipWriter::error(std::string what) const {
  return {.kind = ErrorKind::io,
          .what = failure_.empty() ? std::move(what) : failure_,
          .hint = "nothing was changed"};
}

Result<void> ZipWriter::open(const std::string& name) {
  // A local header is 30 bytes, the name, and an extra field, of which 20 bytes are for zip64 and 4 for the
  // padding's header.
  constexpr std::uint64_t fixed = 30 + 20 + 4, alignment = 64;
  const std::uint64_t start = file_.position() + fixed + name.size();
  std::string padding(4 + (alignment - start % alignment) % alignment, 'Z');
  padding[0] = 'F';  // torch's tag: "FB"
  padding[1] = 'B';
  padding[2] = static_cast<char>(padding.size() - 4);
  padding[3] = 0;
  zip_fileinfo info{};
  const int opened = ::zipOpenNewFileInZip4_64(
      archive_, name.c_str(), &info, padding.data(), static_cast<uInt>(padding.size()), nullptr, 0, nullptr,
      0, 0, 0, -MAX_WBITS, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, nullptr, 0, 0, 0, 1);
  if (opened != ZIP_OK) return fail(error("cannot write the archive"));
  return {};
}

Result<void> ZipWriter::put(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), kChunk));
    if (::zipWriteInFileInZip(archive_, part.data(), static_cast<unsigned>(part.size())) != ZIP_OK) {
      return fail(error("cannot write the archive"));
    }
    bytes = bytes.subspan(part.size());
  }
  return {};
}

Result<void> ZipWriter::add(const std::string& name, std::string_view bytes) {
  if (const auto opened = open(name); !opened) return opened;
  if (const auto written = put(std::as_bytes(std::span(bytes))); !written) return written;
  if (::zipCloseFileInZip(archive_) != ZIP_OK) return fail(error("cannot write the archive"));
  return {};
}

Result<void> ZipWriter::add(const std::string& name, const Output& output) {
  if (const auto opened = open(name); !opened) return opened;
  const auto written = read_output(output, [this](std::span<const std::byte> bytes) { return put(bytes); });
  if (!written) return written;
  if (::zipCloseFileInZip(archive_) != ZIP_OK) return fail(error("cannot write the archive"));
  return {};
}

Result<void> ZipWriter::finish() {
  const int closed = ::zipClose(archive_, nullptr);
  archive_ = nullptr;
  if (closed != ZIP_OK) return fail(error("cannot write the archive"));
  return {};
}

}  // namespace mintport::weights
