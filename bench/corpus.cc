#include "corpus.hh"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/names/names.hh"
#include "core/project/manifest.hh"

namespace mintport::bench {
namespace {

namespace fs = std::filesystem;

std::vector<CorpusFile> read_corpus() {
  std::vector<CorpusFile> out;
  const fs::path root = corpus_folder();
  std::error_code code;
  for (const auto& entry : fs::recursive_directory_iterator(root, code)) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const std::string path = fs::relative(entry.path(), root).generic_string();
    if (auto source = Source::make(path, std::move(bytes))) {
      out.push_back({path, std::make_shared<const Source>(*std::move(source))});
    }
  }
  if (out.empty()) {
    std::fprintf(stderr, "no .py files in %s: run `.ci/setup diffusers`, or set MINTPORT_CORPUS\n",
                 root.c_str());
    std::exit(2);
  }
  std::sort(out.begin(), out.end(), [](const CorpusFile& a, const CorpusFile& b) { return a.path < b.path; });
  return out;
}

Tables default_tables() {
  auto tables = Tables::embedded();
  auto profile = Profile::load(Manifest{}.profile);
  if (!tables || !profile) std::exit(2);
  tables->set_profile(*std::move(profile));
  return *std::move(tables);
}

SignatureIndex index_corpus() {
  SignatureIndex out;
  for (const CorpusFile& file : corpus()) {
    out.add(headers_in(file.source->text(), module_of(file.path, "diffusers"),
                       file.path.ends_with("__init__.py")));
  }
  return out;
}

}  // namespace

std::string corpus_folder() {
  const char* set = std::getenv("MINTPORT_CORPUS");
  return set != nullptr ? set : MINTPORT_CORPUS;
}

const std::vector<CorpusFile>& corpus() {
  static const std::vector<CorpusFile> files = read_corpus();
  return files;
}

std::size_t corpus_bytes() {
  std::size_t bytes = 0;
  for (const CorpusFile& file : corpus()) bytes += file.source->size();
  return bytes;
}

const CorpusFile& largest() {
  return *std::max_element(corpus().begin(), corpus().end(), [](const CorpusFile& a, const CorpusFile& b) {
    return a.source->size() < b.source->size();
  });
}

const Tables& tables() {
  static const Tables made = default_tables();
  return made;
}

const SignatureIndex& signatures() {
  static const SignatureIndex index = index_corpus();
  return index;
}

}  // namespace mintport::bench
