#include "demo_repository.hh"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "app/commands/commands.hh"
#include "corpus.hh"

namespace mintport::bench {

namespace fs = std::filesystem;

DemoRepository::DemoRepository()
    : folder_(fs::temp_directory_path() / ("mintport-bench-screen-" + std::to_string(getpid()))),
      root_(folder_ / "repo") {
  fs::create_directories(root_);
  if (!fs::exists(corpus_folder())) {
    std::fprintf(stderr, "%s is not there: run `.ci/setup diffusers`, or set MINTPORT_CORPUS\n",
                 corpus_folder().c_str());
    std::exit(2);
  }
  fs::copy(corpus_folder(), root_ / "diffusers", fs::copy_options::recursive);
  std::ofstream(root_ / "mintport.json")
      << R"({"source": {"root": "diffusers", "version": "0.35.1"}, "port": {"root": "mindone/diffusers"}})";
  shell("git init -q -b main . && git config user.name Bench && git config user.email bench@example.org");
  shell("git add -A && git -c commit.gpgsign=false -c core.hooksPath=/dev/null commit -q -m diffusers");
  shell("'" MINTPORT_PROGRAM "' convert --src-root diffusers --dst-root mindone/diffusers");
}

DemoRepository::~DemoRepository() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Tables DemoRepository::tables() const {
  auto out = cli::load_project_tables(root_.string(), Manifest(), {});
  if (out) return *std::move(out);
  std::fprintf(stderr, "%s\n", to_string(out.error()).c_str());
  std::exit(2);
}

void DemoRepository::shell(const std::string& command) const {
  const std::string full = "cd '" + root_.string() + "' && { " + command + "; } >/dev/null";
  if (std::system(full.c_str()) == 0) return;
  std::fprintf(stderr, "this failed: %s\n", full.c_str());
  std::exit(2);
}

}  // namespace mintport::bench
