// Finds a name in all files of a review: in the port's text, or in HF's where the port lacks the file.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/session/job.hh"
#include "app/session/project.hh"
#include "core/diff/diff.hh"
#include "core/review/mentions.hh"

namespace mintport {

struct NameFound {
  std::string path;  // below both roots
  Side side = Side::right;
  Mention mention;
  friend bool operator==(const NameFound&, const NameFound&) = default;
};

class NameSearch {
 public:
  // The reference must outlive this.
  explicit NameSearch(Project& project) : project_(project) {}

  // A job that calls `take` at the end, unless it is stopped: definitions first, then uses, each by path.
  Job find(const std::string& name, std::function<void(std::vector<NameFound>)> take);
  // The file and the definition in it that a name of Python means, "diffusers.models.x.A.f". nullopt: it is
  // no file of the review.
  std::optional<std::pair<std::string, std::string>> place_of(std::string_view qualified) const;

 private:
  Project& project_;
};

}  // namespace mintport
