#include "core/merge/nodes.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/merge/sequence.hh"

namespace mintport {
namespace {

constexpr std::size_t kWidth = 119;  // maximum line length of the port

bool is_list(Kind kind) {
  switch (kind) {
    case Kind::argument_list:
    case Kind::parameters:
    case Kind::list:
    case Kind::tuple:
    case Kind::set:
    case Kind::dictionary:
      return true;
    default:
      return false;
  }
}

bool is_splat(Kind kind) {
  return kind == Kind::list_splat || kind == Kind::dictionary_splat || kind == Kind::list_splat_pattern ||
         kind == Kind::dictionary_splat_pattern || kind == Kind::keyword_separator ||
         kind == Kind::positional_separator;
}

// The name of a list element; empty if only its text identifies it.
std::string_view key_of(const Tree& tree, NodeId element) {
  switch (tree[element].kind) {
    case Kind::keyword_argument:
    case Kind::default_parameter:
    case Kind::typed_default_parameter: {
      const NodeId name = tree.child(element, Field::name);
      return name == kNoNode ? std::string_view() : tree.text(name);
    }
    case Kind::typed_parameter: {
      const NodeId name = tree.first_child(element);
      return name == kNoNode ? std::string_view() : tree.text(name);
    }
    case Kind::pair: {
      const NodeId key = tree.child(element, Field::key);
      return key == kNoNode ? std::string_view() : tree.text(key);
    }
    case Kind::identifier:
      return tree.text(element);
    default:
      return {};
  }
}

std::string_view line_indent(const Tree& tree, ByteOffset at) {
  const std::string_view line = tree.source().text(tree.source().line(tree.source().line_at(at)));
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

class NodeMerger {
 public:
  explicit NodeMerger(const ThreeDocuments& documents) : d_(documents) {}

  std::optional<std::string> node(ThreeNodes n) const {
    const auto base = d_.base.tokens(range(d_.base, n.base));
    const auto ours = d_.ours.tokens(range(d_.ours, n.ours));
    const auto theirs = d_.theirs.tokens(range(d_.theirs, n.theirs));
    if (same_tokens(base, theirs) || same_tokens(ours, theirs)) return text(d_.ours, n.ours);
    if (same_tokens(base, ours)) return text(d_.theirs, n.theirs);
    const Kind kind = d_.ours.tree()[n.ours].kind;
    if (d_.base.tree()[n.base].kind != kind || d_.theirs.tree()[n.theirs].kind != kind) return std::nullopt;
    if (kind == Kind::import_from_statement) return import_names(n);
    if (is_list(kind)) return list(n);
    if (kind == Kind::string) return std::nullopt;
    return parts(n, d_.base.tree().children(n.base), d_.ours.tree().children(n.ours),
                 d_.theirs.tree().children(n.theirs), d_.ours.tree()[n.ours].range);
  }

  // Merges children one by one and keeps the text between ours' children. `whole` is the rewritten range of
  // ours.
  std::optional<std::string> parts(ThreeNodes n, const std::vector<NodeId>& base,
                                   const std::vector<NodeId>& ours, const std::vector<NodeId>& theirs,
                                   ByteRange whole) const {
    (void)n;
    if (ours.empty() || base.size() != ours.size() || theirs.size() != ours.size()) return std::nullopt;
    std::string out;
    ByteOffset at = whole.begin;
    for (std::size_t i = 0; i < ours.size(); ++i) {
      auto part = node({base[i], ours[i], theirs[i]});
      if (!part) return std::nullopt;
      const ByteRange here = d_.ours.tree()[ours[i]].range;
      out += d_.ours.text({at, here.begin});
      out += *part;
      at = here.end;
    }
    return out += d_.ours.text({at, whole.end});
  }

 private:
  static ByteRange range(const Document& document, NodeId node) { return document.tree()[node].range; }
  static std::string text(const Document& document, NodeId node) {
    return std::string(document.tree().text(node));
  }

  const Document& side(MergeSide side) const {
    return side == MergeSide::base ? d_.base : side == MergeSide::ours ? d_.ours : d_.theirs;
  }

  static bool has_comment(const Document& document, NodeId node) {
    const auto children = document.tree().children(node);
    return std::any_of(children.begin(), children.end(),
                       [&](NodeId child) { return document.tree()[child].kind == Kind::comment; });
  }

  struct Elements {
    std::vector<NodeId> base, ours, theirs;
    const std::vector<NodeId>& of(MergeSide side) const {
      return side == MergeSide::base ? base : side == MergeSide::ours ? ours : theirs;
    }
  };

  Sequences sequences(const Elements& elements) const {
    Sequences items{
        .base = elements.base.size(), .ours = elements.ours.size(), .theirs = elements.theirs.size()};
    items.same = [this, &elements](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
      return same_tokens(side(a).tokens(range(side(a), elements.of(a)[i])),
                         side(b).tokens(range(side(b), elements.of(b)[j])));
    };
    items.score = [this, &elements](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
      const NodeId left = elements.of(a)[i], right = elements.of(b)[j];
      const auto x = side(a).tokens(range(side(a), left));
      const auto y = side(b).tokens(range(side(b), right));
      if (same_tokens(x, y)) return 3.0;
      const std::string_view l = key_of(side(a).tree(), left), r = key_of(side(b).tree(), right);
      if (!l.empty() || !r.empty()) return l == r ? 2.0 : 0.0;
      const double likeness = mintport::likeness(bag_of(x), bag_of(y));
      return likeness >= 0.5 ? likeness : 0.0;
    };
    return items;
  }

  std::optional<std::string> list(ThreeNodes n) const {
    const Elements elements{d_.base.tree().named_children(n.base), d_.ours.tree().named_children(n.ours),
                            d_.theirs.tree().named_children(n.theirs)};
    if (has_comment(d_.base, n.base) || has_comment(d_.ours, n.ours) || has_comment(d_.theirs, n.theirs))
      return std::nullopt;
    std::vector<std::string> out;
    std::vector<Kind> kinds;
    const auto put = [&](std::string text, const Document& document, NodeId node) {
      out.push_back(std::move(text));
      kinds.push_back(document.tree()[node].kind);
    };
    MergeSide last = MergeSide::base;  // of the last insertion: two by position have no order
    for (const MergeStep& step : merge_sequences(sequences(elements))) {
      if (step.kind == MergeStep::Kind::conflict) return std::nullopt;
      if (step.kind == MergeStep::Kind::take) {
        const bool ours = step.side == MergeSide::ours;
        const NodeId taken = ours ? elements.ours[step.ours.front()] : elements.theirs[step.theirs.front()];
        const Document& from = side(step.side);
        if (last != MergeSide::base && last != step.side && is_positional(from.tree(), taken))
          return std::nullopt;
        last = step.side;
        put(text(from, taken), from, taken);
        continue;
      }
      last = MergeSide::base;
      const NodeId kept = elements.ours[step.ours.front()];
      auto merged = node({elements.base[step.base.front()], kept, elements.theirs[step.theirs.front()]});
      if (!merged) return std::nullopt;
      put(*std::move(merged), d_.ours, kept);
    }
    const Kind kind = d_.ours.tree()[n.ours].kind;
    if (!in_order(kind, kinds)) return std::nullopt;
    return write(n.ours, elements.ours, out);
  }

  static bool is_positional(const Tree& tree, NodeId element) {
    const Kind list = tree[tree[element].parent].kind;
    if (list == Kind::tuple) return true;
    return list == Kind::argument_list && tree[element].kind != Kind::keyword_argument &&
           !is_splat(tree[element].kind);
  }

  // Python requires keyword arguments after positional ones, and defaults after parameters without.
  static bool in_order(Kind list, const std::vector<Kind>& kinds) {
    bool named = false;
    for (const Kind kind : kinds) {
      if (list == Kind::argument_list) {
        if (kind == Kind::keyword_argument) named = true;
        if (named && kind != Kind::keyword_argument && !is_splat(kind)) return false;
      } else if (list == Kind::parameters) {
        if (is_splat(kind)) return true;
        if (kind == Kind::default_parameter || kind == Kind::typed_default_parameter) named = true;
        if (named && (kind == Kind::identifier || kind == Kind::typed_parameter)) return false;
      }
    }
    return true;
  }

  // Writes the elements in ours' layout.
  std::string write(NodeId node, const std::vector<NodeId>& ours,
                    const std::vector<std::string>& elements) const {
    const Tree& tree = d_.ours.tree();
    const std::string_view whole = tree.text(node);
    const std::string_view indent = line_indent(tree, tree[node].range.begin);
    const std::string_view open = whole.substr(0, 1), close = whole.substr(whole.size() - 1);
    const bool one_a_line =
        !ours.empty() && d_.ours.text({tree[node].range.begin, tree[ours.front()].range.begin}).find('\n') !=
                             std::string_view::npos;
    const std::size_t column = tree.source().position(tree[node].range.begin).column;
    const bool magic = elements.size() == 1 && tree[node].kind == Kind::tuple;
    std::vector<std::string> parts = elements;
    if (magic) parts.front() += ",";
    return write_list(open, parts, close, one_a_line && !elements.empty() ? kWidth : column, indent);
  }

  // Adds the names that theirs added, removes those that theirs removed, keeps ours' own.
  std::optional<std::string> import_names(ThreeNodes n) const {
    const auto names = [](const Tree& tree, NodeId statement) {
      std::vector<NodeId> out;
      const NodeId module = tree.child(statement, Field::module_name);
      for (NodeId child : tree.named_children(statement)) {
        if (child != module) out.push_back(child);
      }
      return out;
    };
    const Elements elements{names(d_.base.tree(), n.base), names(d_.ours.tree(), n.ours),
                            names(d_.theirs.tree(), n.theirs)};
    if (has_comment(d_.base, n.base) || has_comment(d_.ours, n.ours) || has_comment(d_.theirs, n.theirs)) {
      return std::nullopt;
    }
    const auto texts = [](const Document& document, const std::vector<NodeId>& nodes) {
      std::vector<std::string> out;
      for (NodeId node : nodes) out.push_back(text(document, node));
      return out;
    };
    const auto base = texts(d_.base, elements.base);
    const auto theirs = texts(d_.theirs, elements.theirs);
    std::vector<std::string> out = texts(d_.ours, elements.ours);
    const auto has = [](const std::vector<std::string>& list, const std::string& name) {
      return std::find(list.begin(), list.end(), name) != list.end();
    };
    std::erase_if(out, [&](const std::string& name) { return has(base, name) && !has(theirs, name); });
    std::vector<std::string> added;
    for (const std::string& name : theirs) {
      if (!has(base, name)) added.push_back(name);
    }
    add_names(out, added);
    if (out.empty()) return std::nullopt;
    const Tree& tree = d_.ours.tree();
    const ByteRange whole = tree[n.ours].range;
    std::string head(d_.ours.text({whole.begin, tree[elements.ours.front()].range.begin}));
    head.resize(head.find("import") == head.npos ? head.size() : head.rfind("import") + 6);
    head += ' ';
    return write_import(std::move(head), out, tree.source().position(whole.begin).column,
                        line_indent(tree, whole.begin));
  }

  const ThreeDocuments& d_;
};

// The children before the block.
std::vector<NodeId> header_parts(const Tree& tree, NodeId node) {
  std::vector<NodeId> out;
  if (tree[node].kind == Kind::decorated_definition) {
    for (NodeId child : tree.children(node)) {
      if (tree[child].kind == Kind::decorator) out.push_back(child);
    }
    node = tree.child(node, Field::definition);
  }
  for (NodeId child : tree.children(node)) {
    if (tree[child].kind == Kind::block) break;
    if (tree[child].kind != Kind::comment) out.push_back(child);
  }
  return out;
}

}  // namespace

std::optional<std::string> merge_nodes(const ThreeDocuments& documents, ThreeNodes nodes) {
  return NodeMerger(documents).node(nodes);
}

std::optional<std::string> merge_headers(const ThreeDocuments& documents, ThreeNodes nodes,
                                         ByteRange header) {
  return NodeMerger(documents).parts(nodes, header_parts(documents.base.tree(), nodes.base),
                                     header_parts(documents.ours.tree(), nodes.ours),
                                     header_parts(documents.theirs.tree(), nodes.theirs), header);
}

void add_names(std::vector<std::string>& names, const std::vector<std::string>& more) {
  const auto before = [](const std::string& a, const std::string& b) {
    const auto rank = [](const std::string& name) {
      const bool upper =
          std::all_of(name.begin(), name.end(), [](char c) { return !(c >= 'a' && c <= 'z'); });
      return name.size() > 1 && upper ? 0 : name.front() >= 'A' && name.front() <= 'Z' ? 1 : 2;
    };
    return std::pair(rank(a), std::string_view(a)) < std::pair(rank(b), std::string_view(b));
  };
  const bool sorted = std::is_sorted(names.begin(), names.end(), before);
  for (const std::string& name : more) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    names.insert(sorted ? std::lower_bound(names.begin(), names.end(), name, before) : names.end(), name);
  }
}

std::string write_import(std::string head, const std::vector<std::string>& names, std::size_t column,
                         std::string_view indent) {
  std::string line = head;
  for (const std::string& name : names) line += (&name == &names.front() ? "" : ", ") + name;
  if (column + line.size() <= kWidth) return line;
  return head + write_list("(", names, ")", kWidth, indent);
}

std::string write_list(std::string_view open, const std::vector<std::string>& elements,
                       std::string_view close, std::size_t column, std::string_view indent) {
  std::string line(open);
  for (const std::string& element : elements) line += (line.size() > open.size() ? ", " : "") + element;
  line += close;
  if (elements.empty() || column + line.size() <= kWidth) return line;
  std::string out(open);
  for (const std::string& element : elements) {
    out += "\n" + std::string(indent) + "    " + element + (element.ends_with(",") ? "" : ",");
  }
  return out + "\n" + std::string(indent) + std::string(close);
}

}  // namespace mintport
