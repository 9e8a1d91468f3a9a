#include "core/syntax/arena.hh"

#include <sys/mman.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

namespace mintport {
namespace {

constexpr std::size_t kKept = std::size_t{4} << 20;  // bytes that stay allocated for the next parse
constexpr std::size_t kUnit = 16;                    // sizes including the header are multiples of this
constexpr std::size_t kReused = 64;                  // in units; smaller blocks are reused within a parse

// Stored before each block.
struct Header {
  std::size_t units;
};
struct Free {
  Free* next;
};

class Region {
 public:
  Region() {
    void* got = ::mmap(nullptr, kParseRegion, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (got == MAP_FAILED) return;  // then every allocation spills
    begin_ = next_ = end_ = static_cast<std::byte*>(got);
  }
  ~Region() {
    if (begin_ != nullptr) ::munmap(begin_, kParseRegion);
  }
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;

  // Allows `most` bytes until the next clear.
  void open(std::size_t most) {
    if (begin_ != nullptr) end_ = begin_ + std::min(most, kParseRegion);
  }

  bool holds(const void* block) const { return block >= begin_ && block < end_; }

  void* allocate(std::size_t size) {
    const std::size_t units = (size + sizeof(Header) + kUnit - 1) / kUnit;
    if (units < kReused && free_[units] != nullptr) {
      Free* block = free_[units];
      free_[units] = block->next;
      return block;
    }
    if (units * kUnit > static_cast<std::size_t>(end_ - next_)) {
      spilled_ = true;
      return std::malloc(size);
    }
    auto* header = new (next_) Header{units};
    next_ += units * kUnit;
    return header + 1;
  }

  // `block` must belong to this region.
  void release(void* block) {
    const std::size_t units = header_of(block)->units;
    if (units < kReused) free_[units] = new (block) Free{free_[units]};
  }

  void* resize(void* block, std::size_t size) {
    const std::size_t room = header_of(block)->units * kUnit - sizeof(Header);
    if (size <= room) return block;
    void* moved = allocate(size);
    if (moved != nullptr) std::memcpy(moved, block, room);
    release(block);
    return moved;
  }

  void clear() {
    if (begin_ != nullptr && next_ > begin_ + kKept)
      ::madvise(begin_ + kKept, static_cast<std::size_t>(next_ - begin_) - kKept, MADV_DONTNEED);
    next_ = begin_;
    free_.fill(nullptr);
    spilled_ = false;
  }

  // Between parses.
  void give_back() {
    if (begin_ != nullptr) ::madvise(begin_, kKept, MADV_DONTNEED);
  }

  bool spilled() const { return spilled_; }

 private:
  static Header* header_of(void* block) { return static_cast<Header*>(block) - 1; }

  std::byte *begin_ = nullptr, *next_ = nullptr, *end_ = nullptr;
  std::array<Free*, kReused> free_{};
  bool spilled_ = false;
};

thread_local Region* active = nullptr;

void* checked(void* block, std::size_t size) {
  if (block == nullptr && size > 0) std::abort();  // as tree-sitter does
  return block;
}

void* allocate(std::size_t size) {
  return checked(active != nullptr ? active->allocate(size) : std::malloc(size), size);
}

void* allocate_zeroes(std::size_t count, std::size_t size) {
  if (active == nullptr) return checked(std::calloc(count, size), count * size);
  void* block = allocate(count * size);
  std::memset(block, 0, count * size);
  return block;
}

void* resize(void* block, std::size_t size) {
  if (block == nullptr) return allocate(size);
  const bool ours = active != nullptr && active->holds(block);
  return checked(ours ? active->resize(block, size) : std::realloc(block, size), size);
}

void release(void* block) {
  if (active != nullptr && active->holds(block)) {
    active->release(block);
  } else {
    std::free(block);
  }
}

Region& region() {
  thread_local Region own;
  return own;
}

}  // namespace

ParseArena::ParseArena(std::size_t most) {
  [[maybe_unused]] static const bool once = [] {
    ts_set_allocator(allocate, allocate_zeroes, resize, release);
    return true;
  }();
  assert(active == nullptr);
  active = &region();
  active->open(most);
}

ParseArena::~ParseArena() {
  active->clear();
  active = nullptr;
}

void release_parse_memory() {
  assert(active == nullptr);
  region().give_back();
}

bool ParseArena::spilled() const {
  return active->spilled();
}

}  // namespace mintport
