#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include "app/commands/commands.hh"
#include "app/commands/interrupt.hh"
#include "app/commands/review.hh"
#include "app/tree/files.hh"
#include "app/tree/progress.hh"
#include "app/validate/harness.hh"
#include "app/validate/interpreter.hh"
#include "app/validate/results.hh"
#include "app/validate/validator.hh"
#include "core/base/text.hh"
#include "core/validate/report.hh"

namespace mintport::cli {
namespace {

using validation::ClassCase;
using validation::Classes;

constexpr int kInterrupted = 128;  // plus the number of the signal

// Running classes executes the code of the work tree. Asks once for each work tree.
Result<void> get_consent(Session& session, bool yes) {
  const WorkTree& tree = session.tree();
  if (!read_habits(tree).consent.empty()) return {};
  if (!yes) {
    if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDERR_FILENO) != 1) {
      return fail({ErrorKind::usage, tree.root(), 0, "validate executes the Python code of this work tree",
                   "agree with --yes; mintport remembers it"});
    }
    fmt::print(stderr, "mintport validate executes the Python code of {}. Go on? [y/N] ", tree.root());
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "y" && answer != "yes")
      return fail({ErrorKind::refused, "", 0, "nothing was executed", ""});
  }
  return session.validations().agree();
}

// The classes that the user asks for.
struct Selection {
  std::vector<std::string> files;  // from the root of the work tree, sorted
  std::set<std::string> names;     // only these classes of files that no file or folder names; empty: all
  std::set<std::string> whole;     // files that a file or a folder names
};

bool defines_class(std::string_view text, std::string_view name) {
  const std::string statement = "class " + std::string(name);
  for (std::size_t at = 0; (at = text.find(statement, at)) != text.npos; ++at) {
    const std::size_t end = at + statement.size();
    const bool begins = at == 0 || text[at - 1] == '\n';
    if (begins && (name.empty() || end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

// Adds what `typed` names. Errors: nothing is of this name.
Result<void> select(const std::string& typed, CommandReview& review, const std::vector<std::string>& all,
                    Selection& out) {
  const std::string& port = review.state().manifest.port.root;
  const std::string below = review.below_roots(typed);
  const std::string path = below.empty() ? port : port + "/" + below;
  bool found = false;
  for (const std::string& file : all) {
    if (file != path && !is_in_folder(file, path)) continue;
    out.files.push_back(file);
    out.whole.insert(file);
    found = true;
  }
  if (found) return {};
  if (is_identifier(typed)) {
    for (const std::string& file : all) {
      const auto text = review.session().tree().read(file);
      if (!text || !defines_class(*text, typed)) continue;
      out.files.push_back(file);
      out.names.insert(typed);
      found = true;
    }
  }
  if (found) return {};
  return fail({ErrorKind::usage, "", 0, "no file, folder or class '" + typed + "' in the port",
               "give a path below '" + port + "' or the name of a class"});
}

Result<Selection> select_all(const ValidateCommand& command, CommandReview& review) {
  WorkTree& tree = review.session().tree();
  const std::string& port = review.state().manifest.port.root;
  const auto listed = tree.list();
  if (!listed) return fail(listed.error());
  std::vector<std::string> all;
  for (const std::string& path : *listed) {
    if (!path.ends_with(".py") || !is_in_folder(path, port)) continue;
    if (const auto text = tree.read(path); text && defines_class(*text, "")) all.push_back(path);
  }
  Selection out;
  if (command.subjects.empty()) {
    out.files = all;
    out.whole.insert(all.begin(), all.end());
  }
  for (const std::string& typed : command.subjects) {
    if (auto selected = select(typed, review, all, out); !selected) return fail(selected.error());
  }
  std::sort(out.files.begin(), out.files.end());
  out.files.erase(std::unique(out.files.begin(), out.files.end()), out.files.end());
  return out;
}

// Runs the classes of the selection, and shows the progress.
class ValidationRun {
 public:
  ValidationRun(const ValidateCommand& command, Validator& validator)
      : command_(command), validator_(validator), bar_(if_terminal(stderr), "reading classes") {
    watcher_.stopped = [] { return Interrupt::signal() != 0; };
    watcher_.doing = [this](const std::string& name, const std::string& doing) {
      bar_.set_label(name.empty() ? doing : name + ": " + doing);
      bar_.show(done_, total_);
    };
    watcher_.result = [this](const ClassCase& one, ClassResult result) {
      ++done_;
      results_[{one.file, one.line, one.name, result.dtype + " " + result.mode}] = std::move(result);
    };
  }

  Result<Validation> operator()(const Selection& selection) {
    Validation out{.version = kVersion};
    out.options = {.rtol = command_.tight ? 1e-5 : command_.rtol,
                   .atol = command_.tight ? 1e-5 : command_.atol,
                   .tight = command_.tight,
                   .device_target = command_.device_target,
                   .layers = command_.layers,
                   .gradients = command_.gradients};
    const auto wanted = list(selection);
    if (!wanted) return fail(wanted.error());
    auto whole = climb(*wanted, out.options);
    if (!whole) return fail(whole.error());
    out.stopped = !*whole;
    out.versions = validator_.versions();
    for (auto& [place, result] : results_) out.classes.push_back(std::move(result));
    return out;
  }

 private:
  Result<std::vector<ClassCase>> list(const Selection& selection) {
    auto listed = validator_.classes(selection.files, watcher_);
    if (!listed) return fail(listed.error());
    std::vector<ClassCase> out;
    for (const Classes& file : *listed) {
      if (file.error) {
        results_[{file.file, 0, "", ""}] = {.name = "-",
                                            .file = file.file,
                                            .kind = ClassKind::block,
                                            .rung = Rung::imports,
                                            .ok = false,
                                            .error = file.error};
      }
      for (const ClassCase& found : file.classes) {
        if (selection.whole.contains(found.file) || selection.names.contains(found.name))
          out.push_back(found);
      }
    }
    return out;
  }

  // Runs the cases, then repeats those that pass with the other types and modes. False: it was stopped.
  Result<bool> climb(const std::vector<ClassCase>& wanted, const ValidationOptions& options) {
    total_ = wanted.size();
    auto whole = run(wanted, options, {command_.keep_cases, tests_folder()});
    std::vector<std::string> dtypes = command_.dtypes;
    if (dtypes.empty()) dtypes = {"float32"};
    for (const std::string& dtype : dtypes) {
      ValidationOptions again = options;
      again.dtype = dtype;
      again.mode = command_.mode;
      if (!whole || !*whole || again == options) continue;
      std::vector<ClassCase> passed;
      for (const ClassCase& one : wanted) {
        if (results_[{one.file, one.line, one.name, options.dtype + " " + options.mode}].ok == true)
          passed.push_back(one);
      }
      done_ = 0;
      total_ = passed.size();
      whole = run(passed, again);
    }
    return whole;
  }

  // Absolute, because the workers run in a folder of their own.
  std::string tests_folder() const {
    return command_.tests.empty() ? ""
                                  : std::filesystem::absolute(command_.tests).lexically_normal().string();
  }

  // Cases and tests are written by the first run only: those that repeat it have the same ones.
  Result<bool> run(const std::vector<ClassCase>& wanted, const ValidationOptions& options,
                   const validation::FilesToWrite& files = {}) {
    return validator_.run(wanted, {.options = options, .seconds = command_.timeout, .files = files},
                          watcher_);
  }

  const ValidateCommand& command_;
  Validator& validator_;
  ProgressBar bar_;
  PoolWatcher watcher_;
  std::size_t done_ = 0, total_ = 0;
  // By file, line, name, and type and mode.
  std::map<std::tuple<std::string, std::uint32_t, std::string, std::string>, ClassResult> results_;
};

// Sets `told` where a finding of the review that is open or waived is on the line of an error.
void tell(Validation& run, CommandReview& review) {
  std::set<std::string> failed;  // below both roots
  Session& session = review.session();
  const std::string root = review.state().manifest.port.root + "/";
  for (const ClassResult& result : run.classes) {
    if (result.ok == false && result.error && result.error->file.starts_with(root))
      failed.insert(result.error->file.substr(root.size()));
  }
  session.count([&](const std::string& path) { return failed.contains(path); });
  std::set<std::pair<std::string, std::uint32_t>> lines;
  for (const FileEntry& file : session.state().files) {
    if (!failed.contains(file.path)) continue;
    for (const TrackedFinding& found : file.findings) {
      const bool of_conversion = found.finding.kind != FindingKind::validation;
      if (of_conversion && found.life != Life::fixed) lines.emplace(root + file.path, found.line);
    }
  }
  for (ClassResult& result : run.classes)
    result.told =
        result.ok == false && result.error && lines.contains({result.error->file, result.error->line});
}

std::string write_run(const Validation& run, ValidateCommand::Format format) {
  switch (format) {
    case ValidateCommand::Format::text:
      return write_validation_text(run);
    case ValidateCommand::Format::json:
      return write_validation_json(run);
    case ValidateCommand::Format::junit:
      return write_validation_junit(run);
    case ValidateCommand::Format::markdown:
      return write_validation_markdown(run);
  }
  return "";
}

Result<void> set_up(const ValidateCommand& command) {
  const auto base = find_interpreter(command.python, "");
  if (!base) return fail(base.error());
  const auto made = make_interpreter(*base, command.setup);
  if (!made) return fail(made.error());
  fmt::print("{}: ready; use it with --python\n", *made);
  return {};
}

Result<int> run_validation(const ValidateCommand& command) {
  ReviewOptions options;
  options.mappings = command.mappings;
  const auto review = CommandReview::open(options, Session::Access::read);
  if (!review) return fail(review.error());
  WorkTree& tree = (*review)->session().tree();
  const auto selection = select_all(command, **review);
  if (!selection) return fail(selection.error());
  const auto python = find_interpreter(command.python, read_habits(tree).python);
  if (!python) return fail(python.error());
  const auto source_python =
      command.source_python.empty() ? Result<std::string>() : find_interpreter(command.source_python, "");
  if (!source_python) return fail(source_python.error());
  if (auto agreed = get_consent((*review)->session(), command.yes); !agreed) return fail(agreed.error());
  const Interrupt interrupt;
  auto validator = Validator::make(tree, (*review)->state().manifest, (*review)->tables().library(),
                                   {.python = *python,
                                    .source_python = *source_python,
                                    .device_target = command.device_target,
                                    .workers = command.jobs,
                                    .memory = static_cast<std::uint64_t>(command.memory * 1e9)});
  if (!validator) return fail(validator.error());
  auto run = ValidationRun(command, **validator)(*selection);
  validator->reset();  // ends the workers
  if (!run) return fail(run.error());
  if (ValidationHabits habits = read_habits(tree); !run->versions.empty() && habits.python != *python) {
    habits.python = *python;
    if (auto kept = write_habits(tree, habits); !kept) return fail(kept.error());
  }
  tell(*run, **review);
  const std::string text = write_run(*run, command.report);
  if (command.report_file.empty()) {
    fmt::print("{}", text);
  } else if (auto written = write_output(command.report_file, text); !written) {
    return fail(written.error());
  }
  if (run->stopped) return kInterrupted + Interrupt::signal();
  const ValidationTotals sum = totals(run->classes);
  return sum.ok == sum.classes ? 0 : 1;
}

}  // namespace

Result<int> ValidateCommand::run() const {
  if (!harness.empty()) return write_harness(harness).map([] { return 0; });
  if (!setup.empty()) return set_up(*this).map([] { return 0; });
  return run_validation(*this);
}

}  // namespace mintport::cli
