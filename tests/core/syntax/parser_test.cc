#include "core/syntax/parser.hh"

#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <string>
#include <thread>
#include <vector>

#include "core/syntax/vocabulary.hh"

namespace mintport {
namespace {

// The nodes that tree-sitter's own cursor sees.
class CursorWalk {
 public:
  explicit CursorWalk(std::string_view text) {
    TSParser* parser = ts_parser_new();
    ts_parser_set_language(parser, tree_sitter_python());
    TSTree* tree =
        ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
    cursor_ = ts_tree_cursor_new(ts_tree_root_node(tree));
    visit(kNoNode);
    ts_tree_cursor_delete(&cursor_);
    ts_tree_delete(tree);
    ts_parser_delete(parser);
  }

  std::vector<Node> nodes;

 private:
  void visit(NodeId parent) {
    const TSNode at = ts_tree_cursor_current_node(&cursor_);
    const TSSymbol symbol = ts_node_symbol(at);
    const auto id = static_cast<NodeId>(nodes.size());
    Node node;
    node.kind = ts_node_is_missing(at)               ? Kind::missing
                : symbol < vocabulary().kinds.size() ? vocabulary().kinds[symbol]
                                                     : Kind::error;
    node.field = vocabulary().fields[ts_tree_cursor_current_field_id(&cursor_)];
    node.named = ts_node_is_named(at);
    node.range = {ts_node_start_byte(at), ts_node_end_byte(at)};
    node.parent = parent;
    nodes.push_back(node);
    if (ts_tree_cursor_goto_first_child(&cursor_)) {
      do {
        visit(id);
      } while (ts_tree_cursor_goto_next_sibling(&cursor_));
      ts_tree_cursor_goto_parent(&cursor_);
    }
    nodes[id].last = static_cast<NodeId>(nodes.size());
  }

  TSTreeCursor cursor_{};
};

const std::vector<std::string>& parser_texts() {
  static const std::vector<std::string> all{
      "",
      "\n\n# only a comment\n",
      "\xEF\xBB\xBFimport torch\n",
      R"(
import torch.nn as nn, os
from . import (a, b as c,)  # d
from __future__ import annotations
@f(1)
class A(B, metaclass=M):
    """Text."""

    def g(self, *a, b: int = 1, **c) -> T: ...
)",
      "def f(a, /, b, *, c):\n\tif a:\n\t\tpass\n\telif b: return\n\telse:\n\t\tyield c\n",
      R"(
match x:
    case A(b=1) | [c, *_] if d:
        pass
    case {"k": v, **rest}:
        pass
print >>f, "x"
exec "y"
type X[T] = list[T]
)",
      R"(
x = f"{a!r:>{width}} {b}" "c\n" rb'\x00'
y = [i async for i in z if i] + (a if b else c,)
w = (n := 5) <= 6 != 7 in o is not p
try:
    pass
except* E as e:
    raise F from e
finally:
    del a, b[0]
with a as b, c: global d
)",
      "a.b[c:d, ...].e(*f, **g, h=not i)\r\nx: int = -1 ** 2 // 3 @ m\r\n",
      "\xC3\xA9 = '\xE4\xBD\xA0' + \xC3\xA9\xC3\xA9  # \xE2\x80\xA6\n",
      // Text that does not parse.
      "def f(:\n    return ]\nclass\n  x = = 1\n",
      "if x:\nf(a,, b\n",
      "x = \"unfinished\ny = \"\"\"never closed\n",
      std::string(2000, '(') + "x" + std::string(2000, ')') + "\n",
  };
  return all;
}

void expect_same(const std::vector<Node>& a, const std::vector<Node>& b, const std::string& text) {
  EXPECT_TRUE(a == b) << a.size() << " and " << b.size() << " nodes of\n" << text.substr(0, 200);
}

TEST(Parser, GivesTheNodesThatACursorVisits) {
  for (const std::string& text : parser_texts()) expect_same(parse_nodes(text), CursorWalk(text).nodes, text);
}

TEST(Parser, TakesMemoryFromElsewhereWhenItsRegionIsFull) {
  for (const std::string& text : parser_texts()) {
    const std::vector<Node> nodes = parse_nodes(text);
    for (const std::size_t region : {0, 1000, 5000, 20000, 100000}) {
      expect_same(parse_nodes(text, region), nodes, text);
    }
  }
}

TEST(Parser, WorksOnSeveralThreadsAtOnce) {
  std::vector<std::vector<Node>> alone;
  for (const std::string& text : parser_texts()) alone.push_back(parse_nodes(text));
  std::vector<std::thread> threads;
  std::vector<int> different(4);
  for (int& count : different) {
    threads.emplace_back([&count, &alone] {
      for (int round = 0; round < 20; ++round) {
        for (std::size_t i = 0; i < parser_texts().size(); ++i)
          count += parse_nodes(parser_texts()[i]) == alone[i] ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(different, std::vector<int>(4));
}

}  // namespace
}  // namespace mintport
