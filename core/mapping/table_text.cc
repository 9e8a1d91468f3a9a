#include "core/mapping/table_text.hh"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/mapping/table_file.hh"

namespace mintport {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr const char *kEntries = "entries", *kMoves = "module_moves", *kWords = "words";

std::string json_text(std::string_view text) {
  return OrderedJson(text).dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

// On one line, with blanks after separators.
std::string one_line(const OrderedJson& json) {
  if (!json.is_structured()) return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
  std::string out;
  for (const auto& [key, value] : json.items()) {
    if (!out.empty()) out += ", ";
    if (json.is_object()) out += json_text(key) + ": ";
    out += one_line(value);
  }
  return json.is_object() ? "{" + out + "}" : "[" + out + "]";
}

// Writes a table with each field on its own line, and each element of a longer list too.
std::string layout(const OrderedJson& table) {
  std::string out = "{";
  bool first = true;
  for (const auto& [field, value] : table.items()) {
    out += (first ? "\n  " : ",\n  ") + json_text(field) + ": ";
    first = false;
    if (!value.is_structured() || value.empty()) {
      out += one_line(value);
      continue;
    }
    out += value.is_object() ? "{" : "[";
    bool first_element = true;
    for (const auto& [key, element] : value.items()) {
      out += first_element ? "\n    " : ",\n    ";
      first_element = false;
      if (value.is_object()) out += json_text(key) + ": ";
      out += one_line(element);
    }
    out += value.is_object() ? "\n  }" : "\n  ]";
  }
  return out + (first ? "}\n" : "\n}\n");
}

template <class Pairs, class Key, class Value>
void put_object(OrderedJson& out, const char* field, const Pairs& pairs, Key key, Value value) {
  for (const auto& one : pairs) out[field][one.*key] = one.*value;
}

void put_text(OrderedJson& out, const char* field, const std::string& text) {
  if (!text.empty()) out[field] = text;
}

OrderedJson numpy_json(const Entry::Numpy& numpy) {
  OrderedJson out = {{"function", numpy.function}};
  if (numpy.of_number) out["of_number"] = true;
  if (numpy.of_two) out["of_two"] = true;
  put_text(out, "difference", numpy.difference);
  return out;
}

OrderedJson unlike_json(const Entry::Unlike& one) {
  OrderedJson out = {{"argument", one.argument}, {"given", to_string(one.given)}};
  put_text(out, "says", one.says);
  put_text(out, "write", one.write);
  return out;
}

OrderedJson entry_json(const Entry& entry) {
  OrderedJson out = {{"source", entry.source}};
  out["target"] = entry.target.empty() ? OrderedJson(nullptr) : OrderedJson(entry.target);
  out["category"] = entry.category;
  if (entry.form != Form::name) out["form"] = to_string(entry.form);
  if (!entry.certain) out["applicability"] = "maybe";
  put_object(out, "rename", entry.renames, &Entry::Rename::from, &Entry::Rename::to);
  put_object(out, "drop", entry.drops, &Entry::Drop::argument, &Entry::Drop::harmless);
  put_object(out, "takes", entry.takes, &Entry::Takes::argument, &Entry::Takes::values);
  for (const Entry::Unlike& one : entry.unlike) out["unlike"].push_back(unlike_json(one));
  put_text(out, "arguments", entry.arguments);
  put_text(out, "suffix", entry.suffix);
  put_text(out, "element", entry.element);
  if (!entry.numpy.function.empty()) out["numpy"] = numpy_json(entry.numpy);
  put_text(out, "difference", entry.difference);
  put_text(out, "since", entry.since);
  put_text(out, "note", entry.note);
  return out;
}

OrderedJson move_json(const ModuleMove& move) {
  if (!move.by_name && move.stay.empty()) return move.to;
  OrderedJson out = {{"to", move.to}};
  if (move.by_name) out["by_name"] = true;
  if (!move.stay.empty()) out["stay"] = move.stay;
  return out;
}

OrderedJson word_json(const Word& word) {
  OrderedJson out = {{"use", to_string(word.use)}, {"from", word.from}, {"to", word.to}};
  put_text(out, "of", word.of);
  if (!word.functions.empty()) out["functions"] = word.functions;
  out["reason"] = word.reason;
  return out;
}

// True for objects of a list with the same key.
bool same_entry(const OrderedJson& a, const OrderedJson& b) {
  return a.value("source", "") == b.value("source", "");
}
bool same_word(const OrderedJson& a, const OrderedJson& b) {
  return a.value("use", "") == b.value("use", "") && a.value("from", "") == b.value("from", "");
}

template <class Same>
void merge_list(OrderedJson& into, const OrderedJson& added, Same same) {
  for (const OrderedJson& one : added) {
    const auto old =
        std::find_if(into.begin(), into.end(), [&](const OrderedJson& other) { return same(other, one); });
    if (old == into.end()) {
      into.push_back(one);
    } else {
      *old = one;
    }
  }
}

// Copies the category of the file into its entries, because it applies only in that file.
void spread_category(OrderedJson& table) {
  const auto category = table.find("category");
  if (category == table.end() || !table.contains(kEntries)) return;
  for (OrderedJson& entry : table[kEntries]) {
    if (!entry.contains("category")) entry["category"] = *category;
  }
  table.erase("category");
}

void merge_field(OrderedJson& into, const std::string& field, const OrderedJson& added) {
  if (!into.contains(field)) {
    into[field] = added;
  } else if (std::string_view(field) == kEntries) {
    merge_list(into[field], added, same_entry);
  } else if (field == kWords) {
    merge_list(into[field], added, same_word);
  } else if (added.is_object()) {
    into[field].update(added);
  } else if (added.is_array()) {
    merge_list(into[field], added,
               [](const OrderedJson& a, const OrderedJson& b) { return a.dump() == b.dump(); });
  } else {
    into[field] = added;
  }
}

}  // namespace

std::string table_text(const Entry& entry) {
  return layout({{kEntries, OrderedJson::array({entry_json(entry)})}});
}
std::string table_text(const ModuleMove& move) {
  OrderedJson moves = OrderedJson::object();
  moves[move.from] = move_json(move);
  return layout({{kMoves, moves}});
}
std::string table_text(const Word& word) {
  return layout({{kWords, OrderedJson::array({word_json(word)})}});
}

Result<std::vector<std::string>> named_in(std::string_view file, std::string_view json) {
  const auto table = read_table_file(file, json);
  if (!table) return fail(table.error());
  std::vector<std::string> out;
  for (const Entry& entry : table->entries) out.push_back(entry.source);
  for (const ModuleMove& move : table->module_moves) out.push_back("the module " + move.from);
  for (const Word& word : table->words) {
    out.push_back("the word " + word.from + " (" + std::string(to_string(word.use)) + ")");
  }
  return out;
}

Result<std::vector<std::string>> named_twice(std::string_view file, std::string_view table,
                                             std::string_view added) {
  auto wanted = named_in("the entry", added);
  if (!wanted || table.empty()) return wanted.map([](const auto&) { return std::vector<std::string>(); });
  const auto there = named_in(file, table);
  if (!there) return fail(there.error());
  std::erase_if(*wanted, [&](const std::string& name) {
    return std::find(there->begin(), there->end(), name) == there->end();
  });
  return wanted;
}

Result<std::string> table_with(std::string_view file, std::string_view table, std::string_view added) {
  // Read both as tables first, because the code below relies on their shape.
  for (const auto& [name, text] : {std::pair(file, table), {std::string_view("the entry"), added}}) {
    if (text.empty()) continue;
    if (auto read = read_table_file(name, text); !read) return fail(read.error());
  }
  OrderedJson out = table.empty() ? OrderedJson::object() : OrderedJson::parse(table);
  OrderedJson more = OrderedJson::parse(added);
  spread_category(more);
  for (const auto& [field, value] : more.items()) merge_field(out, field, value);
  std::string text = layout(out);
  if (auto read = read_table_file(file, text); !read) return fail(read.error());
  return text;
}

}  // namespace mintport
