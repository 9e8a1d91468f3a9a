#include "core/weights/images.hh"

#include <fmt/format.h>
#include <png.h>

#include <algorithm>
#include <vector>

#include "core/weights/file.hh"

namespace mintport::weights {
namespace {

// Maximum number of pixels; more would take over 1 GB of memory.
constexpr std::uint64_t kMaxPixels = std::uint64_t{1} << 28;

struct Image {
  unsigned width = 0, height = 0;
  std::vector<unsigned char> pixels;  // red, green, blue
};

// libpng's simplified interface, freed in any case.
struct Png {
  png_image image{};
  Png() { image.version = PNG_IMAGE_VERSION; }
  ~Png() { ::png_image_free(&image); }
  Png(const Png&) = delete;
  Png& operator=(const Png&) = delete;
};

Error broken_image(const std::filesystem::path& path, std::string what) {
  return {.kind = ErrorKind::content, .file = path.string(), .what = std::move(what)};
}

Result<Image> read_png(const std::filesystem::path& path) {
  const auto file = InputFile::open(path);
  if (!file) return fail(file.error());
  std::vector<std::byte> bytes((*file)->size());
  if (const auto read = (*file)->read(0, bytes); !read) return fail(read.error());
  Png png;
  if (::png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()) == 0) {
    return fail(broken_image(path, fmt::format("is not a PNG file ({})", png.image.message)));
  }
  Image image{.width = png.image.width, .height = png.image.height};
  if (std::uint64_t{image.width} * image.height > kMaxPixels)
    return fail(broken_image(path, "the picture is too large"));
  png.image.format = PNG_FORMAT_RGB;
  image.pixels.resize(PNG_IMAGE_SIZE(png.image));
  const png_color black{};
  if (::png_image_finish_read(&png.image, &black, image.pixels.data(), 0, nullptr) == 0) {
    return fail(broken_image(path, fmt::format("the picture is damaged ({})", png.image.message)));
  }
  return image;
}

Result<void> write_png(const std::filesystem::path& path, const Image& image) {
  Png png;
  png.image.width = image.width;
  png.image.height = image.height;
  png.image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  std::vector<std::byte> bytes;
  bool written = ::png_image_write_get_memory_size(png.image, size, 0, image.pixels.data(), 0, nullptr) != 0;
  bytes.resize(size);
  written = written && ::png_image_write_to_memory(&png.image, bytes.data(), &size, 0, image.pixels.data(), 0,
                                                   nullptr) != 0;
  if (!written)
    return fail(broken_image(path, fmt::format("cannot write the picture ({})", png.image.message)));
  auto file = OutputFile::create(path, size);
  if (!file) return fail(file.error());
  if (const auto put = (*file)->write(std::span(bytes).first(size)); !put) return put;
  return (*file)->commit();
}

}  // namespace

Result<ImageComparison> compare_images(const std::filesystem::path& a, const std::filesystem::path& b,
                                       const std::optional<std::filesystem::path>& difference) {
  auto first = read_png(a);
  if (!first) return fail(first.error());
  const auto second = read_png(b);
  if (!second) return fail(second.error());
  if (first->width != second->width || first->height != second->height) {
    return fail(broken_image(b, fmt::format("it is {}x{}, and {} is {}x{}", second->width, second->height,
                                            a.string(), first->width, first->height)));
  }
  ImageComparison comparison{.width = first->width, .height = first->height};
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < first->pixels.size(); ++i) {
    const unsigned x = first->pixels[i], y = second->pixels[i], apart = x > y ? x - y : y - x;
    sum += apart;
    comparison.largest = std::max(comparison.largest, apart);
    first->pixels[i] = static_cast<unsigned char>(apart);
  }
  comparison.mean =
      static_cast<double>(sum) / static_cast<double>(std::max<std::size_t>(first->pixels.size(), 1));
  if (difference) {
    for (unsigned char& value : first->pixels) {
      value = static_cast<unsigned char>(comparison.largest == 0 ? 0 : value * 255U / comparison.largest);
    }
    if (const auto written = write_png(*difference, *first); !written) return fail(written.error());
  }
  return comparison;
}

}  // namespace mintport::weights
