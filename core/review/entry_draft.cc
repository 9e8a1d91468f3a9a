#include "core/review/entry_draft.hh"

#include <algorithm>

#include "core/mapping/table_text.hh"

namespace mintport {
namespace {

std::string shown(const Entry& entry) {
  if (entry.form == Form::drop_call) return entry.source + " -> (the call is removed)";
  std::string out = entry.source + " -> " + (entry.target.empty() ? "nothing" : entry.target);
  if (entry.form == Form::function) out += " (a function)";
  if (entry.form == Form::tuple) out += " (of a tuple)";
  return out;
}

bool takes(const Symbol& symbol, std::string_view argument) {
  return std::any_of(symbol.parameters.begin(), symbol.parameters.end(), [&](const Parameter& parameter) {
    return parameter.name == argument || parameter.kind == Parameter::Kind::var_keyword;
  });
}

template <class Items>
void add_once(Items& items, typename Items::value_type item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(std::move(item));
}

}  // namespace

std::string EntryDrafts::category_of(std::string_view source) const {
  const Symbol* symbol = tables_.torch_symbol(source);
  if (source.starts_with("torch.Tensor.")) return "method";
  if (source.starts_with("torch.nn.Module.")) return "module";
  if (symbol == nullptr) return "function";
  switch (symbol->kind) {
    case Symbol::Kind::class_:
      return source.starts_with("torch.nn.") ? "layer" : "class";
    case Symbol::Kind::value:
      return "value";
    default:
      return "function";
  }
}

// Starts as a copy of the existing entry, so that aspects outside the edit stay.
EntryDrafts::Draft& EntryDrafts::draft(const std::string& source) {
  const auto [at, is_new] = drafts_.try_emplace(source);
  Draft& out = at->second;
  if (!is_new) return out;
  out.old = tables_.own(source);
  if (out.old != nullptr) {
    out.entry = *out.old;
    return out;
  }
  out.entry.source = source;
  out.entry.category = category_of(source);
  if (const auto same = tables_.same_name(source)) out.entry.target = same->target;
  return out;
}

// Renames, differences and the like described the old target.
void EntryDrafts::target(const std::string& source, std::string target, Form form) {
  Entry& entry = draft(source).entry;
  if (entry.target == target && entry.form == form) return;
  Entry fresh;
  fresh.source = source;
  fresh.category = entry.category;
  fresh.target = std::move(target);
  fresh.form = form;
  entry = std::move(fresh);
}

void EntryDrafts::form(const std::string& source, Form form) {
  draft(source).entry.form = form;
}

void EntryDrafts::rename(const std::string& source, std::string from, std::string to) {
  Entry& entry = draft(source).entry;
  std::erase_if(entry.renames, [&](const Entry::Rename& old) { return old.from == from; });
  std::erase_if(entry.drops, [&](const Entry::Drop& old) { return old.argument == from; });
  entry.renames.push_back({std::move(from), std::move(to)});
}

void EntryDrafts::drop(const std::string& source, std::string argument, std::string value) {
  Entry& entry = draft(source).entry;
  const auto old = std::find_if(entry.drops.begin(), entry.drops.end(),
                                [&](const Entry::Drop& drop) { return drop.argument == argument; });
  if (old != entry.drops.end()) return add_once(old->harmless, std::move(value));
  entry.drops.push_back({std::move(argument), {std::move(value)}});
}

void EntryDrafts::move(const std::string& from, std::string to) {
  const ModuleMove move{from, std::move(to), false, {}};
  EntryProposal out{from + " -> " + move.to, table_text(move), {}};
  const ModuleMove* old = tables_.module_move(from);
  if (old != nullptr && old->from == from) {
    out.remarks.push_back("replaces: " + old->from + " -> " + old->to +
                          (old->by_name ? ", for the names that it has" : ""));
  }
  add_once(out_.entries, std::move(out));
}

void EntryDrafts::word(Word word) {
  EntryProposal out{"the word " + word.from + " -> " + word.to, table_text(word), {}};
  if (word.use == Word::Use::interface) {
    out.remarks.push_back("a word of the interface changes everywhere, also in strings");
  }
  add_once(out_.entries, std::move(out));
}

void EntryDrafts::remark(const std::string& source, std::string text) {
  add_once(draft(source).remarks, std::move(text));
}

void EntryDrafts::unsaid(std::string text) {
  add_once(out_.unsaid, std::move(text));
}

EntryProposal EntryDrafts::proposal(const Draft& draft) const {
  const Entry& entry = draft.entry;
  EntryProposal out{shown(entry), table_text(entry), draft.remarks};
  if (draft.old != nullptr) {
    out.remarks.push_back("replaces: " + shown(*draft.old) + " (" + draft.old->file + ")");
  }
  const Symbol* target = tables_.target_symbol(entry.target);
  if (target == nullptr && entry.target.starts_with("mindspore.")) {
    out.remarks.push_back(std::string(tables_.target_version()) + " has no " + entry.target +
                          " that mintport knows");
  }
  for (const Entry::Rename& rename : entry.renames) {
    if (target != nullptr && target->has_signature && !takes(*target, rename.to)) {
      out.remarks.push_back(entry.target + " does not take `" + rename.to + "`");
    }
  }
  return out;
}

EntryProposals EntryDrafts::finish() && {
  std::vector<EntryProposal> names;
  for (const auto& [source, draft] : drafts_) {
    if (draft.entry.target.empty() && draft.entry.form == Form::name) {
      unsaid(source + " has no target, so nothing can be said about its arguments");
    } else {
      names.push_back(proposal(draft));
    }
  }
  out_.entries.insert(out_.entries.begin(), names.begin(), names.end());
  return std::move(out_);
}

}  // namespace mintport
