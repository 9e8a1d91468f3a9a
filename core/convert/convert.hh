// One file through the whole converter, Python or one that lists requirements: a pure function of bytes and
// tables.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/edit/finding.hh"
#include "core/mapping/tables.hh"
#include "core/rules/draft/options.hh"
#include "core/source/source.hh"

namespace mintport {

// By its name; others are copied as they are.
bool is_converted(std::string_view path);

struct Conversion {
  std::shared_ptr<const Source> source;
  std::string text;               // the converted text
  std::vector<Change> changes;    // the applied ones, in the order of their first byte; ids from 1
  std::vector<Edit> edits;        // source -> text: those of `changes` and the imports worked out from them
  std::vector<Finding> findings;  // in the order of their place in the source
};

// Never fails: a source that does not parse is converted where it does, with a finding of kind syntax.
// `tables` must outlive the call only.
Conversion convert(std::shared_ptr<const Source> source, const Tables& tables, const ConvertOptions& options);

}  // namespace mintport
