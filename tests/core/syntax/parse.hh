// A tree from text, for tests.
#pragma once

#include <memory>
#include <string>

#include "core/syntax/tree.hh"

namespace mintport {

inline Tree parse(std::string text) {
  return Tree::parse(std::make_shared<const Source>(Source::make("a.py", std::move(text)).value()));
}

}  // namespace mintport
