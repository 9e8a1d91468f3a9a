#include "views/terminal/direct_colour.hh"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

// The format of term(5): numbers have 16 bits, or 32 bits in newer files.
constexpr int kMagic16 = 0432, kMagic32 = 01036;
// Indexes of capabilities in term.h.
constexpr std::size_t kCanChange = 27, kMaxColours = 13, kMaxPairs = 14, kSetForeground = 359,
                      kSetBackground = 360;
constexpr std::int32_t kColours = 1 << 24, kPairs = 1 << 15;
constexpr std::string_view kInkSequence =
    "\033[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m";
constexpr std::string_view kPaperSequence =
    "\033[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m";

// One of the two parts of an entry: standard capabilities, or extended ones.
struct EntryPart {
  std::string flags;
  std::vector<std::int32_t> numbers;
  std::vector<int> strings;  // offsets in the table; negative: absent
  std::vector<int> names;    // extended: offsets behind the values in the table
  std::string table;
};

class EntryReader {
 public:
  explicit EntryReader(std::string_view bytes) : bytes_(bytes) {}

  bool failed() const { return failed_; }
  bool at_end() const { return at_ >= bytes_.size(); }
  std::string_view take(std::size_t count) {
    if (count > bytes_.size() - at_) {
      failed_ = true;
      return {};
    }
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }
  int number16() {
    const std::string_view two = take(2);
    return two.size() < 2 ? 0 : static_cast<std::int16_t>(byte(two, 0) | byte(two, 1) << 8);
  }
  std::int32_t number(bool wide) {
    if (!wide) return number16();
    const std::string_view four = take(4);
    if (four.size() < 4) return 0;
    return static_cast<std::int32_t>(byte(four, 0) | byte(four, 1) << 8 | byte(four, 2) << 16 |
                                     byte(four, 3) << 24);
  }
  void align() {
    if (at_ % 2 != 0 && !at_end()) ++at_;
  }
  std::size_t count() {
    const int out = number16();
    if (out < 0) failed_ = true;
    return failed_ ? 0 : static_cast<std::size_t>(out);
  }

 private:
  static std::uint32_t byte(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

void put16(std::string& out, int value) {
  out += static_cast<char>(value & 0xFF);
  out += static_cast<char>(value >> 8 & 0xFF);
}

void put32(std::string& out, std::int32_t value) {
  put16(out, value & 0xFFFF);
  put16(out, value >> 16 & 0xFFFF);
}

void align(std::string& out) {
  if (out.size() % 2 != 0) out += '\0';
}

// Adds a text to the table and returns its offset.
int add_text(std::string& table, std::string_view text) {
  const auto at = static_cast<int>(table.size());
  table += text;
  table += '\0';
  return at;
}

EntryPart read_values(EntryReader& in, bool wide, std::size_t flags, std::size_t numbers,
                      std::size_t strings) {
  EntryPart out;
  out.flags = in.take(flags);
  in.align();
  for (std::size_t i = 0; i < numbers; ++i) out.numbers.push_back(in.number(wide));
  for (std::size_t i = 0; i < strings; ++i) out.strings.push_back(in.number16());
  return out;
}

void write_values(const EntryPart& part, std::string& out) {
  out += part.flags;
  align(out);
  for (const std::int32_t number : part.numbers) put32(out, number);
  for (const int at : part.strings) put16(out, at);
}

// Adds the flag RGB, whose name comes first in the names.
void add_rgb(EntryPart& extended) {
  extended.flags.insert(extended.flags.begin(), '\1');
  // Names are offsets in the table behind the values; the texts of values keep theirs.
  std::size_t values = 0;
  for (const int at : extended.strings) {
    if (at >= 0) values = std::max(values, extended.table.find('\0', static_cast<std::size_t>(at)) + 1);
  }
  std::string names = extended.table.substr(values);
  extended.names.insert(extended.names.begin(), add_text(names, "RGB"));
  extended.table = extended.table.substr(0, values) + names;
}

std::string hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char byte : bytes) {
    out += kDigits[static_cast<unsigned char>(byte) >> 4];
    out += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  return out;
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// The compiled entry of TERM in the folders that ncurses searches.
std::string entry_of(const std::string& term) {
  if (term.empty() || term.find('/') != std::string::npos) return "";
  std::vector<std::string> folders{environment("TERMINFO")};
  if (const std::string home = environment("HOME"); !home.empty()) folders.push_back(home + "/.terminfo");
  const std::string more = environment("TERMINFO_DIRS");
  for (const std::string_view folder : split(more, ':')) folders.emplace_back(folder);
  for (const char* folder : {"/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo",
                             "/usr/local/share/terminfo"}) {
    folders.emplace_back(folder);
  }
  for (const std::string& folder : folders) {
    if (folder.empty()) continue;
    for (const std::string& inside : {std::string(1, term[0]), hex(term.substr(0, 1))}) {
      std::ifstream file(folder + "/" + inside + "/" + term, std::ios::binary);
      if (file) return std::string(std::istreambuf_iterator<char>(file), {});
    }
  }
  return "";
}

}  // namespace

bool wants_direct_colour() {
  const std::string value = environment("COLORTERM");
  return value == "truecolor" || value == "24bit";
}

std::optional<std::string> with_direct_colour(std::string_view entry) {
  EntryReader in(entry);
  const int magic = in.number16();
  if (magic != kMagic16 && magic != kMagic32) return std::nullopt;
  const bool wide = magic == kMagic32;
  const std::size_t names_size = in.count(), flags = in.count(), numbers = in.count(), strings = in.count(),
                    table_size = in.count();
  const std::string names(in.take(names_size));
  EntryPart standard = read_values(in, wide, flags, numbers, strings);
  standard.table = in.take(table_size);
  if (in.failed() || strings <= kSetBackground || numbers <= kMaxPairs) return std::nullopt;
  if (standard.numbers[kMaxColours] >= kColours) return std::nullopt;
  EntryPart extended;
  in.align();
  if (!in.at_end()) {
    const std::size_t more_flags = in.count(), more_numbers = in.count(), more_strings = in.count();
    in.count();  // the number of texts
    const std::size_t more_table = in.count();
    extended = read_values(in, wide, more_flags, more_numbers, more_strings);
    for (std::size_t i = 0; i < more_flags + more_numbers + more_strings; ++i)
      extended.names.push_back(in.number16());
    extended.table = in.take(more_table);
    if (in.failed()) return std::nullopt;
  }
  if (standard.flags.size() > kCanChange) standard.flags[kCanChange] = '\0';
  standard.numbers[kMaxColours] = kColours;
  standard.numbers[kMaxPairs] = kPairs;
  standard.strings[kSetForeground] = add_text(standard.table, kInkSequence);
  standard.strings[kSetBackground] = add_text(standard.table, kPaperSequence);
  add_rgb(extended);

  std::string out;
  put16(out, kMagic32);
  for (const std::size_t size : {names.size(), standard.flags.size(), standard.numbers.size(),
                                 standard.strings.size(), standard.table.size()}) {
    put16(out, static_cast<int>(size));
  }
  out += names;
  write_values(standard, out);
  out += standard.table;
  align(out);
  for (const std::size_t size : {extended.flags.size(), extended.numbers.size(), extended.strings.size(),
                                 extended.strings.size() + extended.names.size(), extended.table.size()}) {
    put16(out, static_cast<int>(size));
  }
  write_values(extended, out);
  for (const int at : extended.names) put16(out, at);
  return out + extended.table;
}

DirectColour::DirectColour() {
  if (!wants_direct_colour()) return;
  const auto entry = with_direct_colour(entry_of(environment("TERM")));
  if (!entry) return;
  if (const char* value = std::getenv("TERMINFO")) before_ = value;
  set_ = ::setenv("TERMINFO", ("hex:" + hex(*entry)).c_str(), 1) == 0;
}

DirectColour::~DirectColour() {
  if (!set_) return;
  if (before_) {
    ::setenv("TERMINFO", before_->c_str(), 1);
  } else {
    ::unsetenv("TERMINFO");
  }
}

}  // namespace mintport::ui
