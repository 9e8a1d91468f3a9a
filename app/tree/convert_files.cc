#include "app/tree/convert_files.hh"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "app/tree/files.hh"
#include "app/tree/imported.hh"
#include "app/tree/package.hh"
#include "core/base/parallel.hh"
#include "core/names/names.hh"
#include "core/names/signatures.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

// Larger files that are not Python are not recorded, to limit memory. A later conversion then takes any
// difference in them for a manual change.
constexpr std::size_t kMostRecorded = 8 << 20;

constexpr std::string_view kRefused =
    "not overwritten: it changed since the last conversion; merge by hand (--dry-run --force shows the "
    "difference) or overwrite with --force";

void set_error(FileReport& report, FileState state, const Error& error) {
  report.state = state;
  report.error = error.what + (error.hint.empty() ? "" : "; " + error.hint);
  report.error_line = error.line;
  report.changes.clear();
  report.findings.clear();
}

// The result for one source file.
struct Product {
  FileReport report;
  std::string bytes;
  std::optional<mode_t> mode;
  fs::path link;  // not empty: a symlink to this, and no bytes
};

struct ConvertInput {
  std::string name;  // the name in reports
  std::string path;  // path in the package
  std::string bytes;
  const SignatureIndex* signatures = nullptr;  // of the tree; nullptr: the file is converted without its tree
  bool alone = false;                          // its path is known, but no other file is converted with it
};

// Bytes that cannot be parsed stay as they are: failed, or copied if the file need not be Python.
Product convert_input(ConvertInput input, const WriteOptions& options, const Tables& tables) {
  Product out{.report = {.path = input.name}};
  auto source = Source::make(input.name, input.bytes);
  if (!source) {
    out.bytes = std::move(input.bytes);
    out.report.state = FileState::copied;
    if (is_python(input.path) || !is_converted(input.path)) {
      set_error(out.report, FileState::failed, source.error());
    }
    return out;
  }
  auto shared = std::make_shared<const Source>(*std::move(source));
  Conversion conversion = convert(shared, tables,
                                  {.path = std::move(input.path),
                                   .package = options.package,
                                   .signatures = input.signatures,
                                   .into_port = options.into_port || input.alone,
                                   .without = options.without});
  auto report = report_of(input.name, conversion);
  if (!report) {
    out.bytes = std::move(input.bytes);
    set_error(out.report, FileState::failed, report.error());
    return out;
  }
  out.report = *std::move(report);
  out.bytes = std::move(conversion.text);
  return out;
}

// The bytes of `target` if it is a regular file.
std::optional<std::string> existing(const fs::path& target) {
  if (!regular_file_mode(target)) return std::nullopt;
  auto bytes = read_file(target);
  if (!bytes) return std::nullopt;
  return *std::move(bytes);
}

// The base of paths in patches is the root of the work tree, else the current folder.
std::string patch_path(const fs::path& target, const WorkTree* work_tree) {
  std::error_code code;
  const fs::path base = work_tree != nullptr ? fs::path(work_tree->root()) : fs::current_path(code);
  const fs::path real = real_path(target.parent_path()) / target.filename();
  const fs::path root = real_path(base);
  if (is_below(real, root)) return real.lexically_relative(root).generic_string();
  return real.relative_path().generic_string();
}

// The path of a target in the work tree; empty if it is outside.
std::string tree_path(const fs::path& target, const WorkTree* work_tree) {
  if (work_tree == nullptr) return {};
  const fs::path real = real_path(target.parent_path()) / target.filename();
  const fs::path root = real_path(work_tree->root());
  return is_below(real, root) ? real.lexically_relative(root).generic_string() : std::string();
}

// Delivers products: checks for manual changes, writes or diffs, and collects the record. Thread-safe.
class Delivery {
 public:
  Delivery(const WriteOptions& options, const ConversionContext& context)
      : options_(options), context_(context) {}

  // Returns the patch of a dry run.
  std::string deliver(Product& product, const fs::path& target) {
    if (!product.link.empty()) return deliver_link(product, target);
    const auto before = existing(target);
    if (before && *before == product.bytes) {
      remember(target, std::move(product.bytes));
      return {};
    }
    if (!before && is_something_else(product, target)) return {};
    if (before && !options_.in_place && !options_.force && changed_by_hand(target, *before)) {
      set_error(product.report, FileState::refused, {.what = std::string(kRefused)});
      return {};
    }
    if (options_.dry_run)
      return draw(target, before, product.bytes, product.mode.value_or(0644) & 0111 ? 0100755 : 0100644);
    const auto kept = before ? regular_file_mode(target) : product.mode;
    if (const auto written = write_file(target, product.bytes, kept); !written) {
      set_error(product.report, FileState::failed, written.error());
      return {};
    }
    remember(target, std::move(product.bytes));
    return {};
  }

  std::map<std::string, std::string> take_record() { return std::move(record_); }

 private:
  // True for a folder, a device or a symlink in place of a file.
  bool is_something_else(Product& product, const fs::path& target) {
    std::error_code code;
    const fs::file_status status = fs::symlink_status(target, code);
    if (!fs::exists(status)) return false;
    if (fs::is_regular_file(status)) {
      set_error(product.report, FileState::failed, {.what = "cannot read the target; check its permissions"});
      return true;
    }
    if (fs::is_symlink(status) && options_.force) return false;
    const bool folder = fs::is_directory(status);
    set_error(product.report, FileState::refused,
              {.what = folder ? "the target is a folder" : "the target is not a regular file",
               .hint = folder ? "move it away" : "move it away, or replace a symlink with --force"});
    return true;
  }

  bool changed_by_hand(const fs::path& target, const std::string& before) {
    const std::string path = tree_path(target, context_.work_tree);
    if (path.empty()) return true;
    const std::lock_guard lock(mutex_);
    const auto last = context_.work_tree->converted_text(path);
    return !last || *last != before;
  }

  std::string deliver_link(Product& product, const fs::path& target) {
    std::error_code code;
    const fs::file_status status = fs::symlink_status(target, code);
    const bool same = fs::is_symlink(status) && fs::read_symlink(target, code) == product.link;
    if (same || options_.in_place) return {};
    if (fs::exists(status) && !(options_.force && !fs::is_directory(status))) {
      set_error(product.report, FileState::refused, {.what = std::string(kRefused)});
      return {};
    }
    if (options_.dry_run) return draw(target, std::nullopt, product.link.string(), 0120000);
    if (const auto written = write_link(target, product.link); !written) {
      set_error(product.report, FileState::failed, written.error());
    }
    return {};
  }

  std::string draw(const fs::path& target, std::optional<std::string> before, std::string after,
                   unsigned mode) {
    return context_.draw({patch_path(target, context_.work_tree), std::move(before), std::move(after), mode});
  }

  void remember(const fs::path& target, std::string bytes) {
    if (options_.dry_run || options_.in_place || bytes.size() > kMostRecorded) return;
    std::string path = tree_path(target, context_.work_tree);
    if (path.empty()) return;
    const std::lock_guard lock(mutex_);
    const auto last = context_.work_tree->converted_text(path);
    if (!last || *last != bytes) record_.insert_or_assign(std::move(path), std::move(bytes));
  }

  const WriteOptions& options_;
  const ConversionContext& context_;
  std::mutex mutex_;
  std::map<std::string, std::string> record_;
};

// The folders of a run; real, absolute paths.
struct Roots {
  fs::path source, target;
};

Error usage(const fs::path& path, std::string what, std::string hint) {
  return {.kind = ErrorKind::usage, .file = path.string(), .what = std::move(what), .hint = std::move(hint)};
}

Result<Roots> real_roots(const fs::path& source, const fs::path& target, bool in_place) {
  std::error_code code;
  Roots roots{fs::canonical(source, code), {}};
  if (code) return fail({.kind = ErrorKind::not_found, .file = source.string(), .what = code.message()});
  roots.target = real_path(target);
  if (fs::exists(roots.target, code) && !fs::is_directory(roots.target, code)) {
    return fail(usage(target, "is not a folder", "give another --dst-root"));
  }
  if (!in_place && roots.source == roots.target) {
    return fail(usage(target, "is also the source folder", "use --inplace to overwrite the sources"));
  }
  return roots;
}

// Converts a folder. Threads take the entries; reports and patches are stored by index.
class FolderRun {
 public:
  FolderRun(Roots roots, std::vector<TreeFile> entries, const WriteOptions& options,
            const ConversionContext& context)
      : roots_(std::move(roots)),
        entries_(std::move(entries)),
        options_(options),
        context_(context),
        delivery_(options, context),
        package_path_(options.package.empty() ? "x" : path_in_package(roots_.source / "x")),
        sources_(entries_.size()),
        reports_(entries_.size()),
        patches_(entries_.size()) {
    package_path_.pop_back();  // package_path_ is a prefix of paths and ends in '/'
  }

  void run() {
    std::vector<std::optional<FileHeaders>> found(entries_.size());
    for_each_index(found.size(), options_.jobs, [&](std::size_t i) {
      if (entries_[i].kind != TreeFileKind::python) return;
      sources_[i] = read_file(roots_.source / entries_[i].path);
      found[i] = headers(entries_[i].path, *sources_[i]);
    });
    for (std::optional<FileHeaders>& headers : found) {
      if (headers) signatures_.add(*std::move(headers));
    }
    for_each_index(entries_.size(), options_.jobs, [this](std::size_t i) { work(i); });
  }

  Converted take() {
    Converted out{.files = std::move(reports_)};
    for (std::string& patch : patches_) out.diff += std::exchange(patch, {});
    return out;
  }

  std::map<std::string, std::string> take_record() { return delivery_.take_record(); }

 private:
  // Reads the signatures and classes of a file for the other files. An unreadable module still counts as
  // existing.
  FileHeaders headers(const std::string& path, const Result<std::string>& bytes) const {
    return headers_in(bytes ? std::string_view(*bytes) : std::string_view(),
                      module_of(place(path), options_.package), path.ends_with("__init__.py"));
  }

  // The path of the file in its package, for ConvertOptions.
  std::string place(const std::string& path) const {
    return options_.package.empty() ? path_with_package(roots_.source, path) : package_path_ + path;
  }

  void work(std::size_t i) {
    const TreeFile& entry = entries_[i];
    Product product = produce(entry, std::exchange(sources_[i], std::nullopt));
    if (entry.kind != TreeFileKind::unusable && !(product.bytes.empty() && !product.report.error.empty())) {
      patches_[i] = deliver(product, entry);
    }
    reports_[i] = std::move(product.report);
    const std::lock_guard lock(progress_mutex_);
    context_.progress(++done_, entries_.size());
  }

  std::string deliver(Product& product, const TreeFile& entry) {
    if (options_.in_place && entry.kind != TreeFileKind::python) return {};
    const fs::path target = roots_.target / entry.path;
    if (!is_below(real_path(target.parent_path()), roots_.target)) {
      set_error(product.report, FileState::failed, {.what = "a symlink leads out of the target folder"});
      return {};
    }
    return delivery_.deliver(product, target);
  }

  // `known` holds the bytes if they were read before.
  Product produce(const TreeFile& entry, std::optional<Result<std::string>> known) {
    const fs::path source = roots_.source / entry.path;
    Product out{.report = {.path = entry.path, .state = FileState::copied}};
    if (entry.kind == TreeFileKind::unusable) {
      set_error(out.report, FileState::failed, {.what = entry.reason});
      return out;
    }
    if (entry.kind == TreeFileKind::link) {
      std::error_code code;
      out.link = fs::read_symlink(source, code);
      if (code) set_error(out.report, FileState::failed, {.what = code.message()});
      return out;
    }
    auto bytes = known ? *std::move(known) : read_file(source);
    if (!bytes) {
      set_error(out.report, FileState::failed, bytes.error());
      return out;
    }
    if (entry.kind == TreeFileKind::python) {
      out = convert_input({.name = entry.path,
                           .path = place(entry.path),
                           .bytes = *std::move(bytes),
                           .signatures = &signatures_},
                          options_, context_.tables);
    } else if (is_converted(entry.path)) {
      out = convert_input({.name = entry.path, .path = entry.path, .bytes = *std::move(bytes)}, options_,
                          context_.tables);
      if (out.report.state == FileState::unchanged) out.report.state = FileState::copied;
    } else {
      out.bytes = *std::move(bytes);
    }
    out.mode = regular_file_mode(source);
    return out;
  }

  Roots roots_;
  std::vector<TreeFile> entries_;
  const WriteOptions& options_;
  const ConversionContext& context_;
  Delivery delivery_;
  std::string package_path_;
  std::vector<std::optional<Result<std::string>>> sources_;  // of Python files, until each is converted
  std::vector<FileReport> reports_;
  std::vector<std::string> patches_;
  SignatureIndex signatures_;
  std::mutex progress_mutex_;
  std::size_t done_ = 0;
};

}  // namespace

std::string path_in_package(const fs::path& file) {
  std::error_code code;
  const fs::path whole = fs::absolute(file, code).lexically_normal();
  fs::path top = whole.parent_path();
  if (!fs::exists(top / "__init__.py", code)) return whole.filename().generic_string();
  while (top.has_relative_path() && fs::exists(top.parent_path() / "__init__.py", code))
    top = top.parent_path();
  return whole.lexically_relative(top).generic_string();
}

Result<Converted> convert_folder(const fs::path& source, const fs::path& target, const WriteOptions& options,
                                 const ConversionContext& context) {
  auto roots = real_roots(source, target, options.in_place);
  if (!roots) return fail(roots.error());
  auto entries = list_tree(roots->source, options.in_place ? fs::path() : roots->target);
  if (!entries) return fail(entries.error());
  if (!options.in_place) {
    for (const TreeFile& entry : *entries) {
      if (!is_below(roots->target / entry.path, roots->source) || is_below(roots->target, roots->source))
        continue;
      return fail(usage(roots->target / entry.path, "lies in the source folder", "give another --dst-root"));
    }
  }
  FolderRun run(*std::move(roots), *std::move(entries), options, context);
  run.run();
  if (const auto record = run.take_record(); !record.empty()) {
    const auto kept = context.work_tree->record_converted(record, "Convert " + source.filename().string());
    if (!kept) return fail(kept.error());
  }
  return run.take();
}

namespace {

// The path for ConvertOptions, which includes the package's name if the options have none.
std::string place_of(const fs::path& file, const std::string& package) {
  return package.empty() ? file.filename().generic_string() : path_in_package(file);
}

}  // namespace

Converted convert_file(const fs::path& source, const fs::path& target, const WriteOptions& options,
                       const ConversionContext& context) {
  Converted out;
  FileReport& report = out.files.emplace_back(FileReport{.path = source.generic_string()});
  auto bytes = read_file(source);
  if (!bytes) {
    set_error(report, FileState::failed, bytes.error());
    return out;
  }
  const SignatureIndex signatures = imported_signatures(source, *bytes, options.package);
  Product product = convert_input({.name = report.path,
                                   .path = place_of(source, options.package),
                                   .bytes = *std::move(bytes),
                                   .signatures = &signatures,
                                   .alone = true},
                                  options, context.tables);
  std::error_code code;
  if (product.report.state == FileState::failed) {
    // The only file failed, so nothing is written.
  } else if (target.empty()) {
    out.text = std::move(product.bytes);
  } else if (!options.dry_run && fs::exists(target, code) && !fs::is_regular_file(target, code)) {
    if (const auto written = write_output(target, product.bytes); !written) {
      set_error(product.report, FileState::failed, written.error());
    }
  } else {
    product.mode = regular_file_mode(source);
    const fs::path real = fs::is_symlink(target, code) ? real_path(target) : target;
    out.diff = Delivery(options, context).deliver(product, real);
  }
  report = std::move(product.report);
  return out;
}

Converted convert_bytes(const std::string& name, std::string bytes, const WriteOptions& options,
                        const ConversionContext& context) {
  Product product =
      convert_input({.name = name, .path = name, .bytes = std::move(bytes)}, options, context.tables);
  Converted out;
  if (product.report.state != FileState::failed) out.text = std::move(product.bytes);
  out.files.push_back(std::move(product.report));
  return out;
}

}  // namespace mintport
