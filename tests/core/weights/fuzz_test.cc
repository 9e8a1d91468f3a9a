// The three readers on randomly damaged files: each returns an error or a checkpoint. Seeds are fixed; with
// clang, `fuzz_weights` searches further.
#include <gtest/gtest.h>

#include <random>

#include "core/weights/convert.hh"
#include "core/weights/mindspore.hh"
#include "core/weights/safetensors.hh"
#include "core/weights/torch.hh"
#include "support.hh"

namespace mintport::weights {
namespace {

// Changes, removes or duplicates some bytes, or copies them from another file.
std::string mutate(std::string bytes, const std::string& other, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  for (std::size_t times = 1 + below(4); times > 0 && !bytes.empty(); --times) {
    const std::size_t at = below(bytes.size()),
                      count = below(std::min<std::size_t>(bytes.size() - at, 24) + 1);
    switch (below(6)) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes[at] ^= static_cast<char>(1U << below(8));
        break;
      case 2:
        bytes.erase(at, count);
        break;
      case 3:
        bytes.insert(at, bytes.substr(at, count));
        break;
      case 4:
        bytes.resize(at);
        break;
      default:
        bytes.replace(at, count, other.substr(below(other.size()), count));
        break;
    }
  }
  return bytes;
}

class Fuzz : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::vector<Output> outputs{
        floats("layer.norm.weight", {2}, {1, 2}), floats("layer.norm.bias", {2}, {3, 4}),
        output("count", DType::i64, {}, "12345678"), output("half", DType::bf16, {2, 2}, "12345678")};
    ASSERT_TRUE(write_safetensors(folder_ / "a.safetensors", outputs, {{"format", "pt"}}, {}).has_value());
    ASSERT_TRUE(write_mindspore(folder_ / "a.ckpt", outputs,
                                {.origin = Origin{.files = {{.header = "{}", .names = {"a"}}}, .index = ""}})
                    .has_value());
    ASSERT_TRUE(write_torch(folder_ / "a.pt", outputs, {}).has_value());
  }

  // Every file that opens is read to its end, and converts or returns an error.
  void run(const std::string& name, unsigned seed, int rounds) {
    std::mt19937 random(seed);
    const std::string seeds[] = {read_file(folder_ / "a.safetensors"), read_file(folder_ / "a.ckpt"),
                                 read_file(folder_ / "a.pt")};
    const std::string good = read_file(folder_ / name);
    int opened = 0;
    for (int i = 0; i < rounds; ++i) {
      write_file(folder_ / ("x" + name), mutate(good, seeds[random() % 3], random));
      const auto checkpoint = open_checkpoint(folder_ / ("x" + name));
      if (!checkpoint) {
        EXPECT_FALSE(checkpoint.error().what.empty());
        continue;
      }
      ++opened;
      for (const Tensor& tensor : checkpoint->tensors)
        EXPECT_EQ(contents(tensor).size(), tensor.bytes()) << tensor.name;
    }
    EXPECT_GT(opened, 0);
    EXPECT_LT(opened, rounds);
  }

  TempDir folder_;
};

TEST_F(Fuzz, Safetensors) {
  run("a.safetensors", 1, 500);
}
TEST_F(Fuzz, MindSpore) {
  run("a.ckpt", 2, 500);
}
TEST_F(Fuzz, Torch) {
  run("a.pt", 3, 500);
}

}  // namespace
}  // namespace mintport::weights
