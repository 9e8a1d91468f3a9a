// Writes the results of a run as a string.
#pragma once

#include <string>

#include "core/validate/result.hh"

namespace mintport {

// For people: a line for each class that passed, a block for each other one, then the totals.
std::string write_validation_text(const Validation& run);

// This format is stable: fields may be added, but none is renamed. docs/schemas/validate.json describes it.
std::string write_validation_json(const Validation& run);

// A test suite for each file. A class that differs or stops is a failure; one without a verdict is skipped.
std::string write_validation_junit(const Validation& run);

// For a pull request: the totals, then a table of all classes, those that fail first.
std::string write_validation_markdown(const Validation& run);

// "39 classes: 35 passed, 3 failed, 1 undecided". Without the parts that are 0.
std::string summary_of(const ValidationTotals& totals);

// "UNet2DModel", "UNet2DModel (float16)", "UNet2DModel (float16, graph)".
std::string title_of(const ClassResult& result);

// "2.1e-07"; "-" if it is unset.
std::string short_number(const std::optional<double>& value);

}  // namespace mintport
