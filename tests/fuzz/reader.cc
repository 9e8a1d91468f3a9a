// Fuzzes one of the checkpoint readers (MINTPORT_READER) with libFuzzer: for any bytes, the reader returns an
// error, or a checkpoint whose tensors can be read completely.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/weights/mindspore.hh"
#include "core/weights/safetensors.hh"
#include "core/weights/torch.hh"

using namespace mintport::weights;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const int memory = ::memfd_create("fuzz", 0);
  if (::ftruncate(memory, 0) != 0 || ::pwrite(memory, bytes, size, 0) != static_cast<ssize_t>(size))
    std::abort();
  auto file = InputFile::open("/proc/self/fd/" + std::to_string(memory));
  if (!file) std::abort();
  const auto checkpoint = MINTPORT_READER(*std::move(file));
  if (!checkpoint) return 0;
  for (const Tensor& tensor : checkpoint->tensors) {
    std::uint64_t count = 0;
    const auto read = read_tensor(tensor, [&](std::span<const std::byte> part) -> mintport::Result<void> {
      count += part.size();
      return {};
    });
    if (!read || count != tensor.bytes()) std::abort();
  }
  return 0;
}
