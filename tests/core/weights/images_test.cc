#include "core/weights/images.hh"

#include <gtest/gtest.h>
#include <png.h>

#include "support.hh"

namespace mintport::weights {
namespace {

void write_png(const std::filesystem::path& path, unsigned width, unsigned height,
               const std::vector<unsigned char>& rgb) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB;
  ASSERT_NE(::png_image_write_to_file(&image, path.c_str(), 0, rgb.data(), 0, nullptr), 0);
}

TEST(Images, AreComparedByTheirMeanError) {
  TempDir folder;
  write_png(folder / "a.png", 2, 1, {0, 0, 0, 10, 20, 30});
  write_png(folder / "b.png", 2, 1, {0, 0, 12, 10, 14, 30});
  write_png(folder / "small.png", 1, 1, {0, 0, 0});
  EXPECT_EQ(compare_images(folder / "a.png", folder / "a.png", std::nullopt),
            (ImageComparison{.width = 2, .height = 1}));
  EXPECT_EQ(compare_images(folder / "a.png", folder / "b.png", folder / "d.png"),
            (ImageComparison{.width = 2, .height = 1, .mean = 3, .largest = 12}));
  write_png(folder / "e.png", 2, 1, {0, 0, 255, 0, 127, 0});
  EXPECT_EQ(compare_images(folder / "d.png", folder / "e.png", std::nullopt)->largest, 0U);
  EXPECT_FALSE(compare_images(folder / "a.png", folder / "small.png", std::nullopt).has_value());
  write_file(folder / "no.png", "no");
  EXPECT_FALSE(compare_images(folder / "a.png", folder / "no.png", std::nullopt).has_value());
}

}  // namespace
}  // namespace mintport::weights
