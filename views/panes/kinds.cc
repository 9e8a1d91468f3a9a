#include "views/panes/kinds.hh"

#include <cassert>

namespace mintport::ui {

std::string_view meaning_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::unmapped:
      return "a known torch name that has no target";
    case FindingKind::unknown:
      return "a name below torch that mintport does not know";
    case FindingKind::maybe_tensor:
      return "a method that is torch's if the value is a tensor; nothing proves that it is";
    case FindingKind::dropped_argument:
      return "an argument that the target does not take";
    case FindingKind::device_check:
      return "a question about CUDA or another backend";
    case FindingKind::dynamic_import:
      return "a module that is imported by a name computed at run time";
    case FindingKind::attention:
      return "attention that is written out; the port may have a fused version";
    case FindingKind::difference:
      return "the target differs in a default, a type or a layout";
    case FindingKind::convention:
      return "code that works, but that the port writes differently";
    case FindingKind::syntax:
      return "text that does not parse";
    case FindingKind::validation:
      return "a class of the port fails here when it runs beside the original";
    case FindingKind::note:
      return "a note that somebody left for a colleague";
  }
  assert(false);
  return {};
}

}  // namespace mintport::ui
