// Ranges of whole statements, and what becomes of blocks whose statements go.
#pragma once

#include <string>
#include <vector>

#include "core/edit/edit.hh"
#include "core/syntax/tree.hh"

namespace mintport {

// The statement with its indentation and line end when it has its lines to itself; else its own bytes. `lead`
// (1-based count) more comment lines directly above may be taken along.
// Beside others on one line: with the semicolon that parts it from them.
ByteRange statement_range(const Tree& tree, NodeId statement, int comment_lines_above = 0);

// The statement's lines with the comment lines directly above, where those speak of it alone: what follows is
// a blank line, another comment or the end of the block.
ByteRange paragraph_range(const Tree& tree, NodeId statement);

// True when nothing but white space stands before the statement on its line, and nothing but a comment behind
// it.
bool stands_alone(const Tree& tree, NodeId statement);

// The statement that holds the node: the child of a block or of the module.
NodeId statement_of(const Tree& tree, NodeId node);

bool is_statement_list(Kind kind);  // module or block

// Indentation of the line on which the node begins.
std::string_view indentation(const Tree& tree, NodeId node);

// Where the lines of a block begin: behind its header's line, comments before the first statement included.
// kNoOffset when the block stands on the header's line.
inline constexpr ByteOffset kNoOffset = 0xFFFFFFFF;
ByteOffset block_start(const Tree& tree, NodeId block);

// The edits that move a block's lines left to `indent` (text of the target indentation), strings that run
// over several lines left as they are.
std::vector<Edit> dedent(const Tree& tree, NodeId block, std::string_view indent);

// True when evaluating the expression can have no effect: names, attributes, constants, comparisons, and
// calls of functions that only look (isinstance, hasattr, is_..._available).
bool is_pure(const Tree& tree, NodeId expression);

// Puts blocks in order whose statements all go: `pass` where something must stand, whole `if` statements that
// would do nothing removed. `edits` is sorted and free of overlaps, and so is what comes back.
std::vector<Edit> settle_blocks(const Tree& tree, std::vector<Edit> edits);

// The expression is assigned to, alone or among others: left of `=` and `+=`, a loop's variable, behind
// `as`; or it is deleted.
bool is_target(const Tree& tree, NodeId expression);

}  // namespace mintport
