// Results that are kept between runs, each with the blobs that it holds for. A pure value and its text.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/base/error.hh"
#include "core/validate/result.hh"

namespace mintport {

// The blob ids of the texts that a result holds for. An empty id: there is no such file.
struct ValidatedBlobs {
  std::string port, source;
  friend bool operator==(const ValidatedBlobs&, const ValidatedBlobs&) = default;
};

struct KeptResult {
  ClassResult result;
  ValidationOptions options;
  ValidatedBlobs blobs;
  std::string code;  // the line of the error, trimmed; empty if it has no place
  friend bool operator==(const KeptResult&, const KeptResult&) = default;
};

class ValidationStore {
 public:
  // Replaces the result of the same class, mode and type.
  void keep(KeptResult kept);
  // Forgets the classes of `file` that are not among `names`: they are gone from the file.
  void keep_only(const std::string& file, const std::vector<std::string>& names);

  // All results of a file (from the root of the work tree), by class.
  std::vector<const KeptResult*> of_file(const std::string& file) const;
  // The failures whose error is in `file`, whatever the file of the class.
  std::vector<const KeptResult*> errors_in(const std::string& file) const;
  std::size_t size() const { return kept_.size(); }

  friend bool operator==(const ValidationStore&, const ValidationStore&) = default;
  friend std::string write_store(const ValidationStore& store);

 private:
  // File, class, type, mode.
  using Key = std::tuple<std::string, std::string, std::string, std::string>;
  std::map<Key, KeptResult> kept_;
};

// JSON with a result on each line, so that the same results give the same text.
std::string write_store(const ValidationStore& store);
// An empty text is an empty store. Errors (kind content): not such a text.
Result<ValidationStore> read_store(std::string_view text);

// What the results of a file's classes say together.
enum class FileVerdict : std::uint8_t {
  none,       // no class was validated
  stale,      // one was, but with other texts
  undecided,  // the texts are the same, and nothing failed, but not every class has a verdict
  failed,     // a class failed with these texts
  passed,     // all passed with these texts
};
std::string_view to_string(FileVerdict verdict);  // "passed"; "-" for none
FileVerdict verdict_of(const std::vector<const KeptResult*>& kept, const ValidatedBlobs& now);

// The verdict, and the lowest rung that a class of the file did not pass (`equal` if all did).
struct FileReach {
  FileVerdict verdict = FileVerdict::none;
  Rung rung = Rung::equal;
  friend bool operator==(const FileReach&, const FileReach&) = default;
};
FileReach reach_of(const std::vector<const KeptResult*>& kept, const ValidatedBlobs& now);

}  // namespace mintport
