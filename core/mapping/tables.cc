#include "core/mapping/tables.hh"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "core/base/text.hh"
#include "core/base/text_map.hh"
#include "core/mapping/embedded.hh"
#include "core/mapping/symbols.hh"
#include "core/mapping/table_file.hh"

namespace mintport {
namespace {

// "mindspore 2.10.0" -> "mindspore 2.10".
std::string short_version(std::string_view version) {
  if (std::count(version.begin(), version.end(), '.') > 1) version = version.substr(0, version.rfind('.'));
  return std::string(version);
}

bool takes(const Symbol* symbol, std::string_view argument) {
  return symbol != nullptr && std::any_of(symbol->parameters.begin(), symbol->parameters.end(),
                                          [&](const Parameter& p) { return p.name == argument; });
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

struct Tables::State {
  std::map<std::string, Entry, std::less<>> own;  // by source; renames and drops are the table's own
  std::vector<Entry> entries;  // sorted by source, with the drops that hold for every entry
  TextMap<std::uint32_t> by_source;
  TextMap<std::uint32_t> tensor_methods, module_methods;  // by the name of the method
  std::vector<Entry::Drop> drop_everywhere;
  std::vector<Entry::Rename> rename_everywhere;
  std::vector<Word> words;
  std::vector<ModuleMove> moves;
  TextMap<Returns> returns;
  TextSet shared_methods, pairs, output_fields;
  std::map<std::string, std::vector<std::string>, std::less<>> model_outputs;
  std::map<std::string, std::string, std::less<>> torch_packages;
  std::vector<FixedParameter> fixed_parameters;
  std::vector<std::pair<std::string, std::string>> target_aliases;
  SymbolList torch, target;
  ModuleNames port;
  std::shared_ptr<const std::string> port_text;  // the text behind `port`, unless it is the embedded one
  std::optional<Profile> profile;
  std::string version;

  const Symbol* target_symbol(std::string_view name) const {
    if (const Symbol* symbol = target.find(name)) return symbol;
    for (const auto& [alias, module] : target_aliases) {
      if (name.starts_with(alias) && name.substr(alias.size()).starts_with('.')) {
        return target.find(module + std::string(name.substr(alias.size())));
      }
    }
    return nullptr;
  }

  void lay_over(TableFile file) {
    for (Entry& entry : file.entries) {
      std::string source = entry.source;
      own.insert_or_assign(std::move(source), std::move(entry));
    }
    for (Entry::Drop& drop : file.drop_everywhere) {
      std::erase_if(drop_everywhere, [&](const Entry::Drop& old) { return old.argument == drop.argument; });
      drop_everywhere.push_back(std::move(drop));
    }
    for (Entry::Rename& rename : file.rename_everywhere) {
      std::erase_if(rename_everywhere, [&](const Entry::Rename& old) { return old.from == rename.from; });
      rename_everywhere.push_back(std::move(rename));
    }
    for (ModuleMove& move : file.module_moves) {
      std::erase_if(moves, [&](const ModuleMove& old) { return old.from == move.from; });
      moves.push_back(std::move(move));
    }
    for (Word& word : file.words) {
      std::erase_if(words, [&](const Word& old) { return old.use == word.use && old.from == word.from; });
      words.push_back(std::move(word));
    }
    for (FixedParameter& fixed : file.fixed_parameters) {
      std::erase_if(fixed_parameters, [&](const FixedParameter& old) { return old.name == fixed.name; });
      fixed_parameters.push_back(std::move(fixed));
    }
    for (auto& [name, fields] : file.model_outputs) {
      output_fields.insert(fields.begin(), fields.end());
      model_outputs.insert_or_assign(name, std::move(fields));
    }
    for (auto& [name, note] : file.torch_packages) torch_packages.insert_or_assign(name, std::move(note));
    for (auto& [name, kind] : file.returns) returns.insert_or_assign(name, kind);
    shared_methods.insert(file.shared_methods.begin(), file.shared_methods.end());
    pairs.insert(file.pairs.begin(), file.pairs.end());
    std::move(file.target_aliases.begin(), file.target_aliases.end(), std::back_inserter(target_aliases));
  }

  // A drop with "*" applies to all calls, any other only if the target does not accept the argument. A rename
  // applies if the target accepts the new name but not the old one.
  void add_common(Entry& entry) const {
    const Symbol* symbol = target_symbol(entry.target);
    const std::size_t own_drops = entry.drops.size();
    for (const Entry::Drop& drop : drop_everywhere) {
      const bool any = std::find(drop.harmless.begin(), drop.harmless.end(), "*") != drop.harmless.end();
      const auto own_end = entry.drops.begin() + static_cast<std::ptrdiff_t>(own_drops);
      const bool has_own = std::any_of(entry.drops.begin(), own_end,
                                       [&](const Entry::Drop& d) { return d.argument == drop.argument; });
      if (!has_own && (any || !takes(symbol, drop.argument))) entry.drops.push_back(drop);
    }
    for (const Entry::Rename& rename : rename_everywhere) {
      const bool has_own = std::any_of(entry.renames.begin(), entry.renames.end(),
                                       [&](const Entry::Rename& r) { return r.from == rename.from; });
      if (!has_own && takes(symbol, rename.to) && !takes(symbol, rename.from))
        entry.renames.push_back(rename);
    }
  }

  static void note_method(TextMap<std::uint32_t>& into, std::string_view owner, std::string_view source,
                          std::uint32_t index) {
    if (source.starts_with(owner)) into.emplace(source.substr(owner.size()), index);
  }

  const Entry* entry(const TextMap<std::uint32_t>& from, std::string_view name) const {
    const auto at = from.find(name);
    return at == from.end() ? nullptr : &entries[at->second];
  }

  void complete() {
    entries.clear();
    entries.reserve(own.size());
    by_source.clear();
    tensor_methods.clear();
    module_methods.clear();
    for (const auto& [source, entry] : own) {
      const auto index = static_cast<std::uint32_t>(entries.size());
      by_source.emplace(source, index);
      note_method(tensor_methods, "torch.Tensor.", source, index);
      note_method(module_methods, "torch.nn.Module.", source, index);
      add_common(entries.emplace_back(entry));
    }
  }
};

Tables::Tables() : state_(std::make_unique<State>()) {}
Tables::Tables(Tables&&) noexcept = default;
Tables& Tables::operator=(Tables&&) noexcept = default;
Tables::~Tables() = default;

Result<Tables> Tables::embedded() {
  Tables tables;
  State& state = *tables.state_;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name.starts_with("profiles/") || file.name.starts_with("verified/")) continue;
    if (file.name.ends_with(".json")) {
      auto read = read_table_file(file.name, file.text);
      if (!read) return fail(std::move(read.error()));
      for (const Entry& entry : read->entries) {
        const auto old = state.own.find(entry.source);
        if (old == state.own.end()) continue;
        return fail({ErrorKind::mapping, std::string(file.name), 0,
                     entry.source + ": this source already has an entry, in " + old->second.file, ""});
      }
      state.lay_over(*std::move(read));
    } else if (file.name.starts_with("targets/torch-")) {
      state.torch = SymbolList(file.text);
    } else if (file.name.starts_with("targets/mindspore-")) {
      state.target = SymbolList(file.text);
      state.version = short_version(state.target.version());
    } else if (file.name.starts_with("targets/")) {
      state.port = ModuleNames(file.text);
    }
  }
  state.complete();
  return tables;
}

Result<void> Tables::add(std::string_view file, std::string_view json) {
  auto read = read_table_file(file, json);
  if (!read) return fail(std::move(read.error()));
  state_->lay_over(*std::move(read));
  state_->complete();
  return {};
}

Result<void> Tables::add_folder(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".json" && at->path().filename() != "schema.json")
      files.push_back(at->path());
  }
  if (error) return fail({ErrorKind::io, folder, 0, "cannot read the folder: " + error.message(), ""});
  std::sort(files.begin(), files.end());
  std::vector<TableFile> all;
  for (const std::filesystem::path& path : files) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) return fail({ErrorKind::io, path.string(), 0, "cannot read the file", ""});
    auto read = read_table_file(path.string(), text);
    if (!read) return fail(std::move(read.error()));
    all.push_back(*std::move(read));
  }
  for (TableFile& file : all) state_->lay_over(std::move(file));
  state_->complete();
  return {};
}

const Entry* Tables::find(std::string_view source) const {
  return state_->entry(state_->by_source, source);
}

const Entry* Tables::tensor_method(std::string_view name) const {
  return state_->entry(state_->tensor_methods, name);
}

const Entry* Tables::module_method(std::string_view name) const {
  return state_->entry(state_->module_methods, name);
}

Tables Tables::copy() const {
  Tables out;
  *out.state_ = *state_;
  return out;
}

const Entry* Tables::own(std::string_view source) const {
  const auto at = state_->own.find(source);
  return at == state_->own.end() ? nullptr : &at->second;
}

const std::vector<Entry>& Tables::entries() const {
  return state_->entries;
}
const std::vector<ModuleMove>& Tables::module_moves() const {
  return state_->moves;
}
const std::vector<Word>& Tables::words() const {
  return state_->words;
}
const std::vector<Entry::Drop>& Tables::drops_everywhere() const {
  return state_->drop_everywhere;
}
std::string_view Tables::target_version() const {
  return state_->version;
}
const Symbol* Tables::torch_symbol(std::string_view name) const {
  return state_->torch.find(name);
}
const Symbol* Tables::target_symbol(std::string_view name) const {
  return state_->target_symbol(name);
}

std::vector<std::string> Tables::target_members(std::string_view module) const {
  std::vector<std::string> out;
  const Symbol* itself = target_symbol(module);
  if (itself == nullptr ? module != state_->target.root() : itself->kind != Symbol::Kind::module) return out;
  const std::string prefix = std::string(module) + ".";
  for (std::size_t i = state_->target.lower_bound(prefix);
       i < state_->target.size() && state_->target.name(i).starts_with(prefix); ++i) {
    const std::string_view name = state_->target.name(i).substr(prefix.size());
    if (name.find('.') == name.npos) out.emplace_back(name);
  }
  return out;
}

std::vector<std::string> Tables::target_nearest(std::string_view module, std::string_view name,
                                                std::size_t at_most) const {
  constexpr std::size_t kLimit = 2;
  std::set<std::pair<std::size_t, std::string>> found;
  for (std::string& member : target_members(module)) {
    const std::size_t distance = edit_distance(name, member, kLimit);
    if (distance <= kLimit && 3 * distance <= name.size()) found.emplace(distance, std::move(member));
  }
  std::vector<std::string> out;
  for (const auto& [distance, member] : found) {
    if (out.size() < at_most) out.push_back(member);
  }
  return out;
}

std::optional<Entry> Tables::same_name(std::string_view source) const {
  constexpr std::pair<std::string_view, std::string_view> kClasses[] = {
      {"torch.Tensor.", "mindspore.Tensor."}, {"torch.nn.Module.", "mindspore.nn.Cell."}};
  if (find(source) != nullptr || torch_symbol(source) == nullptr) return std::nullopt;
  for (const auto& [from, to] : kClasses) {
    if (!source.starts_with(from)) continue;
    Entry entry;
    entry.source = source;
    entry.target = std::string(to) + std::string(source.substr(from.size()));
    entry.category = from == "torch.Tensor." ? "method" : "module";
    if (target_symbol(entry.target) == nullptr) return std::nullopt;
    state_->add_common(entry);
    return entry;
  }
  return std::nullopt;
}

std::vector<std::string> Tables::nearest(std::string_view name, std::size_t at_most) const {
  constexpr std::size_t kLimit = 3;
  const std::string_view wanted = last_part(name);
  // Compare last parts first: people mistype functions, and omit modules.
  std::set<std::pair<std::size_t, std::string>> found;
  const auto consider = [&](std::string_view other) {
    const std::size_t distance = edit_distance(wanted, last_part(other), kLimit);
    if (distance > kLimit || 2 * distance > wanted.size()) return;
    found.emplace(100 * distance + edit_distance(name, other, 50), std::string(other));
  };
  for (const Entry& entry : state_->entries) consider(entry.source);
  for (std::size_t i = 0; i < state_->torch.size(); ++i) consider(state_->torch.name(i));
  std::vector<std::string> out;
  for (const auto& [distance, other] : found) {
    if (out.size() < at_most) out.push_back(other);
  }
  return out;
}

bool Tables::port_has(std::string_view module, std::string_view name) const {
  return state_->port.has(module, name);
}
bool Tables::port_has_module(std::string_view module) const {
  return state_->port.has_module(module);
}

std::vector<std::string> Tables::port_nearest(std::string_view module, std::string_view name,
                                              std::size_t at_most) const {
  constexpr std::size_t kLimit = 3;
  const std::string_view package = module.substr(0, module.find('.', module.find('.') + 1));
  std::set<std::pair<std::size_t, std::string>> found;
  state_->port.around(module, name, [&](std::string_view where, std::string_view other) {
    const bool same = other == name && where.starts_with(package);
    if (!same && where != module) return;
    const std::size_t distance = same ? 0 : edit_distance(name, other, kLimit);
    if (same || (distance <= kLimit && 2 * distance <= name.size()))
      found.emplace(100 * distance + where.size(), std::string(where) + "." + std::string(other));
  });
  std::vector<std::string> out;
  for (const auto& [distance, one] : found) {
    if (out.size() < at_most) out.push_back(one);
  }
  return out;
}

void Tables::set_port(std::string_view package, std::string names) {
  // The old text goes last: `port` still points to it.
  auto text = std::make_shared<const std::string>(std::move(names));
  state_->port.replace(package, ModuleNames(*text));
  state_->port_text = std::move(text);
}

const ModuleMove* Tables::module_move(std::string_view module) const {
  const ModuleMove* best = nullptr;
  for (const ModuleMove& move : state_->moves) {
    const bool matches = module.starts_with(move.from) &&
                         (module.size() == move.from.size() || module[move.from.size()] == '.');
    if (matches && (best == nullptr || best->from.size() < move.from.size())) best = &move;
  }
  return best;
}

std::string Tables::moved_module(std::string_view module, std::string_view name) const {
  const ModuleMove* best = module_move(module);
  if (best == nullptr) return {};
  std::string to = best->to + std::string(module.substr(best->from.size()));
  if (!best->by_name) return to;
  const bool stays = std::any_of(best->stay.begin(), best->stay.end(),
                                 [&](const std::string& end) { return name.ends_with(end); });
  const bool offered = name.empty() ? port_has_module(to) : port_has(to, name);
  return offered && !stays ? to : std::string();
}

Returns Tables::returns(std::string_view name) const {
  const auto at = state_->returns.find(name);
  return at == state_->returns.end() ? Returns::unknown : at->second;
}

const std::vector<FixedParameter>& Tables::fixed_parameters() const {
  return state_->fixed_parameters;
}

const FixedParameter* Tables::fixed_parameter(std::string_view name) const {
  const auto& all = state_->fixed_parameters;
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const FixedParameter& one) { return one.name == name; });
  return at == all.end() ? nullptr : &*at;
}

const std::vector<std::string>* Tables::model_output(std::string_view qualified) const {
  const std::size_t first = qualified.find('.'), last = qualified.rfind('.');
  if (first == std::string_view::npos) return nullptr;
  const auto at = state_->model_outputs.find(std::string(qualified.substr(0, first)) +
                                             std::string(qualified.substr(last)));
  return at == state_->model_outputs.end() ? nullptr : &at->second;
}

bool Tables::is_output_field(std::string_view name) const {
  return state_->output_fields.contains(name);
}

const std::string* Tables::torch_package(std::string_view name) const {
  const auto at = state_->torch_packages.find(name);
  return at == state_->torch_packages.end() ? nullptr : &at->second;
}

const Profile* Tables::profile() const {
  return state_->profile ? &*state_->profile : nullptr;
}

const LibraryFacts& Tables::library() const {
  return state_->profile && state_->profile->library ? *state_->profile->library : default_library();
}

void Tables::set_profile(std::optional<Profile> profile) {
  state_->profile = std::move(profile);
}

bool Tables::gives_pair(std::string_view name) const {
  return state_->pairs.contains(name);
}

MethodOwner Tables::method_owner(std::string_view name) const {
  const std::string full = "torch.Tensor." + std::string(name);
  if (state_->torch.find(full) == nullptr) return MethodOwner::none;
  return state_->shared_methods.contains(name) ? MethodOwner::shared : MethodOwner::tensor_only;
}

bool Tables::asks_a_tensor(std::string_view method, bool with_values) const {
  if (method_owner(method) != MethodOwner::tensor_only) return false;
  if (!with_values) return true;
  // torch's pages omit the parameters of some methods, but not those of the function of that name, which
  // in-place methods share.
  const Symbol* const symbol = state_->torch.find("torch.Tensor." + std::string(method));
  const std::string_view name = method.ends_with('_') ? method.substr(0, method.size() - 1) : method;
  const Symbol* const function = state_->torch.find("torch." + std::string(name));
  const bool takes_none = symbol->has_signature && symbol->parameters.empty();
  const auto taken = [](const Parameter& one) { return one.kind != Parameter::Kind::keyword_only; };
  return !takes_none || (function != nullptr &&
                         std::count_if(function->parameters.begin(), function->parameters.end(), taken) > 1);
}

}  // namespace mintport
