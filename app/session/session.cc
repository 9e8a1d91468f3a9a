#include "app/session/session.hh"

namespace mintport {

Session::Session(WorkTree& tree, const Tables& tables, Surroundings& surroundings, bool in_background,
                 LoadTables load_tables)
    : project_(tree, tables, surroundings, std::move(load_tables)),
      conversions_(project_, in_background),
      files_(project_, conversions_),
      steps_(project_, conversions_, files_),
      review_(project_, files_, steps_),
      batches_(project_, conversions_, steps_),
      index_(project_, conversions_, files_, steps_),
      commits_(project_, conversions_, steps_),
      entries_(project_, conversions_, files_, steps_),
      merges_(project_, files_, steps_),
      names_(project_),
      validations_(project_, conversions_, files_, in_background),
      checks_(project_, conversions_, files_) {}

Result<void> Session::load(Access access) {
  if (auto read = project_.read_tree(); !read) return read;
  if (auto begun = project_.begin_tables(); !begun) return begun;
  if (access != Access::watch) steps_.show_nothing();
  const auto turn = access == Access::change ? project_.journal.claim() : std::shared_ptr<void>();
  if (!turn) return fail(turn.error());  // who watches waits when a step comes
  if (access != Access::read) {
    project_.read_marks();
    project_.state.history = project_.journal.load(project_.state);
  }
  project_.read_validations();
  project_.read_status();
  conversions_.start();
  return {};
}

bool Session::refresh() {
  const bool followed = project_.follow_journal();
  return files_.refresh() || followed;
}

void Session::read_history() {
  project_.read_marks();
  project_.state.history = project_.journal.read(project_.state);
}

// Call after checking out another branch.
Result<void> Session::reload() {
  entries_.leave();  // its thread reads the signatures
  if (auto read = project_.read_tree(); !read) return read;
  const auto followed = conversions_.follow_tables();
  project_.read_status();
  conversions_.start();
  if (files_.file() && !files_.open(std::string(files_.file()->path))) files_.close();
  if (!in_background()) count_all();
  if (!followed) return fail(followed.error());  // everything else continues with the current tables
  return {};
}

bool Session::work() {
  if (!in_background()) return false;
  const bool found = conversions_.work();
  entries_.work();  // its page is redrawn anyway
  const bool known = files_.take_known();
  checks_.work();  // of the file as it is known now: nothing else wakes for it
  return known || found;
}

void Session::count_all() {
  entries_.finish();
  conversions_.convert_all();
}

void Session::count(const std::function<bool(const std::string&)>& wanted) {
  conversions_.convert_only(wanted);
}

Result<std::string> Session::create_branch(const std::string& name) {
  auto made = tree().create_branch(name);
  if (!made) return fail(made.error());
  return "on the new branch " + name;
}

Result<std::string> Session::switch_branch(const std::string& name) {
  auto gone = tree().switch_branch(name);
  if (!gone) return fail(gone.error());
  auto read = reload();
  if (!read) return fail(read.error());
  return "on the branch " + name;
}

}  // namespace mintport
