// Converts a snippet into a value that tests compare.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "core/convert/convert.hh"

namespace mintport {

struct Converted {
  std::string text;
  std::vector<std::string> findings;  // "kind line symbol", with the line of the converted text

  friend bool operator==(const Converted&, const Converted&) = default;
};
std::ostream& operator<<(std::ostream& out, const Converted& converted);

// The embedded tables, loaded once.
const Tables& embedded_tables();
// The same with the habits of a profile: for a test to keep.
Tables tables_with(const Profile& profile);
// With a port whose functions return tuples, and no other habit; loaded once.
const Tables& tuple_tables();

// Converts the text as the file `path` of the package. Ignores a newline at the very start, so that raw
// strings can begin on their own line. Fails the test if the conversion breaks an invariant (invariants.hh),
// such as that converting the result again changes nothing.
Converted convert_text(std::string_view text, std::string path = "models/a.py");

// Converts the text without checking invariants.
Conversion conversion_of(std::string text, const ConvertOptions& options,
                         const Tables& tables = embedded_tables());
// Expects that `before` becomes `after`, and that `after` does not change.
void expect_conversion(const std::string& before, const std::string& after, const std::string& path,
                       const Tables& tables = embedded_tables());

// The same with the mindone profile.
const Tables& mindone_tables();
Converted convert_by_habit(std::string_view text, std::string path = "models/a.py");

// The expected value; also ignores a newline at the start.
Converted gives(std::string_view text, std::vector<std::string> findings = {});

// The expected value if nothing changes.
Converted stays(std::string_view text, std::vector<std::string> findings = {});

}  // namespace mintport
