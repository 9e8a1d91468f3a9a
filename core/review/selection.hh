// Chooses findings by what a command names: ids, a kind, a symbol, files. Pure functions of the state, which
// must hold the findings of the files in question.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/state.hh"

namespace mintport {

// A finding by its index in the findings of a file.
struct FindingAt {
  std::string path;  // below both roots
  std::size_t finding = 0;
  friend bool operator==(const FindingAt&, const FindingAt&) = default;
};

struct Selection {
  std::vector<std::string> paths;   // files and folders below both roots; empty: all
  std::optional<FindingKind> kind;  // unset: all
  std::string symbol;               // a name, or what it is in: "torch.linalg"; empty: all
  friend bool operator==(const Selection&, const Selection&) = default;
};

// `paths` as in Selection.
bool is_at(std::string_view path, std::span<const std::string> paths);
// Whether kind and symbol are the wanted ones.
bool is_wanted(const Finding& finding, const Selection& wanted);

// By path, then in the order of the file.
std::vector<FindingAt> select(const State& state, const Selection& wanted);

// The open ones of files in the port that offer a fix; with `certain`, one that keeps the meaning for sure.
std::vector<FindingAt> select_fixable(const State& state, const Selection& wanted, bool certain);
bool is_certain(const Fix& fix);

// The findings with these ids, each once, in the order of the ids. An id may be cut to its first digits where
// they are unique. Errors (kind usage): an id that is unknown, or that several findings begin with; the hint
// lists them.
Result<std::vector<FindingAt>> with_ids(const State& state, std::span<const std::string> ids);

// The finding, which must exist.
const TrackedFinding& at(const State& state, const FindingAt& place);

}  // namespace mintport
