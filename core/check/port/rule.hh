// A rule of `mintport check` as a value. Each has its own file in core/check/rules, with its name, its reason
// and an example; core/check/rules.cc lists all rules.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/check/port/port.hh"
#include "core/edit/finding.hh"

namespace mintport {

// How much a finding weighs.
enum class Level {
  note,     // works, but not as the library writes it
  warning,  // works today, and misleads or breaks later
  error,    // fails when it is imported or called
};
std::string_view to_string(Level level);

// What a rule may ask. The references must outlive it.
struct CheckContext {
  const PortFile& file;
  const Port& port;
  const Tables& tables;
  bool upstream = false;  // the files are the library itself, not a port of it

  const Tree& tree() const { return file.tree(); }
  const Names& names() const { return file.names(); }
  const LibraryFacts& library() const { return tables.library(); }
};

// The findings of one rule in one file.
class CheckReport {
 public:
  explicit CheckReport(std::string_view rule) : rule_(rule) {}

  // `range`: bytes of the file; `symbol`: the name that the finding is about.
  void add(ByteRange range, std::string symbol, std::string message, std::vector<Fix> fixes = {}) {
    findings_.push_back({FindingKind::convention, std::string(rule_), std::move(symbol), std::move(message),
                         range, range, std::move(fixes)});
  }
  std::vector<Finding> take() { return std::move(findings_); }

 private:
  std::string_view rule_;
  std::vector<Finding> findings_;
};

// A fix that `--fix` applies (machine), or one that is only shown (maybe).
inline Fix make_fix(std::string title, Applicability applicability, std::vector<Edit> edits) {
  return {std::move(title), applicability, std::move(edits)};
}

struct CheckRule {
  std::string_view id;
  Level level = Level::warning;
  std::string_view does;      // what it reports, one line
  std::string_view why;       // what goes wrong otherwise, one or two sentences
  std::string_view example;   // "before -> after"
  std::string_view fix = {};  // what `--fix` does; empty: nothing
  bool port_only = true;      // says nothing of the library itself
  void (*check)(const CheckContext&, CheckReport&) = nullptr;
};

// The top package of a module: "a" of "a.b.c".
inline std::string_view top_of(std::string_view module) {
  return module.substr(0, module.find('.'));
}

// The target's own top package: "mindspore" of "mindspore 2.10".
inline std::string_view top_of_target(const Tables& tables) {
  const std::string_view version = tables.target_version();
  return version.substr(0, version.find(' '));
}

}  // namespace mintport
