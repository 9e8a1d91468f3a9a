// Commits new files of the port rule by rule: first HF's texts, then the changes of each rule, last the
// manual changes.
#include "app/session/commits.hh"
#include "core/base/text.hh"
#include "core/review/message.hh"
#include "core/rules/catalog.hh"

namespace mintport {
namespace {

constexpr std::size_t kMostFiles = 20;  // each is converted once for every rule

}  // namespace

// Converts without these rules; without all rules the result is HF's own text. May run in a thread.
std::function<Commits::RuleText()> Commits::text_without(const std::string& path, const std::string& bytes,
                                                         std::vector<std::string> rules) {
  ConvertOptions options = project_.options_of(path);
  options.without = std::move(rules);
  return [options, bytes, path, known = conversions_.signatures_in_thread(),
          tables = project_.tables]() -> RuleText {
    auto source = Source::make(path, bytes);
    if (!source) return {bytes, {}};
    ConvertOptions now = options;
    now.signatures = &known();
    Conversion done = convert(std::make_shared<const Source>(std::move(*source)), *tables, now);
    RuleText out{std::move(done.text), {}};
    for (const Change& change : done.changes) ++out.changes[change.rule];
    return out;
  };
}

Result<std::string> Commits::commit_texts(const std::map<std::string, std::string>& texts,
                                          const IndexEntries& staged, const std::string& message) {
  const std::vector<std::string> paths = paths_of(staged);
  auto prepare = [&]() -> Result<void> {
    for (const std::string& path : paths) {
      const auto text = texts.find(path);
      auto done = text == texts.end() ? project_.tree.unstage_file(path)
                                      : project_.tree.stage_text(path, text->second);
      if (!done) return done;
    }
    return {};
  };
  return commit_beside(message, paths, prepare, {.done = staged, .failed = staged});
}

struct Commits::RuleCommits {
  std::map<std::string, std::string> sources;  // at the start of the job, by the port's path
  std::map<std::string, std::string> texts;    // as committed so far, by the port's path
  std::vector<std::string> rules;              // in the catalog's order
  IndexEntries staged;
  std::string source;  // "diffusers 0.35.1"
  std::size_t made = 0;
  bool by_hand = false;  // the last part

  std::string from() const { return "\n\n" + trailer("Mintport-Source", source); }
};

// The first part commits HF's texts, each further one a rule, the last one manual changes.
Job::Part Commits::rule_part(const std::shared_ptr<RuleCommits>& work, std::size_t at) {
  auto take = [this, work](const Result<std::string>& done) -> Result<void> {
    if (!done) return fail(done.error());
    ++work->made;
    return {};
  };
  if (at == 0) {
    return only([this, work, take] {
      const std::string subject = "Copy " + plural(work->texts.size(), "file") + " of " + work->source;
      return take(commit_texts(work->texts, work->staged, subject + work->from()));
    });
  }
  if (at > work->rules.size()) {
    return only([this, work, take]() -> Result<void> {
      if (staged_paths().empty()) return {};
      work->by_hand = true;
      return take(commit(message_for(staged_paths(), "")));
    });
  }
  const std::vector<std::string> left(work->rules.begin() + static_cast<long>(at), work->rules.end());
  std::map<std::string, std::function<RuleText()>> converts;
  for (const auto& [path, source] : work->sources) {
    converts[path] = text_without(*project_.state.in_port(path), source, left);
  }
  return [this, work, take, converts, rule = work->rules[at - 1]]() -> Job::Take {
    std::map<std::string, std::string> next;
    std::size_t changes = 0;
    for (const auto& [path, convert] : converts) {
      RuleText done = convert();
      changes += done.changes[rule];
      next[path] = std::move(done.text);
    }
    return [this, work, take, rule, next, changes]() -> Result<void> {
      if (next == work->texts) return {};
      work->texts = next;
      return take(commit_texts(next, work->staged,
                               "Apply the rule " + rule + " to " + plural(next.size(), "file") +
                                   work->from() +
                                   trailer("Mintport-Rules", rule + " " + std::to_string(changes))));
    };
  };
}

Result<Job> Commits::commit_by_rules() {
  if (auto ok = check_no_merge(); !ok) return fail(ok.error());
  auto work = std::make_shared<RuleCommits>();
  bool known = true;  // it is known which rules change something
  std::set<std::string> changing;
  for (const std::string& full_path : staged_paths()) {
    const auto path = project_.state.in_port(full_path);
    const FileEntry* file = path ? project_.state.find(*path) : nullptr;
    if (file == nullptr || !file->convertible || project_.status.at(full_path).index != TreeState::added)
      continue;
    const auto source = project_.sources.read(*path);
    if (!source) return fail(source.error());
    work->sources[full_path] = *source;
    known = known && file->counted;
    for (const auto& [rule, count] : file->rules) changing.insert(rule);
  }
  work->texts = work->sources;
  if (work->texts.empty() || work->texts.size() > kMostFiles) {
    return fail(refused(
        work->texts.empty() ? "no new file of the port is staged" : "more than 20 new files are staged",
        "commit-rules handles new files only, at most 20 at a time"));
  }
  for (const RuleInfo& rule : rule_catalog()) {
    if (!known || changing.contains(std::string(rule.id))) work->rules.emplace_back(rule.id);
  }
  work->staged = steps_.index_step("", staged_names()).index_after;
  work->source = project_.state.manifest.source.package + " " + project_.state.manifest.source.version;
  Job job{.doing = "committing by rules", .parts = work->rules.size() + 2, .part = {}, .end = {}};
  job.part = [this, work](std::size_t at) { return rule_part(work, at); };
  job.end = [this, work](const Job::End& end) -> Result<std::string> {
    const std::string made = "made " + plural(work->made, "commit");
    if (end.stopped) return "stopped: " + made + "; the rest is still staged";
    return made + ", one for each rule" + (work->by_hand ? " and one for manual edits" : "");
  };
  return steps_.one_step(std::move(job));
}

}  // namespace mintport
