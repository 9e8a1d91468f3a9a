#include "core/syntax/wraps.hh"

#include <algorithm>
#include <string_view>

#include "core/syntax/import_lines.hh"

namespace mintport {
namespace {

// The opening edit of a pair whose closing one is sought.
struct Opened {
  std::size_t edit = 0;
  NodeId first = kNoNode;  // the part that the pair begins with
  NodeId call = kNoNode;   // whose argument list becomes an index; kNoNode: brackets are added
  bool named = false;      // `g(`, where any arguments may follow
};

class PairSearch {
 public:
  PairSearch(const Tree& tree, const std::vector<Edit>& edits) : tree_(tree), edits_(edits) {}

  std::vector<bool> run() {
    std::vector<bool> out(edits_.size());
    std::vector<Opened> open;
    for (std::size_t at = 0; at < edits_.size(); ++at) {
      if (const Opened one = opened(at); one.first != kNoNode) {
        open.push_back(one);
        continue;
      }
      if (!edits_[at].text.ends_with(')') && edits_[at].text != "]") continue;
      const auto pair = std::find_if(open.rbegin(), open.rend(),
                                     [&](const Opened& one) { return closes(one, edits_[at]); });
      if (pair == open.rend()) continue;
      out[pair->edit] = out[at] = true;
      open.erase(std::prev(pair.base()), open.end());
    }
    return out;
  }

 private:
  Opened opened(std::size_t at) const {
    const Edit& edit = edits_[at];
    const std::string_view name = std::string_view(edit.text).substr(0, edit.text.size() - 1);
    if (edit.range.empty() && edit.text.ends_with('(') && (name.empty() || is_dotted_name(name)))
      return {at, part_at(edit.range.begin), kNoNode, !name.empty()};
    if (!edit.text.ends_with('[') || !is_name(name)) return {};
    const NodeId call = call_at(edit);
    if (call == kNoNode) return {};
    const auto arguments = tree_.named_children(tree_.child(call, Kind::argument_list));
    return {at, arguments.empty() ? kNoNode : arguments.front(), call, false};
  }

  // An element of a list, or a value that is assigned or passed: brackets may stand around it.
  bool is_part(NodeId id) const {
    switch (tree_[tree_[id].parent].kind) {
      case Kind::argument_list:
      case Kind::list:
      case Kind::tuple:
      case Kind::set:
        return tree_[id].named && tree_[id].kind != Kind::comment;
      case Kind::keyword_argument:
        return tree_[id].field == Field::value;
      case Kind::assignment:
        return tree_[id].field == Field::right && tree_[id].kind != Kind::assignment &&
               tree_[id].kind != Kind::yield;
      default:
        return false;
    }
  }

  NodeId part_at(ByteOffset begin) const {
    NodeId id = tree_.at({begin, begin + 1});
    while (id != 0 && tree_[id].range.begin == begin) {
      if (is_part(id)) return id;
      id = tree_[id].parent;
    }
    return kNoNode;
  }

  // The call `x.f(...)` of which the edit replaces `f(`.
  NodeId call_at(const Edit& edit) const {
    const NodeId call = tree_.at(edit.range);
    if (tree_[call].kind != Kind::call) return kNoNode;
    const NodeId name = tree_.child(tree_.child(call, Field::function), Field::attribute);
    const NodeId list = tree_.child(call, Kind::argument_list);
    if (name == kNoNode || list == kNoNode) return kNoNode;
    return edit.range == ByteRange{tree_[name].range.begin, tree_[list].range.begin + 1} ? call : kNoNode;
  }

  bool closes(const Opened& open, const Edit& edit) const {
    if (open.call != kNoNode) {
      const ByteOffset end = tree_[open.call].range.end;
      return edit.text == "]" && edit.range == ByteRange{end - 1, end} && plain_until(open.first, end);
    }
    if (!edit.range.empty() || (edit.text != ")" && edit.text != ",)")) return false;
    const ByteOffset end = edit.range.begin;
    const Kind around = tree_[tree_[open.first].parent].kind;
    if (around == Kind::assignment || around == Kind::keyword_argument)
      return tree_[open.first].range.end == end;
    for (NodeId id = open.first; id != kNoNode; id = tree_.next_sibling(id)) {
      if (tree_[id].range.end == end) return is_part(id) && (open.named || plain_until(open.first, end));
    }
    return false;
  }

  // The parts from `first` to `end` are values, as a tuple and an index hold them.
  bool plain_until(NodeId first, ByteOffset end) const {
    for (NodeId id = first; id != kNoNode && tree_[id].range.begin < end; id = tree_.next_sibling(id)) {
      const Kind kind = tree_[id].kind;
      if (kind == Kind::keyword_argument || kind == Kind::list_splat || kind == Kind::dictionary_splat)
        return false;
    }
    return true;
  }

  const Tree& tree_;
  const std::vector<Edit>& edits_;
};

}  // namespace

std::vector<bool> wraps(const Tree& tree, const std::vector<Edit>& edits) {
  return PairSearch(tree, edits).run();
}

}  // namespace mintport
