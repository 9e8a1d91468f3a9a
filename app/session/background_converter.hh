// Converts files beside the screen, one after the other, to know their findings. First it reads what the
// functions of the whole HF tree take, which every conversion asks.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/session/file_order.hh"
#include "core/convert/convert.hh"
#include "core/names/signatures.hh"
#include "core/project/facts.hh"
#include "core/review/code_file.hh"

namespace mintport {

struct ConversionJob {
  std::string path;  // below the source root
  std::string bytes;
  ConvertOptions options;
  std::shared_ptr<const Tables> tables;
};
// What is made once of a file so large that making it again would keep a person waiting. The colours of the
// largest only: they take several times the room of the text.
struct LargeFile {
  std::shared_ptr<const Conversion> conversion;
  std::vector<CodeSide> sides;  // without titles
};
struct FileConversion {
  std::string path;
  std::shared_ptr<const Conversion> conversion;  // null: `error` says why
  std::string error;
  std::shared_ptr<const LargeFile> large = nullptr;  // of such files only
  FileFacts facts = {};                              // of the source; the thread keeps its own
  std::shared_ptr<const Tables> tables = nullptr;    // the job's; by the thread only
};

// Pure: what the thread does for each job.
FileConversion run_conversion(ConversionJob job);

class BackgroundConverter {
 public:
  // Called in the thread; ends early, with whatever it has, when `stop` becomes true.
  using ReadSignatures = std::function<SignatureIndex(const std::atomic<bool>& stop)>;
  // `wake` is called from the thread after each file.
  BackgroundConverter(ReadSignatures read, std::function<void()> wake);
  ~BackgroundConverter();  // waits for the file in work only
  // Waits until they are read; lives as long as this.
  const SignatureIndex& signatures();
  bool has_signatures() const;
  void add(ConversionJob job);  // job.options.signatures is set here
  std::vector<FileConversion> take();
  // Works out the order of all files that were converted here, when those asked for so far are done; `wake`
  // is called then too.
  void order_all(std::string package);
  std::shared_ptr<const FileOrder> take_order();  // null: none since the last time
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
  ImportFacts facts_;                    // of the thread alone
  std::optional<std::string> to_order_;  // the package
  std::shared_ptr<const FileOrder> order_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace mintport
