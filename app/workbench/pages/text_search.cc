#include "app/workbench/pages/text_search.hh"

#include <algorithm>
#include <iterator>
#include <set>

#include "app/workbench/overlays/live_field.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr std::size_t kMostRows = 5000;  // rows; more are of no use

// The matching lines of both texts; HF's only where the port has no such line.
std::vector<MatchRow> matches_of(const std::string& path, std::string_view source, std::string_view port,
                                 const Pattern& search) {
  std::vector<MatchRow> out;
  std::set<std::string_view> in_port;
  const auto add = [&](std::string_view text, Side side) {
    std::uint32_t line = 0;
    for (const std::string_view code : split_lines(text)) {
      ++line;
      if (!search.in(code) || (side == Side::left && in_port.contains(trim(code)))) continue;
      if (side == Side::right) in_port.insert(trim(code));
      out.push_back({path, side, line, std::string(code)});
    }
  };
  add(port, Side::right);
  add(source, Side::left);
  return out;
}

}  // namespace

TextSearchPage::TextSearchPage(Host& host, std::string text) : host_(host) {
  pane_.search = text;
  pane_.title = "Lines with " + text;
}

void TextSearchPage::shown() {
  if (std::exchange(begun_, true)) return;
  host_.begin(job(), [&host = host_](const Result<std::string>& done) { host.say(done); });
}

Result<Job> TextSearchPage::job() {
  if (!pane_.search.valid()) return fail(refused("not a regular expression: " + pane_.search.text(), ""));
  auto paths = std::make_shared<std::vector<std::string>>();
  for (const FileEntry& file : host_.session().state().files) paths->push_back(file.path);
  Job out{.doing = "searching", .parts = paths->size(), .part = {}, .end = {}};
  out.part = [this, paths](std::size_t index) -> Job::Part {
    const std::string& path = (*paths)[index];
    return
        [path, search = pane_.search, texts = host_.session().files().texts_of(path), this]() -> Job::Take {
          return [this, rows = matches_of(path, texts.source, texts.port, search)] {
            take(rows);
            return Result<void>();
          };
        };
  };
  out.end = [this](const Job::End& end) -> Result<std::string> {
    if (all_.empty()) return fail(refused("not found: " + pane_.search.text(), ""));
    return plural(all_.size(), "line") + (end.stopped                ? ", stopped"
                                          : all_.size() >= kMostRows ? ", cut here"
                                                                     : "");
  };
  return out;
}

bool TextSearchPage::passes(const MatchRow& row) const {
  const auto words = split(filter_, ' ');
  return std::all_of(words.begin(), words.end(), [&](std::string_view word) {
    return row.path.find(word) != std::string::npos || row.code.find(word) != std::string::npos;
  });
}

void TextSearchPage::take(const std::vector<MatchRow>& rows) {
  if (all_.size() >= kMostRows) return;
  for (const MatchRow& row : rows) {
    all_.push_back(row);
    if (passes(row)) pane_.rows.push_back(row);
  }
  pane_.right = grouped(pane_.rows.size());
}

// Shows the rows with all words of the filter. Returns their number.
std::string TextSearchPage::narrow(const std::string& filter) {
  filter_ = filter;
  pane_.rows.clear();
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(pane_.rows),
               [&](const MatchRow& row) { return passes(row); });
  pane_.list.move(0, pane_.rows.size());
  const std::string number = grouped(pane_.rows.size()) + " of " + grouped(all_.size());
  pane_.right = filter.empty() ? grouped(all_.size()) : number + ", /" + filter;
  return number;
}

void TextSearchPage::move(Move move) {
  move_list(pane_.list, move, pane_.rows.size(), host_.page_rows());
}

void TextSearchPage::enter() {
  if (pane_.rows.empty()) return;
  const MatchRow row = pane_.rows[pane_.list.cursor];
  host_.files().open(row.path, [&host = host_, row] { host.files().go_to_line(row.line, row.side); });
}

Handled TextSearchPage::command(Command command) {
  switch (command) {
    case Command::open:
    case Command::right:
      enter();
      return Handled::yes;
    case Command::search: {
      const auto go = [this](const std::string& text) { return narrow(text); };
      host_.push(std::make_shared<LiveField>(host_, "Filter", "words in path or code", go, go,
                                             [go, before = filter_] { go(before); }));
      return Handled::yes;
    }
    default:
      return Handled::no;
  }
}

Subject TextSearchPage::subject() const {
  Subject out;
  if (pane_.rows.empty()) return out;
  const MatchRow& row = pane_.rows[pane_.list.cursor];
  out.path = row.path;
  out.changed = {host_.session().state().port_path(row.path)};
  if (row.side == Side::right) out.line = row.line;
  return out;
}

std::vector<Hint> TextSearchPage::hints() const {
  return {host_.hint(Command::open, "go there"), host_.hint(Command::search, "filter"),
          host_.hint(Command::back, "back"), host_.hint(Command::explain, "keys"),
          host_.hint(Command::quit, "quit")};
}

void TextSearchPage::where(Where& out) const {
  out.page = "search in all files";
  if (pane_.rows.empty()) return;
  const MatchRow& row = pane_.rows[pane_.list.cursor];
  out.subject = nth(pane_.list.cursor, pane_.rows.size(), place_of(row.path, row.line));
}

}  // namespace mintport::ui
