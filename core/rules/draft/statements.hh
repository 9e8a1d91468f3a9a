// Ranges of whole statements, and repair of blocks whose statements are removed.
#pragma once

#include <string>
#include <vector>

#include "core/edit/edit.hh"
#include "core/syntax/tree.hh"

namespace mintport {

// The statement with its indentation and line end if it has its own lines; with others on its line, its own
// bytes with the separating semicolon. Includes up to `comment_lines_above` comment lines directly above.
ByteRange statement_range(const Tree& tree, NodeId statement, int comment_lines_above = 0);

// The statement's lines with the comment lines directly above, if those concern it alone: a blank line,
// another comment or the end of the block follows.
ByteRange paragraph_range(const Tree& tree, NodeId statement);

// True if only white space precedes the statement on its line, and only a comment follows.
bool stands_alone(const Tree& tree, NodeId statement);

// The statement that contains the node: the child of a block or of the module.
NodeId statement_of(const Tree& tree, NodeId node);

bool is_statement_list(Kind kind);  // module or block

// Indentation of the line on which the node begins.
std::string_view indentation(const Tree& tree, NodeId node);

// The start of a block's lines: after the header's line, so that it includes comments before the first
// statement. kNoOffset if the block is on the header's line.
inline constexpr ByteOffset kNoOffset = 0xFFFFFFFF;
ByteOffset block_start(const Tree& tree, NodeId block);

// The edits that move a block's lines left to `indent` (the target indentation as text). Multi-line strings
// stay as they are.
std::vector<Edit> dedent(const Tree& tree, NodeId block, std::string_view indent);

// Lines of code as comments: `code` without the indentation of its first line, the others at `indent`.
std::string commented(std::string_view code, std::string_view indent);

// True if evaluating the expression has no side effect: names, attributes, constants, comparisons, and calls
// of pure functions (isinstance, hasattr, is_..._available).
bool is_pure(const Tree& tree, NodeId expression);

// Repairs blocks whose statements are all removed: inserts `pass` where a statement is required, removes `if`
// statements that would do nothing. `edits` and the result are sorted without overlaps.
std::vector<Edit> settle_blocks(const Tree& tree, std::vector<Edit> edits);

// True if the expression is assigned to, alone or among others (left of `=` and `+=`, a loop's variable,
// after `as`), or deleted.
bool is_target(const Tree& tree, NodeId expression);

}  // namespace mintport
