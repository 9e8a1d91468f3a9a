// The spelling of the program's enums in the tables. Private to this folder.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "core/mapping/tables.hh"

namespace mintport {

inline constexpr std::array<std::pair<std::string_view, Form>, 9> kForms = {
    {{"name", Form::name},
     {"tuple", Form::tuple},
     {"drop_call", Form::drop_call},
     {"function", Form::function},
     {"property", Form::property},
     {"drop_override", Form::drop_override},
     {"decorator", Form::decorator},
     {"pairs", Form::pairs},
     {"initializer", Form::initializer}}};
inline constexpr std::array<std::pair<std::string_view, Entry::Unlike::Given>, 12> kGiven = {
    {{"any", Entry::Unlike::Given::any},
     {"absent", Entry::Unlike::Given::absent},
     {"keyword", Entry::Unlike::Given::keyword},
     {"int", Entry::Unlike::Given::integer},
     {"float", Entry::Unlike::Given::real},
     {"bool", Entry::Unlike::Given::boolean},
     {"list", Entry::Unlike::Given::list},
     {"tuple", Entry::Unlike::Given::tuple},
     {"True", Entry::Unlike::Given::true_},
     {"False", Entry::Unlike::Given::false_},
     {"None", Entry::Unlike::Given::none},
     {"several", Entry::Unlike::Given::several}}};
inline constexpr std::array<std::pair<std::string_view, bool>, 2> kApplicabilities = {
    {{"machine", true}, {"maybe", false}}};
inline constexpr std::array<std::pair<std::string_view, Returns>, 13> kReturns = {
    {{"tensor", Returns::tensor},
     {"tensors", Returns::tensors},
     {"shape", Returns::shape},
     {"dtype", Returns::dtype},
     {"device", Returns::device},
     {"number", Returns::number},
     {"boolean", Returns::boolean},
     {"string", Returns::string},
     {"array", Returns::array},
     {"module", Returns::module},
     {"modules", Returns::modules},
     {"generator", Returns::generator},
     {"other", Returns::other}}};

inline constexpr std::array<std::pair<std::string_view, Word::Use>, 5> kUses = {
    {{"interface", Word::Use::interface},
     {"text", Word::Use::text},
     {"option", Word::Use::option},
     {"example-result", Word::Use::example_result},
     {"example-drop", Word::Use::example_drop}}};

}  // namespace mintport
