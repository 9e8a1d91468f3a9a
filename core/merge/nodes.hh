// Merges three versions of a statement or expression by syntax: argument lists, parameters and literals by
// element, names of imports as sets, everything else part by part. Private to this folder.
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

// The merged text of ours' node; nullopt on a conflict.
std::optional<std::string> merge_nodes(const ThreeDocuments& documents, ThreeNodes nodes);

// Merges the header of a compound statement. `nodes` are whole definitions, ifs, withs... Returns the text
// that replaces ours' `header` lines.
std::optional<std::string> merge_headers(const ThreeDocuments& documents, ThreeNodes nodes, ByteRange header);

// Writes `elements` between `open` and `close` ("(", "]"...), on one line if they fit after `column` bytes,
// else one per line. `indent` is that of the line where the list begins.
std::string write_list(std::string_view open, const std::vector<std::string>& elements,
                       std::string_view close, std::size_t column, std::string_view indent);

// Adds missing names. Keeps the order if the list is sorted (as isort sorts: constants, classes, functions),
// else appends.
void add_names(std::vector<std::string>& names, const std::vector<std::string>& more);

// Writes `head` ("from x import ") and the names, in parentheses if they need several lines.
std::string write_import(std::string head, const std::vector<std::string>& names, std::size_t column,
                         std::string_view indent);

}  // namespace mintport
