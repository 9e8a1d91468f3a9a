// Hand-written conversions, for tests of later stages.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/convert/convert.hh"

namespace mintport {

inline ByteRange range_of(std::string_view text, std::string_view part) {
  const auto at = static_cast<ByteOffset>(text.find(part));
  return {at, at + static_cast<ByteOffset>(part.size())};
}

// Each of `renames` replaces the first occurrence of its left text.
inline Conversion make_conversion(std::string text,
                                  const std::vector<std::pair<std::string_view, std::string_view>>& renames) {
  Conversion out;
  out.source = std::make_shared<const Source>(*Source::make("x.py", std::move(text)));
  for (const auto& [from, to] : renames) {
    Change change;
    change.id = static_cast<std::uint32_t>(out.changes.size() + 1);
    change.rule = "torch-function";
    change.rename = true;
    change.edits = {{range_of(out.source->text(), from), std::string(to)}};
    out.edits.push_back(change.edits.front());
    out.changes.push_back(std::move(change));
  }
  out.text = mintport::apply(out.source->text(), out.edits);
  return out;
}

inline Finding make_finding(const Conversion& conversion, std::string_view code, std::string symbol) {
  Finding out;
  out.kind = FindingKind::unmapped;
  out.rule = "torch-function";
  out.symbol = std::move(symbol);
  out.message = "MindSpore has no such function";
  out.original = range_of(conversion.source->text(), code);
  out.converted = range_of(conversion.text, code);
  return out;
}

}  // namespace mintport
