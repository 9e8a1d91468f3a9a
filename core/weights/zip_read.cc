#include <fmt/format.h>
#include <minizip/unzip.h>

#include <algorithm>
#include <unordered_set>

#include "core/weights/zip.hh"

namespace mintport::weights {
namespace {

// The stream that minizip reads: an InputFile with a position, which never passes its end.
struct Stream {
  const InputFile& file;
  std::uint64_t at = 0;
};

Stream& stream_of(voidpf stream) {
  return *static_cast<Stream*>(stream);
}

voidpf open_stream(voidpf opaque, const void*, int) {
  return opaque;
}

uLong read_stream(voidpf, voidpf stream, void* to, uLong size) {
  Stream& s = stream_of(stream);
  const std::uint64_t count = s.at > s.file.size() ? 0 : std::min<std::uint64_t>(size, s.file.size() - s.at);
  if (!s.file.read(s.at, std::span(static_cast<std::byte*>(to), count))) return 0;
  s.at += count;
  return count;
}

ZPOS64_T tell_stream(voidpf, voidpf stream) {
  return stream_of(stream).at;
}

long seek_stream(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  Stream& s = stream_of(stream);
  const std::uint64_t base = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                             : origin == ZLIB_FILEFUNC_SEEK_CUR ? s.at
                                                                : s.file.size();
  if (base + offset < base || base + offset > s.file.size()) return -1;
  s.at = base + offset;
  return 0;
}

int close_stream(voidpf, voidpf) {
  return 0;
}
int error_of_stream(voidpf, voidpf) {
  return 0;
}

struct CloseArchive {
  void operator()(void* archive) const { ::unzClose(archive); }
};

Error broken_archive(const InputFile& file, std::string what) {
  return {.kind = ErrorKind::content,
          .file = file.path(),
          .what = std::move(what),
          .hint = "download the file again"};
}

Result<ZipEntry> read_entry(unzFile archive, const std::shared_ptr<const InputFile>& file) {
  unz_file_info64 info{};
  std::string name(kMaxNameBytes + 1, '\0');
  if (::unzGetCurrentFileInfo64(archive, &info, name.data(), name.size(), nullptr, 0, nullptr, 0) != UNZ_OK ||
      info.size_filename > kMaxNameBytes) {
    return fail(broken_archive(*file, "the archive's directory is damaged"));
  }
  name.resize(info.size_filename);
  if (info.compression_method != 0 || info.compressed_size != info.uncompressed_size) {
    return fail(
        broken_archive(*file, fmt::format("the entry '{}' is compressed; torch never compresses", name)));
  }
  if ((info.flag & 1U) != 0)
    return fail(broken_archive(*file, fmt::format("the entry '{}' is encrypted", name)));
  if (::unzOpenCurrentFile2(archive, nullptr, nullptr, 1) != UNZ_OK) {
    return fail(broken_archive(*file, fmt::format("the entry '{}' is damaged", name)));
  }
  const std::uint64_t offset = ::unzGetCurrentFileZStreamPos64(archive);
  ::unzCloseCurrentFile(archive);
  if (offset == 0 || offset > file->size() || info.uncompressed_size > file->size() - offset) {
    return fail(broken_archive(*file, fmt::format("the entry '{}' reaches beyond the file", name)));
  }
  return ZipEntry{.name = std::move(name), .bytes = {file, offset, info.uncompressed_size}};
}

Result<void> check_entries(const std::vector<ZipEntry>& entries, const InputFile& file) {
  std::vector<const ZipEntry*> sorted;
  std::unordered_set<std::string_view> names;
  for (const ZipEntry& entry : entries) {
    if (!names.insert(entry.name).second)
      return fail(broken_archive(file, fmt::format("duplicate entry '{}'", entry.name)));
    sorted.push_back(&entry);
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const ZipEntry* a, const ZipEntry* b) { return a->bytes.offset < b->bytes.offset; });
  std::uint64_t end = 0;
  for (const ZipEntry* entry : sorted) {
    if (entry->bytes.offset < end)
      return fail(broken_archive(file, fmt::format("the entry '{}' overlaps another", entry->name)));
    end = entry->bytes.offset + entry->bytes.size;
  }
  return {};
}

}  // namespace

Result<std::vector<ZipEntry>> read_zip(const std::shared_ptr<const InputFile>& file) {
  Stream stream{*file};
  zlib_filefunc64_def functions{};
  functions.zopen64_file = open_stream;
  functions.zread_file = read_stream;
  functions.ztell64_file = tell_stream;
  functions.zseek64_file = seek_stream;
  functions.zclose_file = close_stream;
  functions.zerror_file = error_of_stream;
  functions.opaque = &stream;
  const std::unique_ptr<void, CloseArchive> archive(::unzOpen2_64(file->path().c_str(), &functions));
  if (archive == nullptr) return fail(broken_archive(*file, "the archive has no directory: it is truncated"));
  std::vector<ZipEntry> entries;
  int status = ::unzGoToFirstFile(archive.get());
  for (; status == UNZ_OK; status = ::unzGoToNextFile(archive.get())) {
    if (entries.size() == kMaxTensors) return fail(broken_archive(*file, "the archive has too many entries"));
    auto entry = read_entry(archive.get(), file);
    if (!entry) return fail(entry.error());
    entries.push_back(*std::move(entry));
  }
  if (status != UNZ_END_OF_LIST_OF_FILE)
    return fail(broken_archive(*file, "the archive's directory is damaged"));
  if (const auto checked = check_entries(entries, *file); !checked) return fail(checked.error());
  return entries;
}

}  // namespace mintport::weights
