#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "app/session/entries.hh"
#include "core/base/text.hh"
#include "core/diff/stage.hh"
#include "core/mapping/table_file.hh"
#include "core/mapping/table_text.hh"
#include "core/names/names.hh"
#include "core/rules/draft/moves.hh"

namespace mintport {
namespace {

constexpr const char* kFile = "project.json";  // in the mapping folder

bool is_of_modules(const std::string& table) {
  const auto read = read_table_file("the entry", table);
  return read && !read->module_moves.empty();
}

bool holds(const LineHunk& hunk, const EntryPlace& place) {
  const LineHunk& lines = place.lines;
  return lines.old_start < hunk.old_start + std::max(hunk.old_count, 1u) &&
         hunk.old_start < lines.old_start + std::max(lines.old_count, 1u);
}

bool before(const EntrySpot& a, const EntrySpot& b) {
  return std::tie(a.path, a.place.line) < std::tie(b.path, b.place.line);
}

}  // namespace

// The result of converting one file without and with the entry. Stores no text, because an entry may change
// most files of a project: see Entries::without.
struct Entries::Tried {
  std::string path;         // below the source root
  std::string without;      // the id of the conversion without the entry
  std::vector<Edit> edits;  // of that text: the changes that the entry makes
  long findings = 0;        // findings with the entry minus findings without it
};

// A file and its conversions, in the form that core/review expects.
struct Entries::Placed {
  std::string text, without, with;
  std::vector<LineHunk> by_hand, hunks;
};

// The look, and the state that it is computed from.
struct Entries::Trying {
  EntryLook look;
  bool of_modules = false;             // the entry is about modules, so imports are places too
  std::string path;                    // the file of the edit
  LineHunk edit;                       // from the conversion to the port's text, in that file
  std::map<std::string, Tried> tried;  // files that the entry changes
  std::unique_ptr<JobRunner> runner;
};

Entries::Entries(Project& project, Conversions& conversions, Files& files, Steps& steps)
    : project_(project), conversions_(conversions), files_(files), steps_(steps) {}

Entries::~Entries() = default;

const EntryLook* Entries::look() const {
  return entry_ ? &entry_->look : nullptr;
}

// The manual change at a row of the diff.
Result<LineHunk> Entries::edit_at(std::size_t diff_row) const {
  if (!file() || !file()->conversion) return fail(refused("no Python file is open"));
  if (!file()->port_text) return fail(refused("this file is not converted yet", "enter converts it"));
  const Row row = diff_row < file()->code.diff.rows.size() ? file()->code.diff.rows[diff_row] : Row{};
  const auto hunk =
      row.right && row.by_hand ? hunk_at_line(file()->by_hand, Side::right, *row.right) : std::nullopt;
  if (hunk) return file()->by_hand[*hunk];
  return fail(
      refused("the converter wrote this line as it is", "edit it, then make a mapping entry of the edit"));
}

std::string Entries::port_package() const {
  return moved_module(*project_.tables, project_.state.manifest.source.package);
}

Result<EntryProposals> Entries::propose(std::size_t diff_row) {
  const auto hunk = edit_at(diff_row);
  if (!hunk) return fail(hunk.error());
  ConvertOptions options = project_.options_of(file()->path);
  options.signatures = &conversions_.signatures();
  auto out = propose_entries({*file()->conversion, *file()->port_text, *hunk}, *project_.tables, options);
  if (!out.entries.empty()) return out;
  return fail(refused("no mapping entry can express this edit:\n" +
                      (out.unsaid.empty() ? "the code has the same meaning as before"
                                          : fmt::format("{}", fmt::join(out.unsaid, ", ")))));
}

// The mapping folder with the highest priority; a new folder if the project has none.
std::string Entries::own_table_folder() const {
  if (!project_.state.manifest.mappings.empty()) return project_.state.manifest.mappings.back();
  const auto all = project_.tree.list();
  const bool taken = all && std::any_of(all->begin(), all->end(), [](const std::string& path) {
                       return path == "mappings" || is_in_folder(path, "mappings");
                     });
  return taken ? "mintport-mappings" : "mappings";
}

// Chooses the file: the one that already has an entry of this name, else a file of its own.
void Entries::place_table(EntryLook& look) const {
  look.file = own_table_folder() + "/" + kFile;
  look.said.clear();
  for (const auto& [path, text] : project_.table_texts()) {
    const auto twice = named_twice(path, text, look.table);
    if (!twice || twice->empty()) continue;
    look.file = path;
    look.said = *twice;
  }
}

Result<void> Entries::look_at(const std::string& table, std::size_t diff_row) {
  const auto hunk = edit_at(diff_row);
  if (!hunk) return fail(hunk.error());
  auto with = std::make_shared<Tables>(project_.tables->copy());
  if (auto added = with->add("the entry", table); !added) return added;
  leave();
  Trying trying;
  trying.look.table = table;
  place_table(trying.look);
  trying.of_modules = is_of_modules(table);
  trying.path = file()->path;
  trying.edit = *hunk;
  std::vector<std::string> paths{trying.path};  // first: whether the entry reproduces the edit
  for (const FileEntry& file : project_.state.files) {
    if (is_python(file.path) && file.path != trying.path) paths.push_back(file.path);
  }
  trying.look.of = paths.size();
  Job job{.doing = "looking", .parts = paths.size(), .part = {}, .end = [](const Job::End&) { return ""; }};
  job.part = [this, paths, with](std::size_t at) { return try_part(paths[at], with); };
  trying.runner =
      std::make_unique<JobRunner>(conversions_.in_background(), [this] { project_.surroundings.wake(); });
  entry_ = std::make_unique<Trying>(std::move(trying));
  entry_->runner->start(std::move(job));
  if (!conversions_.in_background()) finish();
  return {};
}

void Entries::leave() {
  entry_.reset();
}

Job::Part Entries::try_part(const std::string& path, std::shared_ptr<const Tables> with) {
  ConvertOptions options = project_.options_of(path);
  options.signatures = &conversions_.signatures();
  auto bytes = project_.sources.read_if_there(path);
  // A source that disappeared has no places; it must not count as an empty file.
  auto convert_plainly =
      bytes ? conversions_.conversion_of(path, *std::move(bytes)) : [] { return FileConversion{}; };
  return [this, path, options, convert_plainly = std::move(convert_plainly),
          with = std::move(with)]() -> Job::Take {
    Tried out{path, "", {}};
    std::string without;
    if (const auto plain = convert_plainly().conversion) {
      const Conversion other = convert(plain->source, *with, options);
      out.findings = static_cast<long>(other.findings.size()) - static_cast<long>(plain->findings.size());
      const auto hunks = project_.tree.diff(plain->text, other.text);
      if (hunks) out.edits = edits_between(plain->text, other.text, *hunks);
      if (!out.edits.empty()) without = plain->text;
      out.without = project_.tree.blob_id(without);
    }
    return [this, out = std::move(out), without = std::move(without)]() mutable -> Result<void> {
      add_tried(std::move(out), std::move(without));
      return {};
    };
  };
}

void Entries::work() {
  if (entry_ && entry_->runner->running()) (void)entry_->runner->work();
}

void Entries::finish() {
  while (entry_ && entry_->runner->running()) work();
}

void Entries::add_tried(Tried tried, std::string without) {
  EntryLook& look = entry_->look;
  ++look.tried;
  look.findings += tried.findings;
  if (!tried.edits.empty()) add_spots(tried, std::move(without));
  if (tried.path == entry_->path && !look.as_by_hand) look.as_by_hand = false;
  if (!tried.edits.empty()) entry_->tried.insert_or_assign(tried.path, std::move(tried));
}

// Most files of a port are as the converter wrote them.
std::string Entries::without(const Tried& tried, const std::optional<std::string>& port) {
  if (port && project_.tree.blob_id(*port) == tried.without) return *port;
  auto bytes = project_.sources.read_if_there(tried.path);
  const auto plain = bytes ? conversions_.convert_now(tried.path, *std::move(bytes)).conversion : nullptr;
  return plain ? plain->text : "";
}

Result<Entries::Placed> Entries::placed(const Tried& tried, const std::optional<std::string>& port,
                                        std::string without) {
  if (project_.tree.blob_id(without) != tried.without)
    return fail(refused("the HF source was changed outside mintport", "leave the entry, then make it again"));
  std::string with = mintport::apply(without, tried.edits);
  Placed out{port.value_or(without), std::move(without), std::move(with), {}, {}};
  auto by_hand = project_.tree.diff(out.without, out.text), hunks = project_.tree.diff(out.without, out.with);
  if (!by_hand || !hunks) return fail((by_hand ? hunks : by_hand).error());
  out.by_hand = *std::move(by_hand);
  out.hunks = *std::move(hunks);
  return out;
}

void Entries::add_spots(const Tried& tried, std::string without) {
  const auto port = read_if_there(project_.tree, project_.state.port_path(tried.path));
  const auto here = placed(tried, port, std::move(without));
  if (!here) return;
  EntryLook& look = entry_->look;
  const EntryTrial trial{here->without, here->with, here->text, here->by_hand, tried.path, port_package()};
  for (EntryPlace& place : entry_places(trial, here->hunks, entry_->of_modules)) {
    if (tried.path == entry_->path && holds(entry_->edit, place)) {
      look.as_by_hand = look.as_by_hand.value_or(true) && place.state == EntryPlace::State::done;
    }
    EntrySpot spot{tried.path, std::move(place), port.has_value(), !here->by_hand.empty()};
    // Places in files with manual changes are selected only by the user.
    spot.chosen = spot.can_take() && (!spot.by_hand || spot.path == entry_->path);
    look.spots.insert(std::upper_bound(look.spots.begin(), look.spots.end(), spot, before), std::move(spot));
  }
}

void Entries::choose(std::size_t spot) {
  EntrySpot& at = entry_->look.spots.at(spot);
  at.chosen = !at.chosen && at.can_take();
}

void Entries::choose_all() {
  auto& spots = entry_->look.spots;
  const bool every = std::all_of(spots.begin(), spots.end(),
                                 [](const EntrySpot& spot) { return spot.chosen || !spot.can_take(); });
  for (EntrySpot& spot : spots) spot.chosen = !every && spot.can_take();
}

Result<std::string> Entries::text_with(const std::string& path, const std::optional<std::string>& port,
                                       const std::vector<EntryPlace>& places) {
  const Tried& tried = entry_->tried.at(path);
  const auto here = placed(tried, port, without(tried, port));
  if (!here) return fail(here.error());
  return with_places({here->without, here->with, here->text, here->by_hand, path, port_package()}, places);
}

// Shows the change in the port, or in the conversion if the port cannot take it.
Result<CodeFile> Entries::preview(std::size_t spot) {
  const EntrySpot& at = entry_->look.spots.at(spot);
  const Tried& tried = entry_->tried.at(at.path);
  const auto port = read_if_there(project_.tree, project_.state.port_path(at.path));
  auto here = placed(tried, port, without(tried, port));
  if (!here) return fail(here.error());
  std::string text = std::move(here->without);
  std::string after = apply_hunks(text, here->with, std::span(&at.place.lines, 1), {true});
  if (at.can_take()) {
    auto with = text_with(at.path, port, {at.place});
    if (!with) return fail(with.error());
    text = port.value_or("");
    after = *std::move(with);
  }
  return compared(project_.tree, text, after);
}

Result<std::string> Entries::write(bool replace) {
  EntryLook& look = entry_->look;
  if (look.tried < look.of) return fail(refused("still checking files", "wait, or leave"));
  place_table(look);
  if (!look.said.empty() && !replace) {
    return fail(
        refused(fmt::format("{} already has an entry for {}", look.file, fmt::join(look.said, ", "))));
  }
  std::map<std::string, std::vector<EntryPlace>> by_file;
  for (const EntrySpot& spot : look.spots) {
    if (spot.chosen) by_file[spot.path].push_back(spot.place);
  }
  const auto old_table = read_if_there(project_.tree, look.file);
  auto table = table_with(look.file, old_table.value_or(""), look.table);
  if (!table) return fail(table.error());
  std::vector<TextChange> texts{{look.file, old_table, *std::move(table)}};
  const std::string folder = look.file.substr(0, look.file.rfind('/'));
  if (project_.state.manifest.mappings.empty()) {
    Manifest manifest = project_.state.manifest;
    manifest.mappings = {folder};
    texts.push_back({std::string(kManifestName), project_.state.manifest_text,
                     write_manifest(manifest, project_.state.manifest_text)});
  }
  std::size_t places = 0;
  std::string left;
  for (const auto& [path, some] : by_file) {
    const std::string port = project_.state.port_path(path);
    const auto before = read_if_there(project_.tree, port);
    const Tried& tried = entry_->tried.at(path);
    const auto of_file = std::count_if(look.spots.begin(), look.spots.end(),
                                       [&](const EntrySpot& spot) { return spot.path == path; });
    // If the file has no manual changes and takes all places, write the new conversion.
    const bool pure = before && project_.tree.blob_id(*before) == tried.without &&
                      some.size() == static_cast<std::size_t>(of_file);
    auto after =
        pure ? Result<std::string>(mintport::apply(*before, tried.edits)) : text_with(path, before, some);
    if (!before || !after) {
      const std::string why = before ? after.error().what : "cannot read the port's file";
      left += (left.empty() ? "; left alone: " : ", ") + path + " (" + why + ")";
    } else if (*after != *before) {
      texts.push_back({port, before, *std::move(after)});
      places += some.size();
    }
  }
  const auto names = named_in("the entry", look.table).value_or(std::vector<std::string>());
  std::string label = fmt::format("wrote {} to {}, {} changed{}", fmt::join(names, ", "), look.file,
                                  plural(places, "place"), left);
  auto said = steps_.act(action::ChangeTexts{std::move(label), std::move(texts)});
  if (said) leave();
  return said;
}

}  // namespace mintport
