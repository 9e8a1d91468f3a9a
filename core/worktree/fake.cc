#include "core/worktree/fake.hh"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/text.hh"
#include "core/worktree/path.hh"

namespace mintport {
namespace {

Result<std::string> find(const FakeWorkTree::Files& files, const std::string& path, std::string what) {
  auto found = files.find(path);
  if (found == files.end()) return fail({ErrorKind::not_found, path, 0, std::move(what), ""});
  return found->second;
}

// How `path` changed between the two maps.
TreeState change(const FakeWorkTree::Files& from, const FakeWorkTree::Files& to, const std::string& path) {
  auto before = from.find(path), after = to.find(path);
  if (before == from.end()) return after == to.end() ? TreeState::unmodified : TreeState::added;
  if (after == to.end()) return TreeState::deleted;
  return before->second == after->second ? TreeState::unmodified : TreeState::modified;
}

// Copies the entry at `path` from `from` to `to`; erases it if `from` has none.
void copy_entry(const FakeWorkTree::Files& from, FakeWorkTree::Files& to, const std::string& path) {
  auto found = from.find(path);
  if (found == from.end()) {
    to.erase(path);
  } else {
    to[path] = found->second;
  }
}

// lengths[i][j] is the length of the longest common subsequence of old[i..] and new[j..]. Takes quadratic
// time.
using Lines = std::vector<std::string_view>;
std::vector<std::vector<std::uint32_t>> common_lengths(const Lines& old_lines, const Lines& new_lines) {
  std::vector lengths(old_lines.size() + 1, std::vector<std::uint32_t>(new_lines.size() + 1));
  for (std::size_t i = old_lines.size(); i-- > 0;) {
    for (std::size_t j = new_lines.size(); j-- > 0;) {
      lengths[i][j] = old_lines[i] == new_lines[j] ? lengths[i + 1][j + 1] + 1
                                                   : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

}  // namespace

FakeWorkTree::FakeWorkTree(Files committed) : work(committed), index(std::move(committed)) {
  if (!index.empty()) (void)commit("Begin");
}

Result<void> FakeWorkTree::check_change(const std::string* path) {
  if (next_error) return fail(*std::exchange(next_error, std::nullopt));
  return path ? check_tree_path(*path) : Result<void>{};
}

Result<std::vector<std::string>> FakeWorkTree::list() {
  std::vector<std::string> paths;
  for (const auto& [path, bytes] : work) paths.push_back(path);
  return paths;
}

Result<std::map<std::string, FileStatus>> FakeWorkTree::status() {
  std::set<std::string> paths;
  for (const Files* files : {&head, &index, &work}) {
    for (const auto& [path, bytes] : *files) paths.insert(path);
  }
  std::map<std::string, FileStatus> result;
  for (const std::string& path : paths) {
    FileStatus status{change(head, index, path), change(index, work, path)};
    if (status.work == TreeState::added) status.work = TreeState::untracked;
    if (status != FileStatus{}) result.emplace(path, status);
  }
  return result;
}

Result<std::string> FakeWorkTree::read(const std::string& path) {
  return find(work, path, "no such file");
}

Result<void> FakeWorkTree::write(const std::string& path, std::string_view bytes) {
  if (auto ok = check_change(&path); !ok) return ok;
  work[path] = bytes;
  return {};
}

Result<void> FakeWorkTree::remove(const std::string& path) {
  if (auto ok = check_change(&path); !ok) return ok;
  if (work.erase(path) == 0) return fail({ErrorKind::not_found, path, 0, "no such file", ""});
  return {};
}

Result<IndexEntries> FakeWorkTree::index_entries(const std::vector<std::string>& paths) {
  IndexEntries out;
  for (const std::string& path : paths) {
    const auto at = index.find(path);
    out[path] = at == index.end() ? std::nullopt : std::optional(IndexEntry{0100644, at->second});
  }
  return out;
}

Result<void> FakeWorkTree::set_index_entries(const IndexEntries& entries) {
  if (auto ok = check_change(nullptr); !ok) return ok;
  for (const auto& [path, entry] : entries) {
    if (entry) {
      index[path] = entry->id;
    } else {
      index.erase(path);
    }
  }
  return {};
}

Result<std::string> FakeWorkTree::store(std::string_view bytes) {
  return std::string(bytes);
}

std::string FakeWorkTree::blob_id(std::string_view bytes) const {
  return std::string(bytes);
}

Result<std::string> FakeWorkTree::stored(const std::string& id) {
  return id;
}

Result<void> FakeWorkTree::keep(const std::set<std::string>&) {
  return {};
}

Result<HeadPlace> FakeWorkTree::head_place() {
  auto id = [&](std::size_t back) {
    return commits.size() < back ? std::string() : commits[commits.size() - back].summary.id;
  };
  return HeadPlace{"refs/heads/main", id(1), id(2)};
}

Result<void> FakeWorkTree::move_head(const HeadPlace& from, const std::string& to) {
  if (auto ok = check_change(nullptr); !ok) return ok;
  const HeadPlace now = *head_place();
  const bool back = now.parent == to, forth = !left.empty() && left.back().summary.id == to;
  if (now != from || (!back && !forth) || (back && pushed)) {
    return fail({ErrorKind::refused, "", 0, "HEAD cannot go there", ""});
  }
  auto& source = back ? commits : left;
  auto& target = back ? left : commits;
  target.push_back(std::move(source.back()));
  source.pop_back();
  head = commits.empty() ? Files() : commits.back().files;
  return {};
}

Result<std::string> FakeWorkTree::head_text(const std::string& path) {
  return find(head, path, "not in HEAD");
}

Result<std::string> FakeWorkTree::staged_text(const std::string& path) {
  return find(index, path, "not in the index");
}

Result<void> FakeWorkTree::stage_text(const std::string& path, std::string_view bytes) {
  if (auto ok = check_change(&path); !ok) return ok;
  index[path] = bytes;
  return {};
}

Result<void> FakeWorkTree::stage_file(const std::string& path) {
  if (auto ok = check_change(&path); !ok) return ok;
  if (!work.contains(path) && !index.contains(path)) {
    return fail({ErrorKind::not_found, path, 0, "not in the work tree and not in the index", ""});
  }
  copy_entry(work, index, path);
  return {};
}

Result<void> FakeWorkTree::stage_files(const std::vector<std::string>& paths) {
  if (auto ok = check_change(nullptr); !ok) return ok;
  for (const std::string& path : paths) copy_entry(work, index, path);
  return {};
}

Result<void> FakeWorkTree::unstage_file(const std::string& path) {
  if (auto ok = check_change(&path); !ok) return ok;
  copy_entry(head, index, path);
  return {};
}

Result<std::vector<LineHunk>> FakeWorkTree::diff(std::string_view old_text, std::string_view new_text) {
  const Lines old_lines = split_lines(old_text), new_lines = split_lines(new_text);
  const auto lengths = common_lengths(old_lines, new_lines);
  std::vector<LineHunk> hunks;
  std::size_t i = 0, j = 0;
  while (i < old_lines.size() || j < new_lines.size()) {
    const std::size_t old_begin = i, new_begin = j;
    while (i < old_lines.size() || j < new_lines.size()) {
      if (i < old_lines.size() && j < new_lines.size() && old_lines[i] == new_lines[j]) break;
      if (j == new_lines.size() || (i < old_lines.size() && lengths[i + 1][j] >= lengths[i][j + 1])) {
        ++i;
      } else {
        ++j;
      }
    }
    if (i > old_begin || j > new_begin) {
      auto start = [](std::size_t begin, std::size_t end) {
        return static_cast<std::uint32_t>(begin == end ? begin : begin + 1);
      };
      hunks.push_back({start(old_begin, i), static_cast<std::uint32_t>(i - old_begin), start(new_begin, j),
                       static_cast<std::uint32_t>(j - new_begin)});
    } else {
      ++i, ++j;
    }
  }
  return hunks;
}

Result<CommitResult> FakeWorkTree::commit(std::string_view message) {
  if (auto ok = check_change(nullptr); !ok) return fail(ok.error());
  if (trim(message).empty()) {
    return fail({ErrorKind::git, "", 0, "the commit message is empty", "write a subject line"});
  }
  if (index == head) {
    return fail({ErrorKind::git, "", 0, "nothing is staged", "stage a hunk or a file first"});
  }
  std::string id = std::to_string(commits.size() + 1);
  id.insert(0, 40 - id.size(), '0');
  const std::string_view subject = trim(message.substr(0, message.find('\n')));
  const auto time = static_cast<std::int64_t>(1'700'000'000 + commits.size());
  commits.push_back({{id, std::string(subject), "A Tester", time}, std::string(message), index});
  head = index;
  return CommitResult{id, hook_output};
}

Result<LineOrigin> FakeWorkTree::blame(const std::string& path, std::string_view bytes, std::uint32_t line) {
  LineOrigin out{{}, line};
  std::string text(bytes);
  for (auto commit = commits.rbegin(); commit != commits.rend(); ++commit) {
    const auto file = commit->files.find(path);
    if (file == commit->files.end()) break;
    const auto before = line_before(*diff(file->second, text), out.line);
    if (!before) break;
    out = {commit->summary, *before};
    text = file->second;
  }
  return out;
}

Result<CommitResult> FakeWorkTree::amend(std::string_view message) {
  if (auto ok = check_change(nullptr); !ok) return fail(ok.error());
  if (commits.empty() || pushed)
    return fail({ErrorKind::refused, "", 0, "no commit that can be amended", ""});
  Commit& last = commits.back();
  last.summary.subject = trim(message.substr(0, message.find('\n')));
  last.summary.id.back() = 'a';
  last.message = message;
  last.files = head = index;
  return CommitResult{last.summary.id, hook_output};
}

Result<void> FakeWorkTree::abort_merge() {
  if (auto ok = check_change(nullptr); !ok) return ok;
  if (git.operation != GitState::Operation::merge)
    return fail({ErrorKind::refused, "", 0, "no merge is in progress", ""});
  work = index = head;
  git = {};
  return {};
}

Result<std::string> FakeWorkTree::head_message() {
  if (commits.empty()) return fail({ErrorKind::not_found, "", 0, "no commit yet", ""});
  return commits.back().message;
}

Result<std::vector<std::string>> FakeWorkTree::branches() {
  return std::vector<std::string>(branch_names.begin(), branch_names.end());
}

Result<void> FakeWorkTree::create_branch(const std::string& name) {
  if (auto ok = check_change(nullptr); !ok) return ok;
  if (!branch_names.insert(name).second) {
    return fail({ErrorKind::refused, "", 0, "branch '" + name + "' already exists", "switch to it"});
  }
  current = name;
  return {};
}

Result<void> FakeWorkTree::switch_branch(const std::string& name) {
  if (auto ok = check_change(nullptr); !ok) return ok;
  if (!branch_names.contains(name)) return fail({ErrorKind::refused, "", 0, "no branch '" + name + "'", ""});
  current = name;
  return {};
}

Result<void> FakeWorkTree::remove_index_lock() {
  if (!lock) return fail({ErrorKind::not_found, "", 0, "the index is not locked", ""});
  if (!lock->holder.empty()) return fail({ErrorKind::refused, lock->path, 0, lock->holder + " holds it", ""});
  lock.reset();
  return {};
}

Result<std::vector<CommitSummary>> FakeWorkTree::log(std::size_t most) {
  std::vector<CommitSummary> result;
  for (auto commit = commits.rbegin(); commit != commits.rend() && result.size() < most; ++commit) {
    result.push_back(commit->summary);
  }
  return result;
}

Result<std::string> FakeWorkTree::converted_text(const std::string& path) {
  return find(converted, path, "not in the last conversion");
}

Result<void> FakeWorkTree::record_converted(const std::map<std::string, std::string>& files,
                                            std::string_view) {
  if (auto ok = check_change(nullptr); !ok) return ok;
  for (const auto& [path, bytes] : files) converted[path] = bytes;
  return {};
}

}  // namespace mintport
