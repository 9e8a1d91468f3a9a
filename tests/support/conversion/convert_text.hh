// A snippet through the converter, as one value that tests compare.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "core/convert/convert.hh"

namespace mintport {

struct Converted {
  std::string text;
  std::vector<std::string> findings;  // "kind line symbol", the line that of the converted text

  friend bool operator==(const Converted&, const Converted&) = default;
};
std::ostream& operator<<(std::ostream& out, const Converted& converted);

// The tables of the binary, loaded once.
const Tables& embedded_tables();
// The same with the habits of a profile: for a test to keep.
Tables tables_with(const Profile& profile);
// With a port whose functions return tuples, and no other habit; loaded once.
const Tables& tuple_tables();

// Converts the text as file `path` of the package. A newline at the very start is left out, so that raw
// strings can begin on a line of their own. Fails the test when the conversion breaks what must hold for any
// (invariants.hh): among them that converting the result again changes nothing.
Converted convert_text(std::string_view text, std::string path = "models/a.py");

// The conversion of the text as it is, whatever it may break: for tests of what has no fixed form.
Conversion conversion_of(std::string text, const ConvertOptions& options,
                         const Tables& tables = embedded_tables());
// Expects that `before` becomes `after`, and `after` stays.
void expect_conversion(const std::string& before, const std::string& after, const std::string& path,
                       const Tables& tables = embedded_tables());

// The same by the habits of the mindone profile.
const Tables& mindone_tables();
Converted convert_by_habit(std::string_view text, std::string path = "models/a.py");

// The expectation, with the same courtesy for raw strings.
Converted gives(std::string_view text, std::vector<std::string> findings = {});

// The expectation that nothing changes.
Converted stays(std::string_view text, std::vector<std::string> findings = {});

}  // namespace mintport
