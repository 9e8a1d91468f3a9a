// The profile's: what asks only how many positions nonzero() finds counts them by the condition's sum, whose
// shape is known; the positions are looked for where one is taken.
//
//     found = (a == b).nonzero()
//     pos = 1 if len(found) > 1 else 0
//     return found[pos].item()
//
// asks `if (a == b).sum() > 1` first and returns int(found[pos]).

#include <algorithm>

#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"

namespace mintport::rules::counts {
namespace {

constexpr const char* kRule = "nonzero-count";
constexpr const char* kNote = "the sum of the condition is the number of positions";

class CountPass : public PassWalk {
 public:
  CountPass(RuleContext& context, const Profile::Counts& habit) : PassWalk(context), habit_(habit) {}

  void run() {
    if (tree_.source().text().find(".nonzero()") == std::string_view::npos) return;
    each(Kind::assignment, [&](NodeId id) { assignment(id); });
  }

 private:
  // found = CONDITION.nonzero()
  struct Search {
    NodeId statement = kNoNode, assignment = kNoNode;
    std::string found, condition, indent;
    std::vector<NodeId> uses;
  };

  void assignment(NodeId id) {
    const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
    if (left == kNoNode || right == kNoNode || tree_[left].kind != Kind::identifier) return;
    if (tree_[right].kind != Kind::call || !tree_.text(right).ends_with(".nonzero()")) return;
    const NodeId condition = tree_.child(tree_.child(right, Field::function), Field::object);
    const GroupId group = names_.group_of(left);
    if (group == kNoGroup || names_.groups()[group].bindings.size() != 1 || !is_plain(condition)) return;
    Search search;
    search.statement = statement_of(tree_, id);
    search.assignment = id;
    search.found = tree_.text(left);
    search.condition = tree_.text(condition);
    search.indent = indentation(tree_, id);
    search.uses = names_.groups()[group].uses;
    if (!stands_alone(tree_, search.statement)) return;
    const NodeId next = statement_below(search.statement);
    if (next == kNoNode) return;
    if (tree_[next].kind == Kind::if_statement) {
      choice_by_branches(search, next);
    } else {
      choice_by_name(search, next);
    }
  }

  // A comparison of names: it can be written twice.
  bool is_plain(NodeId condition) const {
    for (NodeId id = condition; id < tree_[condition].last; ++id) {
      const Kind kind = tree_[id].kind;
      if (tree_[id].named && kind != Kind::identifier && kind != Kind::attribute && kind != Kind::integer &&
          kind != Kind::comparison_operator && kind != Kind::parenthesized_expression) {
        return false;
      }
    }
    return names_.qualified(condition).empty();
  }

  NodeId statement_below(NodeId statement) const {
    NodeId at = tree_.next_sibling(statement);
    while (at != kNoNode && tree_[at].kind == Kind::comment) at = tree_.next_sibling(at);
    return at;
  }

  // Lines that follow the first, with its indentation.
  std::string lines(const Search& search, const std::vector<std::string>& all) const {
    std::string out;
    for (const std::string& line : all) {
      if (!out.empty()) out += std::string(tree_.source().newline()) + search.indent;
      out += line;
    }
    return out;
  }

  // n of `len(found) > n`, or empty.
  std::string_view more_than(const Search& search, NodeId test) const {
    std::string_view text = tree_.text(test);
    const std::string start = "len(" + search.found + ") > ";
    if (tree_[test].kind != Kind::comparison_operator || !text.starts_with(start)) return {};
    text.remove_prefix(start.size());
    return is_number(text) ? text : std::string_view();
  }

  static bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  }

  // place = A if len(found) > n else B; return found[place].item()
  void choice_by_name(const Search& search, NodeId choice) {
    const NodeId assigned = tree_.first_child(choice), last = statement_below(choice);
    if (search.uses.size() != 2 || assigned == kNoNode || tree_[assigned].kind != Kind::assignment) return;
    const NodeId place = tree_.child(assigned, Field::left), value = tree_.child(assigned, Field::right);
    if (place == kNoNode || value == kNoNode || tree_[value].kind != Kind::conditional_expression) return;
    const auto parts = tree_.named_children(value);
    if (parts.size() != 3 || tree_[parts[0]].kind != Kind::integer || tree_[parts[2]].kind != Kind::integer)
      return;
    const std::string_view many = more_than(search, parts[1]);
    if (many.empty() || last == kNoNode || tree_[last].kind != Kind::return_statement) return;
    const NodeId taken = tree_.named_children(last).empty() ? kNoNode : tree_.named_children(last).front();
    const std::string name(tree_.text(place)), element = search.found + "[" + name + "]";
    if (taken == kNoNode || tree_.text(taken) != element + ".item()" || !stands_alone(tree_, choice)) return;
    const std::string first =
        lines(search, {"if " + search.condition + ".sum() > " + std::string(many) + ":",
                       "    " + name + " = " + std::string(tree_.text(parts[0])),
                       "else:", "    " + name + " = " + std::string(tree_.text(parts[2]))});
    c_.draft.remove(make_change(kRule, kNote,
                                {{tree_[search.statement].range, first},
                                 {tree_[choice].range, std::string(tree_.text(search.assignment))},
                                 {tree_[taken].range, "int(" + element + ")"}}));
  }

  // if len(found) == 0: ... elif len(found) > n: v = found[A].item() else: v = found[B].item()
  void choice_by_branches(const Search& search, NodeId branches) {
    const NodeId test = tree_.child(branches, Field::condition),
                 many = tree_.child(branches, Kind::elif_clause),
                 few = tree_.child(branches, Kind::else_clause);
    if (search.uses.size() != 4 || test == kNoNode || many == kNoNode || few == kNoNode) return;
    if (tree_.text(test) != "len(" + search.found + ") == 0" || tree_.next_sibling(many) != few) return;
    const std::string number = search.found + habit_.suffix;
    if (names_.binds(number) || names_.binds(habit_.position)) return;
    const std::string_view more = more_than(search, tree_.child(many, Field::condition));
    const Taken a = taken(search, tree_.child(many, Field::consequence)),
                b = taken(search, tree_.child(few, Field::body));
    if (more.empty() || a.name.empty() || a.name != b.name) return;
    const std::string last =
        lines(search, {"else:", "    if " + number + " > " + std::string(more) + ":",
                       "        " + habit_.position + " = " + std::string(a.place),
                       "    else:", "        " + habit_.position + " = " + std::string(b.place),
                       "    " + std::string(a.name) + " = int(" + search.condition + ".nonzero()[" +
                           habit_.position + "])"});
    c_.draft.remove(
        make_change(kRule, kNote,
                    {{tree_[search.statement].range, number + " = " + search.condition + ".sum()"},
                     {tree_[test].range, number + " == 0"},
                     {{tree_[many].range.begin, tree_[few].range.end}, last}}));
  }

  struct Taken {
    std::string_view name, place;
  };

  // The block's only statement, `name = found[place].item()`.
  Taken taken(const Search& search, NodeId block) const {
    if (block == kNoNode || tree_.text(block).find('#') != std::string_view::npos) return {};
    const auto statements = tree_.named_children(block);
    const NodeId inner = statements.size() == 1 ? tree_.first_child(statements[0]) : kNoNode;
    if (inner == kNoNode || tree_[inner].kind != Kind::assignment) return {};
    const std::string_view name = tree_.text(tree_.child(inner, Field::left));
    std::string_view text = tree_.text(tree_.child(inner, Field::right));
    const std::string start = search.found + "[", end = "].item()";
    if (!text.starts_with(start) || !text.ends_with(end)) return {};
    text = text.substr(start.size(), text.size() - start.size() - end.size());
    return is_number(text) ? Taken{name, text} : Taken{};
  }

  const Profile::Counts& habit_;
};

bool wanted(const RuleInput& input) {
  return input.tables.profile() != nullptr && input.tables.profile()->counts;
}

void run(RuleContext& context) {
  CountPass(context, *context.in.tables.profile()->counts).run();
}

constexpr RuleInfo kRules[] = {{kRule, "replaces the length of nonzero() with the sum of the condition",
                                "the profile asks for it, and nothing else reads the positions", "",
                                "len((a == b).nonzero()) > 1 -> (a == b).sum() > 1"}};

}  // namespace

extern const Pass kPass{
    .name = "counts", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::counts
