// Conversions and findings of the files in the HF tree, computed in a background thread or on request. Hands
// out only values. The open file and the steps ask this class.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/background_converter.hh"
#include "app/session/file_order.hh"
#include "app/session/project.hh"
#include "core/names/signatures.hh"
#include "core/review/code_file.hh"

namespace mintport {

// A file's text in the port, and what was changed there by hand.
struct PortText {
  std::optional<std::string> text;  // nullopt: it is not there
  std::vector<LineHunk> by_hand;
};

class Conversions {
 public:
  // `project` must outlive this. With `in_background` one thread converts while the caller goes on; otherwise
  // convert_all() or a request does, and returns when all is done.
  Conversions(Project& project, bool in_background) : project_(project), in_background_(in_background) {}

  // Starts again with all files of the project.
  void start();
  bool in_background() const { return in_background_; }
  bool known_of_all() const { return known_ == project_.state.files.size(); }
  // True while the thread has work left.
  bool running() const { return !known_of_all() || (thread_ && !ordered_); }
  // True if a conversion can be requested without waiting.
  bool can_convert() const { return !thread_ || thread_->has_signatures(); }
  // Takes finished conversions from the thread and gives it more work. Returns true if anything is new.
  bool work();
  // Without the thread: convert all files that wait, or the wanted ones, on all cores.
  void convert_all();
  void convert_only(const std::function<bool(const std::string&)>& wanted);

  // Queue a file for conversion: again() at the front, later() at the back. Without a thread, again()
  // converts at once if the file was converted before; else it still waits. first() moves a file to the
  // front.
  void again(const std::string& path);
  void later(const std::string& path) { waiting_.push_back(path); }
  void first(const std::string& path);
  // Uses the project's tables if they have changed, and queues all files again.
  Result<bool> follow_tables();

  // The signatures of the HF tree. Waits until they are read.
  const SignatureIndex& signatures();
  // Converts `bytes` as the file `path`, immediately.
  FileConversion convert_now(const std::string& path, std::string bytes);
  // The same, to be called in a thread; only the call waits for the signatures.
  std::function<FileConversion()> conversion_of(const std::string& path, std::string bytes);
  std::function<const SignatureIndex&()> signatures_in_thread();
  // `pure`: what is converted, without what hands did.
  PortText port_of(const std::string& path, const std::string& pure) const;
  // Keeps what became of a file in the project's state: its findings, followed into the port's text.
  void track_file(FileConversion converted);
  // Of texts that were read before.
  void track_file(FileConversion converted, std::string_view source, const PortText& port);
  // The hunks between two texts; at once where a thread computed them before.
  Result<std::vector<LineHunk>> diff(std::string_view before, std::string_view after) const;
  // Keeps what opening this file needs.
  void keep(const std::string& path, std::shared_ptr<const LargeFile> large, std::vector<KnownDiff> diffs);

  // A text of the file `path`, with the colours that were kept where it is the same.
  CodeSide coloured(const std::string& path, std::string title, const std::string& text) const;
  // Uses what is known now of `mintport check` in the file.
  void check_again(const std::string& path);
  // Which file imports which, and which pipelines need it. Empty until all files are converted. Changed files
  // appear with a delay.
  const FileOrder& order();

 private:
  void feed();
  std::function<std::optional<KnownDiff>(const Conversion&)> compare_in_thread(const std::string& path) const;
  void keep(KnownDiff diff);
  // Adds the findings that do not come from the conversion.
  void add_placed(FileEntry& file, std::string_view port_text) const;
  void ask_for_order();
  bool take_order();
  FileConversion converted_now(const FileEntry& file);
  // What a new conversion of the file changes beside its entry. Gives the entry; null: the project lacks it.
  FileEntry* take_note(FileConversion& converted);
  // Puts what became of the file into its entry.
  void keep(FileEntry& file, FileConversion converted) const;
  void keep(FileEntry& file, FileConversion converted, std::string_view source, const PortText& port) const;

  Project& project_;
  const bool in_background_;
  std::optional<SignatureIndex> signatures_;  // only without a thread; else the thread has them
  std::deque<std::string> waiting_;
  std::size_t known_ = 0;                        // files
  std::shared_ptr<BackgroundConverter> thread_;  // shared with parts of a stopped job that still run
  std::map<std::string, std::shared_ptr<const LargeFile>> large_;
  std::vector<KnownDiff> diffs_;  // of huge files
  // Only without a thread; else the thread has them.
  ImportFacts facts_;
  std::set<std::string> facts_due_;  // converted files whose facts were not read since
  std::shared_ptr<const FileOrder> order_ = std::make_shared<const FileOrder>();
  bool ordered_ = false, order_due_ = true;  // since the tree was read; since files were converted
};

}  // namespace mintport
