// How each file of the HF tree is converted, and what its findings are: by a thread beside the screen, or at
// once. Only values leave; the open file and the steps ask here.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/background_converter.hh"
#include "app/session/file_order.hh"
#include "app/session/project.hh"
#include "core/names/signatures.hh"
#include "core/review/code_file.hh"

namespace mintport {

// A file's text in the port, and what hands changed there.
struct PortText {
  std::optional<std::string> text;  // nullopt: it is not there
  std::vector<LineHunk> by_hand;
};

class Conversions {
 public:
  // `project` must outlive this. `in_background`: a thread converts; else convert_all(), or whoever asks.
  Conversions(Project& project, bool in_background) : project_(project), in_background_(in_background) {}

  // Begins anew with all files of the project, as they were read.
  void start();
  bool in_background() const { return in_background_; }
  bool known_of_all() const { return known_ == project_.state.files.size(); }
  // The thread has something to do still.
  bool running() const { return !known_of_all() || (thread_ && !ordered_); }
  // Conversions can be asked for without waiting.
  bool can_convert() const { return !thread_ || thread_->has_signatures(); }
  // Takes what the thread has found, and gives it more. True when something is new.
  bool work();
  void convert_all();                                                        // without a thread
  void convert_only(const std::function<bool(const std::string&)>& wanted);  // the others wait

  // Again: now or soon; those whose turn it is anyway come first with `first`.
  void again(const std::string& path);
  void later(const std::string& path) { waiting_.push_back(path); }
  void first(const std::string& path);
  // Takes the project's tables where they have changed: all files again then.
  Result<bool> follow_tables();

  // Of the HF tree; waits until they are read.
  const SignatureIndex& signatures();
  // Of a file with these bytes, at once.
  FileConversion convert_now(const std::string& path, std::string bytes);
  // The same for a thread, which alone waits for the signatures.
  std::function<FileConversion()> conversion_of(const std::string& path, std::string bytes);
  std::function<const SignatureIndex&()> signatures_in_thread();
  // `pure`: what is converted, without what hands did.
  PortText port_of(const std::string& path, const std::string& pure) const;
  // Keeps what became of a file in the project's state: its findings, followed into the port's text.
  void track_file(FileConversion converted);
  // Of texts that were read before.
  void track_file(FileConversion converted, std::string_view source, const PortText& port);
  // A text of the file `path`, with the colours that were kept where it is the same.
  CodeSide coloured(const std::string& path, std::string title, const std::string& text) const;
  // Which file imports which, and which pipelines need it; empty until all files are known. Changed files are
  // in it some time later.
  const FileOrder& order();

 private:
  void feed();
  void ask_for_order();
  bool take_order();
  void convert_waiting(const std::string& path);

  Project& project_;
  const bool in_background_;
  std::optional<SignatureIndex> signatures_;  // without a thread; else the thread has them
  std::deque<std::string> waiting_;
  std::size_t known_ = 0;                        // files
  std::shared_ptr<BackgroundConverter> thread_;  // also of a stopped job's part that is in work
  std::map<std::string, std::shared_ptr<const LargeFile>> large_;
  ImportFacts facts_;  // without a thread; else the thread has them
  std::shared_ptr<const FileOrder> order_ = std::make_shared<const FileOrder>();
  bool ordered_ = false, order_due_ = true;  // since the tree was read; since files were converted
};

}  // namespace mintport
