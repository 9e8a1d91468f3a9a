// Converts a Python file, or one that lists requirements. A pure function of bytes and tables.
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

// Judged by the file name; other files are copied.
bool is_converted(std::string_view path);

struct Conversion {
  std::shared_ptr<const Source> source;
  std::string text;               // the converted text
  std::vector<Change> changes;    // the applied changes, in the order of their first byte; ids start at 1
  std::vector<Edit> edits;        // from source to text: the edits of `changes` and of imports
  std::vector<Finding> findings;  // in the order of the source
};

// Never fails: in a source that does not parse, the valid parts are converted, with a finding of kind syntax.
// `tables` need not outlive the call.
Conversion convert(std::shared_ptr<const Source> source, const Tables& tables, const ConvertOptions& options);

}  // namespace mintport
