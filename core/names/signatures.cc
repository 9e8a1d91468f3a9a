#include "core/names/signatures.hh"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/base/text.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

struct Header {
  std::string_view text;  // "def f(a, b)"
  std::string owner;      // the class around a constructor
};

// The end of a header that begins at `at`: behind the bracket that closes its parameters, or npos.
std::size_t header_end(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      if (--depth == 0) return at + 1;
    } else if (c == '#') {
      at = text.find('\n', at);
      if (at == std::string_view::npos) return at;
    } else if (c == '"' || c == '\'') {
      at = text.find(c, at + 1);
      if (at == std::string_view::npos) return at;
    } else if (depth == 0 && c == '\n') {
      return std::string_view::npos;
    }
  }
  return std::string_view::npos;
}

std::vector<Header> headers(std::string_view text) {
  std::vector<Header> out;
  std::vector<std::pair<std::size_t, std::string>> classes;  // indentation, name
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t next = std::min(text.find('\n', line), text.size() - 1) + 1;
    const std::size_t begin = text.find_first_not_of(" \t", line);
    if (begin == std::string_view::npos) break;
    const std::string_view rest = text.substr(begin);
    const bool is_class = rest.starts_with("class ");
    if (is_class || rest.starts_with("def ") || rest.starts_with("async def ")) {
      const std::size_t indent = begin - line;
      while (!classes.empty() && classes.back().first >= indent) classes.pop_back();
      if (is_class) {
        const std::string_view name = rest.substr(6, rest.find_first_of("(:\n ", 6) - 6);
        classes.emplace_back(indent, std::string(name));
      } else if (const std::size_t end = header_end(text, begin); end != std::string_view::npos) {
        out.push_back(
            {text.substr(begin, end - begin), classes.empty() ? std::string() : classes.back().second});
      }
    }
    line = next;
  }
  return out;
}

std::string parameter_name(const Tree& tree, NodeId parameter) {
  switch (tree[parameter].kind) {
    case Kind::identifier:
    case Kind::list_splat_pattern:
    case Kind::dictionary_splat_pattern:
      return std::string(tree.text(parameter));
    case Kind::typed_parameter:
      return std::string(tree.text(tree.first_child(parameter)));
    case Kind::default_parameter:
    case Kind::typed_default_parameter: {
      const NodeId name = tree.child(parameter, Field::name);
      return name == kNoNode ? std::string() : std::string(tree.text(name));
    }
    default:
      return {};
  }
}

}  // namespace

std::vector<Signature> signatures_in(std::string_view text, std::string_view module) {
  std::vector<Signature> out;
  const std::vector<Header> found = headers(text);
  std::string skeleton;
  for (const Header& header : found) {
    skeleton += header.text;
    skeleton += ": pass\n";
  }
  auto source = Source::make("signatures", std::move(skeleton));
  if (!source) return out;
  const Tree tree = Tree::parse(std::make_shared<const Source>(std::move(*source)));
  std::size_t index = 0;
  for (NodeId id : tree.named_children(0)) {
    if (index >= found.size()) break;
    const std::string& owner = found[index++].owner;
    const NodeId name = tree.child(id, Field::name), list = tree.child(id, Field::parameters);
    if (tree[id].kind != Kind::function_definition || name == kNoNode || list == kNoNode) continue;
    Signature signature;
    signature.module = module;
    signature.name = std::string(tree.text(name));
    for (NodeId parameter : tree.named_children(list)) {
      if (std::string text_of = parameter_name(tree, parameter); !text_of.empty()) {
        signature.parameters.push_back(std::move(text_of));
      }
    }
    auto& parameters = signature.parameters;
    if (!parameters.empty() && (parameters.front() == "self" || parameters.front() == "cls")) {
      signature.method = true;
      parameters.erase(parameters.begin());
    }
    if (signature.name == "__init__" && !owner.empty()) signature.name = owner;
    out.push_back(std::move(signature));
  }
  return out;
}

void SignatureIndex::add(std::vector<Signature> signatures) {
  for (Signature& signature : signatures) {
    by_name_[signature.name].push_back(std::move(signature));
  }
}

const std::vector<Signature>* SignatureIndex::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &found->second;
}

}  // namespace mintport
