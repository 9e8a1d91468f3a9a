#include "core/validate/store.hh"

#include <algorithm>

#include "core/validate/json.hh"

namespace mintport {
namespace {

using validation::Json;

Error broken(std::string what) {
  return {ErrorKind::content, "", 0, "the kept results are damaged: " + std::move(what),
          "delete the file; the classes can be validated again"};
}

KeptResult kept_from(const Json& json) {
  const Json blobs = json.value("blobs", Json::object());
  return {validation::result_from(json.value("result", Json())),
          validation::options_from(json.value("options", Json())),
          {validation::text_in(blobs, "port"), validation::text_in(blobs, "source")},
          validation::text_in(json, "code")};
}

}  // namespace

void ValidationStore::keep(KeptResult kept) {
  const ClassResult& result = kept.result;
  Key key{result.file, result.name, result.dtype, result.mode};
  kept_.insert_or_assign(std::move(key), std::move(kept));
}

void ValidationStore::keep_only(const std::string& file, const std::vector<std::string>& names) {
  std::erase_if(kept_, [&](const auto& entry) {
    return std::get<0>(entry.first) == file &&
           std::find(names.begin(), names.end(), std::get<1>(entry.first)) == names.end();
  });
}

std::vector<const KeptResult*> ValidationStore::of_file(const std::string& file) const {
  std::vector<const KeptResult*> out;
  for (auto at = kept_.lower_bound({file, "", "", ""}); at != kept_.end() && std::get<0>(at->first) == file;
       ++at)
    out.push_back(&at->second);
  return out;
}

std::vector<const KeptResult*> ValidationStore::errors_in(const std::string& file) const {
  std::vector<const KeptResult*> out;
  for (const auto& [key, kept] : kept_) {
    if (kept.result.ok == false && kept.result.error && kept.result.error->file == file) out.push_back(&kept);
  }
  return out;
}

std::string write_store(const ValidationStore& store) {
  std::string out = "{\"results\": [";
  const char* separator = "\n";
  for (const auto& [key, kept] : store.kept_) {
    const Json blobs{{"port", kept.blobs.port}, {"source", kept.blobs.source}};
    out += separator + validation::dump({{"blobs", blobs},
                                         {"code", kept.code},
                                         {"options", validation::to_json(kept.options)},
                                         {"result", validation::to_json(kept.result)}});
    separator = ",\n";
  }
  return out + "\n]}\n";
}

Result<ValidationStore> read_store(std::string_view text) {
  ValidationStore out;
  if (text.empty()) return out;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return fail(broken("not a JSON object"));
  try {
    for (const Json& kept : validation::list_in(json, "results")) {
      if (!kept.is_object()) throw validation::WrongValue{"a result is not an object"};
      out.keep(kept_from(kept));
    }
  } catch (const validation::WrongValue& wrong) {
    return fail(broken(wrong.what));
  }
  return out;
}

std::string_view to_string(FileVerdict verdict) {
  switch (verdict) {
    case FileVerdict::none:
      return "-";
    case FileVerdict::stale:
      return "stale";
    case FileVerdict::undecided:
      return "undecided";
    case FileVerdict::failed:
      return "failed";
    case FileVerdict::passed:
      return "passed";
  }
  return "";
}

FileVerdict verdict_of(const std::vector<const KeptResult*>& kept, const ValidatedBlobs& now) {
  if (kept.empty()) return FileVerdict::none;
  const auto any = [&](auto&& is) { return std::any_of(kept.begin(), kept.end(), is); };
  if (any([&](const KeptResult* one) { return one->blobs != now; })) return FileVerdict::stale;
  if (any([](const KeptResult* one) { return one->result.ok == false; })) return FileVerdict::failed;
  if (any([](const KeptResult* one) { return !one->result.ok; })) return FileVerdict::undecided;
  return FileVerdict::passed;
}

FileReach reach_of(const std::vector<const KeptResult*>& kept, const ValidatedBlobs& now) {
  FileReach out{verdict_of(kept, now), Rung::equal};
  for (const KeptResult* one : kept) {
    if (one->result.ok != true) out.rung = std::min(out.rung, one->result.rung);
  }
  return out;
}

}  // namespace mintport
