#include "core/mapping/symbols.hh"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "core/base/text.hh"

namespace mintport {
namespace {

// Calls `line(text)` for each line that is not a comment. Returns the text of the first comment.
template <class Function>
std::string_view for_each_line(std::string_view text, Function line) {
  std::string_view comment;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (one.starts_with("# ")) {
      if (comment.empty()) comment = one.substr(2);
    } else if (!one.empty()) {
      line(one);
    }
  }
  return comment;
}

// Removes the text up to the next space from `text` and returns it.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

Symbol::Kind kind_of(std::string_view letter) {
  switch (letter.empty() ? 'f' : letter.front()) {
    case 'm':
      return Symbol::Kind::method;
    case 'c':
      return Symbol::Kind::class_;
    case 'o':
      return Symbol::Kind::module;
    case 'v':
      return Symbol::Kind::value;
    case 'p':
      return Symbol::Kind::property;
    default:
      return Symbol::Kind::function;
  }
}

template <class Pairs>
auto find_first(const Pairs& pairs, std::string_view key) {
  const auto at =
      std::lower_bound(pairs.begin(), pairs.end(), key,
                       [](const auto& pair, std::string_view wanted) { return pair.first < wanted; });
  return at != pairs.end() && at->first == key ? at : pairs.end();
}

template <class Pairs>
void sort_by_first(Pairs& pairs) {
  const auto less = [](const auto& a, const auto& b) { return a.first < b.first; };
  if (!std::is_sorted(pairs.begin(), pairs.end(), less)) std::sort(pairs.begin(), pairs.end(), less);
}

}  // namespace

std::vector<Parameter> parse_parameters(std::string_view text) {
  std::vector<Parameter> out;
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return out;
  text = text.substr(1, text.size() - 2);
  Parameter::Kind kind = Parameter::Kind::ordinary;
  out.reserve(std::count(text.begin(), text.end(), ',') + 1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part == "/") {
      for (Parameter& parameter : out) parameter.kind = Parameter::Kind::positional_only;
    } else if (part == "*") {
      kind = Parameter::Kind::keyword_only;
    } else if (part.starts_with("**")) {
      out.push_back({std::string(part.substr(2)), Parameter::Kind::var_keyword, false});
    } else if (part.starts_with('*')) {
      out.push_back({std::string(part.substr(1)), Parameter::Kind::var_positional, false});
      kind = Parameter::Kind::keyword_only;
    } else {
      const bool has_default = part.ends_with('=');
      if (has_default) part.remove_suffix(1);
      out.push_back({std::string(part), kind, has_default});
    }
  }
  return out;
}

std::string to_string(const std::vector<Parameter>& parameters) {
  std::string out = "(";
  Parameter::Kind last = Parameter::Kind::ordinary;
  for (const Parameter& parameter : parameters) {
    const bool first = out.size() == 1;
    if (!first) out += ", ";
    if (last == Parameter::Kind::positional_only && parameter.kind != last) out += "/, ";
    if (parameter.kind == Parameter::Kind::keyword_only && last != Parameter::Kind::keyword_only &&
        last != Parameter::Kind::var_positional) {
      out += "*, ";
    }
    if (parameter.kind == Parameter::Kind::var_positional) out += "*";
    if (parameter.kind == Parameter::Kind::var_keyword) out += "**";
    out += parameter.name;
    if (parameter.has_default) out += "=...";
    last = parameter.kind;
  }
  if (last == Parameter::Kind::positional_only) out += ", /";
  return out + ")";
}

SymbolList::SymbolList(std::string_view text) {
  symbols_.reserve(std::count(text.begin(), text.end(), '\n'));
  const std::string_view comment = for_each_line(text, [this](std::string_view line) {
    const std::string_view name = take_word(line);
    const std::string_view letter = take_word(line);
    symbols_.emplace_back(name, Symbol{kind_of(letter), !line.empty(), parse_parameters(line)});
  });
  version_ = comment.substr(0, comment.find(':'));
  sort_by_first(symbols_);
  by_name_.reserve(symbols_.size());
  for (std::size_t i = 0; i < symbols_.size(); ++i)
    by_name_.emplace(symbols_[i].first, static_cast<std::uint32_t>(i));
}

const Symbol* SymbolList::find(std::string_view name) const {
  const auto at = by_name_.find(name);
  return at == by_name_.end() ? nullptr : &symbols_[at->second].second;
}

std::size_t SymbolList::lower_bound(std::string_view name) const {
  const auto less = [](const auto& pair, std::string_view wanted) { return pair.first < wanted; };
  return static_cast<std::size_t>(std::lower_bound(symbols_.begin(), symbols_.end(), name, less) -
                                  symbols_.begin());
}

struct ModuleNames::Index {
  std::once_flag once;
  std::unordered_map<std::string_view, std::vector<std::string_view>> modules;
};

ModuleNames::ModuleNames() : index_(std::make_shared<Index>()) {}

ModuleNames::ModuleNames(std::string_view text) : ModuleNames() {
  for_each_line(text, [this](std::string_view line) {
    const std::string_view module = take_word(line);
    modules_.emplace_back(module, line);
  });
  sort_by_first(modules_);
}

bool ModuleNames::has_module(std::string_view module) const {
  return find_first(modules_, module) != modules_.end();
}

bool ModuleNames::has(std::string_view module, std::string_view name) const {
  const auto found = index().modules.find(name);
  if (found != index().modules.end() &&
      std::binary_search(found->second.begin(), found->second.end(), module))
    return true;
  return has_module(module) && has_module(std::string(module) + "." + std::string(name));
}

const ModuleNames::Index& ModuleNames::index() const {
  std::call_once(index_->once, [this] {
    for (const auto& [module, line] : modules_) {
      for (std::string_view names = line; !names.empty();)
        index_->modules[take_word(names)].push_back(module);
    }
  });
  return *index_;
}

void ModuleNames::around(
    std::string_view module, std::string_view name,
    const std::function<void(std::string_view module, std::string_view name)>& visit) const {
  if (const auto own = find_first(modules_, module); own != modules_.end()) {
    for (std::string_view names = own->second; !names.empty();) {
      const std::string_view other = take_word(names);
      if (other.find('.') == other.npos) visit(module, other);  // no member of a class
    }
  }
  const auto found = index().modules.find(name);
  if (found == index().modules.end()) return;
  for (const std::string_view where : found->second) {
    if (where != module) visit(where, name);
  }
}

void ModuleNames::replace(std::string_view package, const ModuleNames& other) {
  std::erase_if(modules_, [&](const auto& pair) {
    return pair.first.starts_with(package) &&
           (pair.first.size() == package.size() || pair.first[package.size()] == '.');
  });
  modules_.insert(modules_.end(), other.modules_.begin(), other.modules_.end());
  sort_by_first(modules_);
  index_ = std::make_shared<Index>();
}

}  // namespace mintport
