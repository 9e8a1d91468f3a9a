// What must hold for the conversion of any file. For one conversion a list of sentences, one for each breach.
#pragma once

#include <string>
#include <vector>

#include "core/convert/convert.hh"

namespace mintport {

std::vector<std::string> breaches(const Conversion& conversion, const Tables& tables,
                                  const ConvertOptions& options);

}  // namespace mintport
