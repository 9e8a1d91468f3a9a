// Node kinds and fields of the Python grammar (tree-sitter-python 0.23), named as in the grammar.
#pragma once

#include <cstdint>

namespace mintport {

// clang-format off
// Named nodes: X(enumerator, name in the grammar).
#define MINTPORT_NAMED_KINDS(X) \
  X(module, "module") \
  X(import_statement, "import_statement") \
  X(relative_import, "relative_import") \
  X(import_prefix, "import_prefix") \
  X(future_import_statement, "future_import_statement") \
  X(import_from_statement, "import_from_statement") \
  X(aliased_import, "aliased_import") \
  X(wildcard_import, "wildcard_import") \
  X(print_statement, "print_statement") \
  X(assert_statement, "assert_statement") \
  X(expression_statement, "expression_statement") \
  X(named_expression, "named_expression") \
  X(return_statement, "return_statement") \
  X(delete_statement, "delete_statement") \
  X(raise_statement, "raise_statement") \
  X(pass_statement, "pass_statement") \
  X(break_statement, "break_statement") \
  X(continue_statement, "continue_statement") \
  X(if_statement, "if_statement") \
  X(elif_clause, "elif_clause") \
  X(else_clause, "else_clause") \
  X(match_statement, "match_statement") \
  X(case_clause, "case_clause") \
  X(for_statement, "for_statement") \
  X(while_statement, "while_statement") \
  X(try_statement, "try_statement") \
  X(except_clause, "except_clause") \
  X(except_group_clause, "except_group_clause") \
  X(finally_clause, "finally_clause") \
  X(with_statement, "with_statement") \
  X(with_clause, "with_clause") \
  X(with_item, "with_item") \
  X(function_definition, "function_definition") \
  X(parameters, "parameters") \
  X(lambda_parameters, "lambda_parameters") \
  X(list_splat, "list_splat") \
  X(dictionary_splat, "dictionary_splat") \
  X(global_statement, "global_statement") \
  X(nonlocal_statement, "nonlocal_statement") \
  X(type_alias_statement, "type_alias_statement") \
  X(class_definition, "class_definition") \
  X(type_parameter, "type_parameter") \
  X(argument_list, "argument_list") \
  X(decorated_definition, "decorated_definition") \
  X(decorator, "decorator") \
  X(block, "block") \
  X(expression_list, "expression_list") \
  X(dotted_name, "dotted_name") \
  X(case_pattern, "case_pattern") \
  X(tuple_pattern, "tuple_pattern") \
  X(list_pattern, "list_pattern") \
  X(default_parameter, "default_parameter") \
  X(typed_default_parameter, "typed_default_parameter") \
  X(list_splat_pattern, "list_splat_pattern") \
  X(dictionary_splat_pattern, "dictionary_splat_pattern") \
  X(as_pattern, "as_pattern") \
  X(as_pattern_target, "as_pattern_target") \
  X(not_operator, "not_operator") \
  X(boolean_operator, "boolean_operator") \
  X(binary_operator, "binary_operator") \
  X(unary_operator, "unary_operator") \
  X(comparison_operator, "comparison_operator") \
  X(lambda, "lambda") \
  X(assignment, "assignment") \
  X(augmented_assignment, "augmented_assignment") \
  X(pattern_list, "pattern_list") \
  X(yield, "yield") \
  X(attribute, "attribute") \
  X(subscript, "subscript") \
  X(slice, "slice") \
  X(call, "call") \
  X(typed_parameter, "typed_parameter") \
  X(type, "type") \
  X(splat_type, "splat_type") \
  X(generic_type, "generic_type") \
  X(union_type, "union_type") \
  X(constrained_type, "constrained_type") \
  X(member_type, "member_type") \
  X(keyword_argument, "keyword_argument") \
  X(list, "list") \
  X(set, "set") \
  X(tuple, "tuple") \
  X(dictionary, "dictionary") \
  X(pair, "pair") \
  X(list_comprehension, "list_comprehension") \
  X(dictionary_comprehension, "dictionary_comprehension") \
  X(set_comprehension, "set_comprehension") \
  X(generator_expression, "generator_expression") \
  X(parenthesized_expression, "parenthesized_expression") \
  X(for_in_clause, "for_in_clause") \
  X(if_clause, "if_clause") \
  X(conditional_expression, "conditional_expression") \
  X(concatenated_string, "concatenated_string") \
  X(string, "string") \
  X(string_start, "string_start") \
  X(string_content, "string_content") \
  X(string_end, "string_end") \
  X(interpolation, "interpolation") \
  X(format_specifier, "format_specifier") \
  X(format_expression, "format_expression") \
  X(type_conversion, "type_conversion") \
  X(escape_sequence, "escape_sequence") \
  X(escape_interpolation, "escape_interpolation") \
  X(await, "await") \
  X(positional_separator, "positional_separator") \
  X(keyword_separator, "keyword_separator") \
  X(identifier, "identifier") \
  X(integer, "integer") \
  X(float_, "float") \
  X(true_, "true") \
  X(false_, "false") \
  X(none, "none") \
  X(ellipsis, "ellipsis") \
  X(comment, "comment") \
  X(line_continuation, "line_continuation") \
  X(keyword_pattern, "keyword_pattern") \
  X(splat_pattern, "splat_pattern") \
  X(class_pattern, "class_pattern") \
  X(union_pattern, "union_pattern") \
  X(dict_pattern, "dict_pattern") \
  X(complex_pattern, "complex_pattern")

// Punctuation that rules ask for. Every other token is Kind::token; its text distinguishes it.
#define MINTPORT_TOKEN_KINDS(X) \
  X(lparen, "(") \
  X(rparen, ")") \
  X(lbracket, "[") \
  X(rbracket, "]") \
  X(lbrace, "{") \
  X(rbrace, "}") \
  X(comma, ",") \
  X(dot, ".") \
  X(colon, ":") \
  X(equal, "=") \
  X(star, "*") \
  X(star_star, "**") \
  X(semicolon, ";") \
  X(at, "@") \
  X(arrow, "->")

#define MINTPORT_FIELDS(X) \
  X(alias, "alias") \
  X(alternative, "alternative") \
  X(argument, "argument") \
  X(arguments, "arguments") \
  X(attribute, "attribute") \
  X(body, "body") \
  X(cause, "cause") \
  X(code, "code") \
  X(condition, "condition") \
  X(consequence, "consequence") \
  X(definition, "definition") \
  X(expression, "expression") \
  X(format_specifier, "format_specifier") \
  X(function, "function") \
  X(guard, "guard") \
  X(key, "key") \
  X(left, "left") \
  X(module_name, "module_name") \
  X(name, "name") \
  X(object, "object") \
  X(operator_, "operator") \
  X(operators, "operators") \
  X(parameters, "parameters") \
  X(return_type, "return_type") \
  X(right, "right") \
  X(subject, "subject") \
  X(subscript, "subscript") \
  X(superclasses, "superclasses") \
  X(type, "type") \
  X(type_conversion, "type_conversion") \
  X(type_parameters, "type_parameters") \
  X(value, "value")
// clang-format on

enum class Kind : std::uint8_t {
  other,    // a named node that no rule asks for
  error,    // text that does not parse
  missing,  // a token that the parser inserted
  token,    // a keyword or an operator
#define X(name, spelling) name,
  MINTPORT_NAMED_KINDS(X) MINTPORT_TOKEN_KINDS(X)
#undef X
};
inline constexpr std::size_t kKinds = 4
#define X(name, spelling) +1
    MINTPORT_NAMED_KINDS(X) MINTPORT_TOKEN_KINDS(X)
#undef X
    ;

enum class Field : std::uint8_t {
  none,
#define X(name, spelling) name,
  MINTPORT_FIELDS(X)
#undef X
};

// import a, from a import b, from __future__ import b
constexpr bool is_import(Kind kind) {
  return kind == Kind::import_statement || kind == Kind::import_from_statement ||
         kind == Kind::future_import_statement;
}

}  // namespace mintport
