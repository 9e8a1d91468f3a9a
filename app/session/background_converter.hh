// Converts files in a background thread, one after the other, to find their findings. First it reads the
// signatures of the whole HF tree, which every conversion needs.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "app/session/file_order.hh"
#include "core/base/line_hunk.hh"
#include "core/convert/convert.hh"
#include "core/names/signatures.hh"
#include "core/project/facts.hh"
#include "core/review/code_file.hh"

namespace mintport {

// The hunks between two texts, which are known by their hashes.
struct KnownDiff {
  std::size_t before = 0, after = 0;
  std::vector<LineHunk> hunks;
};

inline std::size_t hash_of_text(std::string_view text) {
  return std::hash<std::string_view>()(text);
}

struct ConversionJob {
  std::string path;  // below the source root
  std::string bytes;
  ConvertOptions options;
  std::shared_ptr<const Tables> tables;
  bool keep_large = false;  // see LargeFile
  // Of a huge file: what it differs in from the port. Called in the thread.
  std::function<std::optional<KnownDiff>(const Conversion&)> compare = {};
};
// Results that are kept for a large file, because computing them again would make the user wait. Colours are
// kept only for the largest files: they take several times the memory of the text.
struct LargeFile {
  std::shared_ptr<const Conversion> conversion;
  std::vector<CodeSide> sides;  // without titles
};
struct FileConversion {
  std::string path;
  std::shared_ptr<const Conversion> conversion;  // null: `error` says why
  std::string error;
  std::shared_ptr<const LargeFile> large = nullptr;  // only for large files, and only if the job asks for it
  std::shared_ptr<const Tables> tables = nullptr;    // the tables of the job; set only by the thread
  std::optional<KnownDiff> by_hand = {};             // what the job's `compare` gave
};

// The work for one job. A pure function.
FileConversion run_conversion(ConversionJob job);

class BackgroundConverter {
 public:
  // Runs in the thread. Returns a partial result when `stop` becomes true.
  using ReadSignatures = std::function<SignatureIndex(const std::atomic<bool>& stop)>;
  // The thread calls `wake` after each file.
  BackgroundConverter(ReadSignatures read, std::function<void()> wake);
  ~BackgroundConverter();  // waits only for the current file
  // Waits until the signatures are read. The reference lives as long as this.
  const SignatureIndex& signatures();
  bool has_signatures() const;
  void add(ConversionJob job);  // sets job.options.signatures
  std::vector<FileConversion> take();
  // After the pending jobs, computes the order of all files converted so far and calls `wake`.
  void order_all(std::string package);
  std::shared_ptr<const FileOrder> take_order();  // null: no new order since the last call
  std::size_t waiting() const;

 private:
  void work();
  void convert_next(std::unique_lock<std::mutex>& lock);
  void order_now(std::unique_lock<std::mutex>& lock);
  ReadSignatures read_;
  std::function<void()> wake_;
  SignatureIndex signatures_;
  bool has_signatures_ = false;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<ConversionJob> jobs_;
  std::vector<FileConversion> done_;
  ImportFacts facts_;                    // used only by the thread
  std::optional<std::string> to_order_;  // the package whose order is wanted
  std::shared_ptr<const FileOrder> order_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace mintport
