// Three versions of one statement or expression into one, by syntax: argument lists, parameters and literals
// by element, names of imports as sets, everything else part by part. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/merge/document.hh"

namespace mintport {

struct ThreeDocuments {
  const Document& base;
  const Document& ours;
  const Document& theirs;
};

struct ThreeNodes {
  NodeId base = kNoNode, ours = kNoNode, theirs = kNoNode;
};

// What stands in place of ours; nothing when the versions are in conflict.
std::optional<std::string> merge_nodes(const ThreeDocuments& documents, ThreeNodes nodes);

// The same for a compound statement's header (`node`: the whole definition, if, with...): the text in place
// of ours' `header` lines.
std::optional<std::string> merge_headers(const ThreeDocuments& documents, ThreeNodes nodes, ByteRange header);

// `elements` between `open` and `close` ("(", "]"...), on one line if they fit behind `column` bytes, else
// one a line. `indent` is that of the line where the list begins.
std::string write_list(std::string_view open, const std::vector<std::string>& elements,
                       std::string_view close, std::size_t column, std::string_view indent);

// Names that are not there yet, in order where the list is in order (constants, classes, functions, as isort
// has them), else at its end.
void add_names(std::vector<std::string>& names, const std::vector<std::string>& more);

// `head` ("from x import ") with its names, in brackets where they need more than one line.
std::string write_import(std::string head, const std::vector<std::string>& names, std::size_t column,
                         std::string_view indent);

}  // namespace mintport
