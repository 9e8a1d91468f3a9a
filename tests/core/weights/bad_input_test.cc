// Damaged and malicious files: a clear error, and nothing else.
#include <gtest/gtest.h>

#include "core/weights/convert.hh"
#include "core/weights/mindspore.hh"
#include "core/weights/pickle.hh"
#include "core/weights/safetensors.hh"
#include "core/weights/torch.hh"
#include "support.hh"

namespace mintport::weights {
namespace {

class BadSafetensors : public ::testing::Test {
 protected:
  std::string error(std::string header, std::string_view data = "") {
    return error_of(folder_, safetensors(std::move(header), data), "x.safetensors");
  }
  TempDir folder_;
};

TEST_F(BadSafetensors, LengthsThatLie) {
  EXPECT_EQ(error_of(folder_, "abc", "x.safetensors"), "the file is too short for safetensors");
  EXPECT_EQ(error_of(folder_, std::string("\xff\xff\xff\xff\xff\xff\xff\x7f{}", 10), "x.safetensors"),
            "the header claims 9223372036854775807 bytes, but the file has 2");
  EXPECT_EQ(error_of(folder_, std::string("\x10\0\0\0\0\0\0\0{}", 10), "x.safetensors"),
            "the header claims 16 bytes, but the file has 2");
}

TEST_F(BadSafetensors, HeadersThatAreNone) {
  EXPECT_EQ(error("[1]"), "the header is not JSON (byte 1)");
  EXPECT_EQ(error("{\"a\""), "the header is not JSON (byte 5)");
  EXPECT_EQ(error("{} {}"), "the header is not JSON (byte 4)");
  EXPECT_EQ(error(R"({"a":1})"), "'a' has an invalid ''");
  EXPECT_EQ(error(R"({"a":{"dtype":"F32","shape":[]}})"), "'a' lacks dtype, shape or data_offsets");
  EXPECT_EQ(error(R"({"a":{"dtype":{"x":1}}})"), "the header is nested too deep");
  EXPECT_EQ(error(R"({"a":{"shape":[[1]]}})"), "the header is not a safetensors header");
  EXPECT_EQ(error(R"({"a":{"shape":[-1]}})"), "'a' has an invalid 'shape'");
  EXPECT_EQ(error(R"({"a":{"shape":[18446744073709551615]}})"), "'a' has a number that is too large");
  EXPECT_EQ(error(R"({"__metadata__":{"a":1}})"), "the header is not a safetensors header");
  EXPECT_EQ(error("{\"a\":" + std::string(100'000, '[')), "the header is not a safetensors header");
}

TEST_F(BadSafetensors, OffsetsOverlapsAndNames) {
  const auto tensor = [](std::string_view name, std::string_view offsets, std::string_view shape = "[1]") {
    return "\"" + std::string(name) + R"(":{"dtype":"F32","shape":)" + std::string(shape) +
           R"(,"data_offsets":)" + std::string(offsets) + "}";
  };
  EXPECT_EQ(error("{" + tensor("a", "[0,4]") + "," + tensor("b", "[2,6]") + "}", "123456"),
            "'b' overlaps another tensor");
  EXPECT_EQ(error("{" + tensor("a", "[0,4]") + "," + tensor("b", "[8,12]") + "}", "123456789012"),
            "there is a gap before 'b'");
  EXPECT_EQ(error("{" + tensor("a", "[0,4]") + "}", "123"),
            "'a' ends at byte 4 of the data, but there are only 3: the file is truncated");
  EXPECT_EQ(error("{" + tensor("a", "[0,4]") + "}", "12345"), "1 bytes at the end belong to no tensor");
  EXPECT_EQ(error("{" + tensor("a", "[4,0]") + "}", "1234"), "'a' has invalid offsets");
  EXPECT_EQ(error("{" + tensor("a", "[0,4]", "[2]") + "}", "1234"),
            "'a' has 4 bytes of data, which do not match its shape (2,)");
  EXPECT_EQ(error("{" + tensor("a", "[0,4]", "[4294967296,4294967296]") + "}", "1234"),
            "'a' has 4 bytes of data, which do not match its shape (4294967296, 4294967296)");
  EXPECT_EQ(error("{" + tensor("a", "[0,4]") + "," + tensor("a", "[0,4]") + "}", "1234"),
            "duplicate name 'a'");
  EXPECT_EQ(error(R"({"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}})", "12345678"),
            "'a' has the unsupported type C64");
}

TEST_F(BadSafetensors, Shards) {
  const auto index = [&](std::string_view json) {
    write_file(folder_ / "m.safetensors.index.json", json);
    const auto opened = open_checkpoint(folder_ / "m.safetensors.index.json");
    return opened ? "" : opened.error().what;
  };
  write_file(folder_ / "m1.safetensors",
             safetensors(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})", "x"));
  EXPECT_EQ(index("{}"), "is not an index: weight_map is missing");
  EXPECT_EQ(index(R"({"weight_map":{"a":"../m1.safetensors"}})"),
            "the shard '../m1.safetensors' is not in the folder of the index");
  EXPECT_EQ(index(R"({"weight_map":{"a":"m2.safetensors"}})"),
            "shard of " + (folder_ / "m.safetensors.index.json").string() + " not found");
  EXPECT_EQ(index(R"({"weight_map":{"b":"m1.safetensors"}})"), "duplicate name or not in the index: 'a'");
  EXPECT_EQ(index(R"({"weight_map":{"a":"m1.safetensors","b":"m1.safetensors"}})"),
            "the index lists 'b', but this shard does not contain it");
  EXPECT_EQ(index(R"({"weight_map":{"a":"m1.safetensors"}})"), "");
}

class BadMindSpore : public ::testing::Test {
 protected:
  std::string error(std::string_view bytes) { return error_of(folder_, bytes, "x.ckpt"); }
  TempDir folder_;
};

TEST_F(BadMindSpore, EncryptedFilesAreRefusedByName) {
  EXPECT_EQ(error(std::string("\xd8\x5e\x3a\x7f", 4) + std::string(60, 'x')),
            "the checkpoint is encrypted (AES-GCM)");
  EXPECT_EQ(error(std::string("\xd9\x5e\x3a\x7f", 4) + std::string(60, 'x')),
            "the checkpoint is encrypted (AES-CBC)");
  EXPECT_EQ(error(std::string("\xda\x5e\x3a\x7f", 4) + std::string(60, 'x')),
            "the checkpoint is encrypted (SM4-CBC)");
}

TEST_F(BadMindSpore, LengthsThatLie) {
  const std::string good = value_start("abc", {1}, "Float32", 4) + "1234";
  EXPECT_EQ(error(good), "");
  for (std::size_t size = 1; size < good.size(); ++size) EXPECT_NE(error(good.substr(0, size)), "") << size;
  EXPECT_EQ(error("\n\xff\xff\xff\xff\x7f"), "a field at byte 6 claims 34359738367 bytes, but 0 are left");
  EXPECT_EQ(error(std::string("\n\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 13)),
            "damaged at byte 1");
  EXPECT_EQ(error(std::string("\x0b\x0b\x0b\x0b", 4)), "damaged at byte 1");  // groups in groups
  EXPECT_EQ(error("not a checkpoint at all"), "damaged at byte 1");
}

TEST_F(BadMindSpore, ShapesTypesAndNames) {
  EXPECT_EQ(error(value_start("a", {2}, "Float32", 4) + "1234"),
            "'a' has 4 bytes of data, which do not match its shape (2,)");
  EXPECT_EQ(error(value_start("a", {-1}, "Float32", 4) + "1234"),
            "'a' has 4 bytes of data, which do not match its shape (-1,)");
  EXPECT_EQ(error(value_start("a", {1}, "Int4", 4) + "1234"), "'a' has the unsupported type Int4");
  const std::string a = value_start("a", {1}, "Float32", 4) + "1234",
                    b = value_start("b", {1}, "Float32", 4) + "1234";
  EXPECT_EQ(error(a + b + a), "duplicate name 'a'");
  EXPECT_EQ(error(a + value_start("a", {1}, "Int32", 4) + "1234"),
            "the blocks of 'a' differ in type or shape");
  EXPECT_EQ(error(value_start("\xff", {1}, "Float32", 4) + "1234"), "the name at byte 0 is not UTF-8");
  EXPECT_EQ(error(value_start("t", {0}, "str", 3) + "abc"), "'t' is not a string");
  EXPECT_EQ(error(std::string("\n\x05\n\x01m\x1a\x00", 7)), "'m' is a MapParameter; these are not supported");
  EXPECT_EQ(error(value_start("a", Shape(100, 1), "Float32", 4) + "1234"), "'a' has too many dimensions");
}

TEST_F(BadMindSpore, TheChecksumIsChecked) {
  ASSERT_TRUE(write_mindspore(folder_ / "y.ckpt", {floats("a", {2}, {1, 2})}, {.crc = true}).has_value());
  std::string bytes = read_file(folder_ / "y.ckpt");
  EXPECT_EQ(bytes.substr(bytes.size() - 17, 7), "crc_num");
  EXPECT_EQ(error(bytes), "");
  bytes[12] ^= 1;
  EXPECT_EQ(error(bytes).substr(0, 15), "wrong checksum:");
}

class BadTorch : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(
        write_torch(folder_ / "good.pt", {floats("w", {2, 2}, {1, 2, 3, 4}), floats("b", {2}, {5, 6})}, {})
            .has_value());
    good_ = read_file(folder_ / "good.pt");
  }
  std::string pickle_error(std::string_view bytes) {
    const auto loaded = pickle::load(bytes);
    return loaded ? "" : loaded.error().what;
  }
  TempDir folder_;
  std::string good_;
};

TEST_F(BadTorch, HostilePicklesAreRefusedByName) {
  EXPECT_EQ(pickle_error("\x80\x02"
                         "cos\nsystem\nX\x04\0\0\0true\x85R."),
            "the pickle is refused: it asks for 'os.system', which is not on the list of allowed names");
  EXPECT_EQ(pickle_error(std::string("\x80\x04\x8c\x08"
                                     "builtins\x8c\x04"
                                     "eval\x93.",
                                     19)),
            "the pickle is refused: it asks for 'builtins.eval', which is not on the list of allowed names");
  for (const char* name : {"torch\nload\n", "torch._utils\n_rebuild_qtensor\n", "torch\nStorage.__reduce__\n",
                           "collections\ndeque\n"}) {
    EXPECT_NE(pickle_error("\x80\x02"
                           "c" +
                           std::string(name) + "."),
              "")
        << name;
  }
  EXPECT_EQ(pickle_error("\x80\x02"
                         "i1\n."),
            "the pickle is refused: it contains the instruction 0x69, which checkpoints do not need");
  EXPECT_EQ(pickle_error("\x80\x02"
                         "ccollections\nOrderedDict\n"
                         "K\x01\x85R."),
            "the pickle is refused: it calls 'collections.OrderedDict' in a way that checkpoints do not");
}

TEST_F(BadTorch, PicklesThatAreNotWhole) {
  EXPECT_EQ(pickle_error(""), "the pickle is refused: it ends before its end mark");
  EXPECT_EQ(pickle_error("\x80\x02X\xff\xff\xff\xff"
                         "a"),
            "the pickle is refused: it is truncated");
  EXPECT_EQ(pickle_error("\x80\x02R."), "the pickle is refused: it reads beyond its end");
  EXPECT_EQ(pickle_error("\x80\x02t."), "the pickle is refused: it reads beyond its end");
  EXPECT_EQ(pickle_error("\x80\x02h\x07."), "the pickle is refused: it refers to an unknown value");
  EXPECT_EQ(pickle_error("\x80\x02]q\x01h\x01"
                         "a."),
            "");  // a list in itself, which nothing walks into
  EXPECT_EQ(pickle_error("\x80\x02)" + std::string(100'000, '\x85') + "."), "");  // deep, but nobody's stack
}

TEST_F(BadTorch, ArchivesThatAreNotWhole) {
  EXPECT_EQ(error_of(folder_, good_, "x.pt"), "");
  for (std::size_t size = 4; size < good_.size(); size += 7) {
    EXPECT_NE(error_of(folder_, good_.substr(0, size), "x.pt"), "") << size;
  }
  EXPECT_EQ(error_of(folder_, "\x80\x02\x8a\x0al\xfc\x9c", "x.pt"),
            "is a bare pickle, as written by torch before 1.6");
}

// OutputFile keeps an existing target if the disk is full.
TEST(NoSpace, ATargetStaysAsItWas) {
  TempDir folder;
  write_file(folder / "x.safetensors", "precious");
  // More than any disk has.
  const auto file = OutputFile::create(folder / "x.safetensors", std::uint64_t{1} << 60);
  EXPECT_FALSE(file.has_value());
  EXPECT_EQ(read_file(folder / "x.safetensors"), "precious");
}

}  // namespace
}  // namespace mintport::weights
