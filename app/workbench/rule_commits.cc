// Session's part that commits new files of the port rule by rule: HF's texts first, then what each rule
// changed, at last what people did.
#include "app/workbench/session.hh"
#include "core/review/message.hh"
#include "core/rules/catalog.hh"

namespace mintport {
namespace {

constexpr std::size_t kMostFiles = 20;  // each is converted once for every rule, while the screen waits

}  // namespace

// The converter's text without these rules; HF's own where all are left out.
std::optional<std::string> Session::text_without(const std::string& path,
                                                 const std::vector<std::string>& rules) {
  auto bytes = tree_.read(state_.source_path(path));
  if (!bytes) return std::nullopt;
  auto source = Source::make(path, std::move(*bytes));
  if (!source) return std::nullopt;
  ConvertOptions options = options_of(path);
  options.signatures = &signatures();
  options.without = rules;
  return convert(std::make_shared<const Source>(std::move(*source)), tables_, options).text;
}

Result<std::string> Session::commit_texts(const std::map<std::string, std::string>& texts,
                                          const IndexEntries& staged, const std::string& message) {
  const std::vector<std::string> paths = paths_of(staged);
  auto prepare = [&]() -> Result<void> {
    for (const std::string& path : paths) {
      const auto text = texts.find(path);
      auto done = text == texts.end() ? tree_.unstage_file(path) : tree_.stage_text(path, text->second);
      if (!done) return done;
    }
    return {};
  };
  return commit_beside(message, paths, prepare, {.done = staged, .failed = staged});
}

Result<std::string> Session::commit_by_rules() {
  std::map<std::string, std::string> texts;  // by the port's path
  std::map<std::string, std::size_t> counts;
  for (const std::string& full_path : staged_paths()) {
    const auto path = state_.in_port(full_path);
    const FileEntry* file = path ? state_.find(*path) : nullptr;
    if (file == nullptr || !file->python || status_.at(full_path).index != TreeState::added) continue;
    const auto source = tree_.read(state_.source_path(*path));
    if (!source) return fail(source.error());
    texts[full_path] = *source;
    for (const auto& [rule, count] : file->rules) counts[rule] += count;
  }
  if (texts.empty() || texts.size() > kMostFiles) {
    return fail(
        refused(texts.empty() ? "no new file of the port is staged" : "more than 20 new files are staged",
                "rule by rule, new files are committed, a few at a time"));
  }
  std::vector<std::string> left;  // rules, in the catalog's order
  for (const RuleInfo& rule : rule_catalog()) {
    if (counts.contains(std::string(rule.id))) left.emplace_back(rule.id);
  }
  const IndexEntries staged = index_step("", staged_names()).index_after;
  const std::string source = state_.manifest.source.package + " " + state_.manifest.source.version,
                    from = "\n\n" + trailer("Mintport-Source", source);
  std::size_t made = 1;
  auto done = commit_texts(texts, staged, "Copy " + counted(texts.size(), "file") + " of " + source + from);
  while (done && !left.empty()) {
    const std::string rule = left.front();
    left.erase(left.begin());
    auto next = texts;
    for (auto& [full_path, text] : next) text = text_without(*state_.in_port(full_path), left).value_or(text);
    if (next == texts) continue;
    texts = std::move(next);
    ++made;
    done = commit_texts(texts, staged,
                        "Apply the rule " + rule + " to " + counted(texts.size(), "file") + from +
                            trailer("Mintport-Rules", rule + " " + std::to_string(counts[rule])));
  }
  if (!done) return done;
  if (staged_paths().empty()) return "made " + counted(made, "commit") + ", one for each rule";
  auto rest = commit(message_for(staged_paths(), ""));
  if (!rest) return rest;
  return "made " + counted(made + 1, "commit") + ", one for each rule and one for what people did";
}

}  // namespace mintport
