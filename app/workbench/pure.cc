// The pure conversion beside the open file.
#include "app/workbench/session.hh"

namespace mintport {

PureText Session::pure_text() const {
  PureText out;
  const Conversion& conversion = *file_->conversion;
  out.side = coloured(file_->path, "the conversion, untouched", conversion.text);
  out.first = diff_by_edits(file_->source_text, conversion.text, conversion.edits,
                            expected_edits(conversion.edits, conversion.changes));
  out.second = diff_by_hunks(conversion.text, file_->shown_text(), file_->by_hand);
  out.rows = between_rows(file_->code.diff, out.first, out.second);
  return out;
}

}  // namespace mintport
