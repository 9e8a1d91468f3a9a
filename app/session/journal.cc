#include "app/session/journal.hh"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/text.hh"

namespace mintport {
namespace {

using Json = nlohmann::json;

constexpr const char* kJoins = "joins";  // the previous step and this one count as one

using MaybeText = std::optional<std::string>;

// A text or its id, changed by what gives the other.
Result<MaybeText> changed(const MaybeText& value, const auto& change) {
  if (!value) return MaybeText();
  auto out = change(*value);
  if (!out) return fail(out.error());
  return MaybeText(*std::move(out));
}

Json id_json(const MaybeText& id) {
  return id ? Json(*id) : Json(nullptr);
}

MaybeText id_of(const Json& json) {
  return json.is_null() ? MaybeText() : MaybeText(json.get<std::string>());
}

Json to_json(const IndexEntry& entry) {
  Json out{{"mode", entry.mode}, {"id", entry.id}};
  for (const IndexSide& side : entry.sides) {
    out["sides"].push_back({{"stage", side.stage}, {"mode", side.mode}, {"id", side.id}});
  }
  return out;
}

IndexEntry entry_of(const Json& json) {
  IndexEntry out{json.at("mode").get<std::uint32_t>(), json.at("id").get<std::string>()};
  for (const Json& side : json.value("sides", Json::array())) {
    out.sides.push_back({side.at("stage").get<int>(), side.at("mode").get<std::uint32_t>(),
                         side.at("id").get<std::string>()});
  }
  return out;
}

Json to_json(const IndexEntries& entries) {
  Json out = Json::object();
  for (const auto& [path, entry] : entries) out[path] = entry ? to_json(*entry) : Json(nullptr);
  return out;
}

IndexEntries entries_of(const Json& json) {
  IndexEntries out;
  for (const auto& [path, entry] : json.items()) {
    out[path] = entry.is_null() ? std::nullopt : std::optional(entry_of(entry));
  }
  return out;
}

Json to_json(const HeadPlace& at) {
  return {{"branch", at.branch}, {"id", at.id}, {"parent", at.parent}};
}

HeadPlace place_of(const Json& json) {
  return {json.at("branch").get<std::string>(), json.at("id").get<std::string>(),
          json.at("parent").get<std::string>()};
}

Json to_json(const std::optional<Fingerprint>& mark) {
  return mark ? Json(*mark) : Json(nullptr);
}

std::optional<Fingerprint> mark_of(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<Fingerprint>());
}

Json to_json(const Step& step) {
  Json out{{"label", step.label}, {"texts", Json::array()}, {"marks", Json::array()}};
  for (const TextChange& text : step.stored) {
    out["texts"].push_back(
        {{"path", text.path}, {"before", id_json(text.before)}, {"after", id_json(text.after)}});
  }
  for (const MarkChange& mark : step.marks) {
    out["marks"].push_back({{"path", mark.path},
                            {"before", to_json(mark.before)},
                            {"after", to_json(mark.after)},
                            {"hunk", mark.of_hunk}});
  }
  out["index"] = {{"before", to_json(step.index_before)}, {"after", to_json(step.index_after)}};
  out["time"] = step.time;
  if (step.head) out["head"] = {{"before", to_json(step.head->before)}, {"after", to_json(step.head->after)}};
  return out;
}

Step step_of(const Json& json) {
  Step out;
  out.label = json.at("label").get<std::string>();
  for (const Json& text : json.at("texts"))
    out.stored.push_back(
        {text.at("path").get<std::string>(), id_of(text.at("before")), id_of(text.at("after"))});
  for (const Json& mark : json.at("marks")) {
    out.marks.push_back({mark.at("path").get<std::string>(), mark_of(mark.at("before")),
                         mark_of(mark.at("after")), mark.at("hunk").get<bool>()});
  }
  out.index_before = entries_of(json.at("index").at("before"));
  out.index_after = entries_of(json.at("index").at("after"));
  out.time = json.value("time", std::int64_t{0});
  if (json.contains("head")) {
    out.head = HeadChange{place_of(json.at("head").at("before")), place_of(json.at("head").at("after"))};
  }
  return out;
}

using Parts = std::vector<Json>;  // the lines of one step, in order

Step step_of(const Parts& parts) {
  Step out = step_of(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) out = joined(std::move(out), step_of(parts[i]));
  return out;
}

// Whether git still has all texts of the step.
bool is_kept(WorkTree& tree, const Step& step) {
  const auto is_there = [&](const MaybeText& id) { return !id || tree.has_stored(*id); };
  return std::all_of(step.stored.begin(), step.stored.end(),
                     [&](const TextChange& text) { return is_there(text.before) && is_there(text.after); });
}

// The id of the file's text; nullopt: no file.
MaybeText id_if_there(WorkTree& tree, const std::string& path) {
  const auto text = read_if_there(tree, path);
  return text ? MaybeText(tree.blob_id(*text)) : std::nullopt;
}

// The history that the lines tell. `open` is what the last line began.
struct Story {
  std::vector<Parts> steps;
  std::size_t done = 0;
  std::string open;  // "begin", "undo", "redo"; empty: nothing
  Json begun;
  bool joins = false;  // of the step that was begun

  void keep(Json step) {
    steps.resize(done);
    if (joins && done > 0) return steps.back().push_back(std::move(step));
    steps.push_back({std::move(step)});
    ++done;
  }
  void read(const Json& line) {
    if (line.contains("begin")) {
      open = "begin";
      begun = line.at("begin");
      joins = line.value(kJoins, false);
    } else if (line.contains("step")) {
      joins = line.value(kJoins, false);
      keep(line.at("step"));
      open.clear();
    } else if (line.contains("undo") || line.contains("redo")) {
      open = line.contains("undo") ? "undo" : "redo";
    } else {
      if (line.contains("end") && open == "undo" && done > 0) --done;
      if (line.contains("end") && open == "redo" && done < steps.size()) ++done;
      open.clear();
    }
  }
};

Story read_story(std::string_view note) {
  Story out;
  for (const std::string_view line : split_lines(note)) {
    const Json json = Json::parse(line, nullptr, false);
    // A truncated line began nothing.
    if (!json.is_object()) continue;
    try {
      out.read(json);
    } catch (const Json::exception&) {  // from another version: its effects cannot be undone
    }
  }
  return out;
}

// Adds the blobs that undoing or redoing the step needs.
void add_blobs(const Json& step, std::set<std::string>& out) {
  const auto add = [&](const Json& holder, const char* field) {
    const auto id = holder.find(field);
    if (id != holder.end() && id->is_string()) out.insert(id->get<std::string>());
  };
  for (const Json& text : step.at("texts")) {
    add(text, "before");
    add(text, "after");
  }
  for (const Json& entries : step.at("index")) {
    for (const Json& entry : entries) {
      if (entry.is_null()) continue;
      add(entry, "id");
      for (const Json& side : entry.value("sides", Json::array())) add(side, "id");
    }
  }
}

// Whether any effect of the step is visible.
bool is_visible(WorkTree& tree, const Step& step, const State& state) {
  for (const TextChange& text : step.stored) {
    if (text.before != text.after && id_if_there(tree, text.path) == text.after) return true;
  }
  std::vector<std::string> changed;
  for (const auto& [path, entry] : step.index_after) {
    const auto before = step.index_before.find(path);
    if (before == step.index_before.end() || before->second != entry) changed.push_back(path);
  }
  if (!changed.empty()) {
    const auto now = tree.index_entries(changed);
    const auto is_done = [&](const std::string& path) { return now->at(path) == step.index_after.at(path); };
    if (now && std::any_of(changed.begin(), changed.end(), is_done)) return true;
  }
  if (step.head && step.head->before != step.head->after) {
    const auto now = tree.head_place();
    if (now && *now == step.head->after) return true;
  }
  return std::any_of(step.marks.begin(), step.marks.end(),
                     [&](const MarkChange& mark) { return state.holds(mark); });
}

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string step_line(const char* what, Json step, bool joins) {
  Json out{{what, std::move(step)}};
  if (joins) out[kJoins] = true;
  return line_of(out);
}

}  // namespace

std::optional<std::string> read_if_there(WorkTree& tree, const std::string& path) {
  auto text = tree.read(path);
  return text ? std::optional(std::move(*text)) : std::nullopt;
}

std::vector<std::string> paths_of(const IndexEntries& entries) {
  std::vector<std::string> out;
  for (const auto& [path, entry] : entries) out.push_back(path);
  return out;
}

bool changes_anything(const Step& step) {
  return std::any_of(step.stored.begin(), step.stored.end(),
                     [](const TextChange& text) { return text.before != text.after; }) ||
         step.index_before != step.index_after || (step.head && step.head->before != step.head->after) ||
         !step.marks.empty();
}

Result<Step> Journal::store(Step step) const {
  const auto store = [this](const std::string& text) { return tree_.store(text); };
  for (const TextChange& text : std::exchange(step.texts, {})) {
    auto before = changed(text.before, store);
    auto after = text.before == text.after ? before : changed(text.after, store);
    if (!before || !after) return fail((before ? after : before).error());
    step.stored.push_back({text.path, *std::move(before), *std::move(after)});
  }
  return step;
}

Result<std::vector<TextChange>> Journal::read_texts(const Step& step) const {
  std::vector<TextChange> out;
  for (const TextChange& text : step.stored) {
    // With a full disk, git does not have the text that the file has now.
    const auto read = [&](const std::string& id) {
      auto kept = tree_.stored(id);
      auto now = kept ? std::nullopt : read_if_there(tree_, text.path);
      return now && tree_.blob_id(*now) == id ? Result<std::string>(*std::move(now)) : kept;
    };
    auto before = changed(text.before, read), after = changed(text.after, read);
    if (!before || !after) return fail((before ? after : before).error());
    out.push_back({text.path, *std::move(before), *std::move(after)});
  }
  return out;
}

Step Journal::complete(Step step) const {
  for (TextChange& text : step.stored) {
    if (text.before != text.after) continue;
    const auto now = read_if_there(tree_, text.path);
    text.after = now ? MaybeText(tree_.store(*now).value_or(tree_.blob_id(*now))) : std::nullopt;
  }
  if (const auto now = tree_.index_entries(paths_of(step.index_before))) step.index_after = *now;
  if (step.head && step.head->before == step.head->after) {
    const auto now = tree_.head_place();
    // Without a matching HEAD, the commit that was begun cannot be identified.
    const HeadPlace& before = step.head->before;
    const bool ours =
        now && now->branch == before.branch && (now->parent == before.id || now->parent == before.parent);
    if (ours) step.head->after = *now;
  }
  return step;
}

Journal::Told Journal::told(const State& state) const {
  const std::string text = surroundings_.read_note(note_name());
  Story story = read_story(text);
  try {
    if (story.open == "begin") {
      const Step step = complete(step_of(story.begun));
      if (is_kept(tree_, step) && changes_anything(step) && is_visible(tree_, step, state))
        story.keep(to_json(step));
    } else if (story.open == "undo" && story.done > 0) {
      if (is_visible(tree_, reversed(step_of(story.steps[story.done - 1])), state)) --story.done;
    } else if (story.open == "redo" && story.done < story.steps.size()) {
      if (is_visible(tree_, step_of(story.steps[story.done]), state)) ++story.done;
    }
  } catch (const Json::exception&) {  // as above
  }
  Told out;
  const std::size_t first = story.done > kMostSteps ? story.done - kMostSteps : 0;
  // The next line must not follow a truncated one.
  out.repaired = first != 0 || !story.open.empty() || !(text.empty() || text.ends_with('\n'));
  for (std::size_t i = first; i < story.steps.size(); ++i) {
    Step step = step_of(story.steps[i]);
    if (!is_kept(tree_, step)) {  // git has pruned its texts: undo cannot go back past this step
      if (i < story.done) out = {};
      out.repaired = true;
      if (i >= story.done) break;
      continue;
    }
    out.history.steps.push_back(std::move(step));
    out.history.done += i < story.done;
    for (const Json& part : story.steps[i]) {
      out.note += step_line("step", part, &part != &story.steps[i].front());
      add_blobs(part, out.blobs);
    }
  }
  for (std::size_t i = out.history.done; i < out.history.steps.size(); ++i) {
    out.note += line_of({{"undo", true}}) + line_of({{"end", true}});
  }
  return out;
}

Result<std::shared_ptr<void>> Journal::claim() {
  if (!claimed_.expired()) return claimed_.lock();
  auto out = surroundings_.claim();
  if (out) claimed_ = *out;
  return out;
}

History Journal::load(const State& state) {
  const auto claimed = claim();
  size_ = surroundings_.note_size(note_name());  // before it is read: what comes later is from outside
  Told known = told(state);
  blobs_ = std::move(known.blobs);
  if (claimed) {
    if (known.repaired) surroundings_.write_note(note_name(), known.note);
    size_ = surroundings_.note_size(note_name());
    keep_texts();
  }
  return std::move(known.history);
}

History Journal::read(const State& state) const {
  return told(state).history;
}

const std::string& Journal::note_name() {
  static const std::string name = "journal";
  return name;
}

Result<void> Journal::append_line(const std::string& line) {
  auto kept = surroundings_.append_note(note_name(), line);
  size_ = surroundings_.note_size(note_name());
  return kept;
}

Journal::~Journal() {
  if (unkept_ > 0) keep_texts();
}

void Journal::keep_texts() {
  unkept_ = 0;
  (void)tree_.keep(blobs_);  // on failure they stay until git prunes them
}

Result<void> Journal::append(const char* what, const Step& step, bool joins) {
  constexpr std::size_t kMostUnkept = 64;
  Json json = to_json(step);
  add_blobs(json, blobs_);
  if (++unkept_ >= kMostUnkept) keep_texts();
  return append_line(step_line(what, std::move(json), joins));
}

Result<void> Journal::begin(const Step& step, bool joins) {
  return append("begin", step, joins);
}

Result<void> Journal::begin_undo() {
  return append_line(line_of({{"undo", true}}));
}

Result<void> Journal::begin_redo() {
  return append_line(line_of({{"redo", true}}));
}

Result<void> Journal::end(const Step& step, bool joins) {
  return append("step", step, joins);
}

Result<void> Journal::end() {
  return append_line(line_of({{"end", true}}));
}

Result<void> Journal::cancel() {
  return append_line(line_of({{"cancel", true}}));
}

}  // namespace mintport
