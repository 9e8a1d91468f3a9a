// Lists of layers that are filled after they became an attribute. torch computes parameter names on request.
// MindSpore sets them when a cell becomes an attribute; cells that a CellList gets later lack the list's
// name, so checkpoints would not match. So the list is filled first: self.blocks = nn.ModuleList([]);
// self.blocks.append(b) -> blocks = []; blocks.append(b); self.blocks = nn.CellList(blocks).

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text.hh"
#include "core/names/instances.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::cell_lists {
namespace {

constexpr const char* kRule = "cell-list";
constexpr const char* kNote =
    "cells get their names when their list becomes an attribute, so the list is filled first";

// A `self.NAME = nn.ModuleList(...)` in a method, and the uses of the attribute.
struct Site {
  NodeId assignment = kNoNode, call = kNoNode, function = kNoNode, owner = kNoNode;
  std::string_view name;
  std::vector<NodeId> uses;  // attributes self.NAME after the assignment, up to the last that fills it
  NodeId last = kNoNode;     // the statement next to the assignment that contains the last use
};

class CellListPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (const Reference& reference : names_.references()) {
      if (reference.qualified == "torch.nn.ModuleDict" && tree_[reference.node].field == Field::function)
        dictionary(tree_[reference.node].parent);
      if (reference.qualified != "torch.nn.ModuleList" || c_.draft.removed(reference.node)) continue;
      if (tree_[reference.node].field != Field::function) continue;
      const NodeId call = tree_[reference.node].parent;
      generator(call);
      list_of(call);
      Site site = site_of(call);
      if (site.owner != kNoNode) fill_first(site);
    }
    each(Kind::call, [&](NodeId id) { member(id); });
    each(Kind::binary_operator, [&](NodeId id) { sum(id); });
    each(Kind::assignment, [&](NodeId id) { item(id); });
  }

 private:
  ByteOffset begin(NodeId id) const { return tree_[id].range.begin; }
  ByteOffset end(NodeId id) const { return tree_[id].range.end; }
  bool inside(NodeId id, NodeId outer) const { return outer <= id && id < tree_[outer].last; }

  bool is_only(NodeId value, std::string_view name) const {
    return classes_of(names_, value) == std::vector<std::string>{std::string(name)};
  }

  void tell(std::string symbol, std::string message, NodeId at) {
    c_.draft.add(DraftFinding{
        FindingKind::unmapped, kRule, std::move(symbol), std::move(message), tree_[at].range, {}});
  }

  // self.net.insert(0, layer) of a Sequential, self.blocks.pop(0) of a ModuleList.
  void member(NodeId call) {
    const NodeId function = tree_.child(call, Field::function);
    if (function == kNoNode || tree_[function].kind != Kind::attribute) return;
    const NodeId object = tree_.child(function, Field::object);
    const std::string_view name = tree_.text(tree_.child(function, Field::attribute));
    const std::string shown(name);
    if (is_any(name, {"insert", "extend", "pop"}) && is_only(object, "torch.nn.Sequential")) {
      tell("torch.nn.Sequential." + shown,
           "SequentialCell has no `" + shown +
               "`; fill a Python list first, then create SequentialCell(*layers)",
           call);
    } else if (name == "pop" && is_only(object, "torch.nn.ModuleList")) {
      tell("torch.nn.ModuleList.pop",
           "CellList has no `pop`; fill a Python list first, then create the CellList", call);
    }
  }

  // nn.ModuleDict({name: nn.ModuleList(...)})
  void dictionary(NodeId call) {
    for (const NodeId argument : call_arguments(tree_, call)) {
      if (!tree_.is(argument, Kind::dictionary, Kind::dictionary_comprehension)) continue;
      for (const NodeId pair : tree_.named_children(argument)) {
        if (tree_.is(pair, Kind::pair)) in_dictionary(tree_.child(pair, Field::value));
      }
    }
  }

  // self.heads[name] = nn.ModuleList(...)
  void item(NodeId assignment) {
    const auto left = subscript_view(tree_, tree_.child(assignment, Field::left));
    if (left && is_only(left->object, "torch.nn.ModuleDict"))
      in_dictionary(tree_.child(assignment, Field::right));
  }

  void in_dictionary(NodeId value) {
    if (value == kNoNode || c_.draft.removed(value)) return;
    for (const auto& [torch, cell] :
         {std::pair("torch.nn.ModuleList", "CellList"), std::pair("torch.nn.Sequential", "SequentialCell"),
          std::pair("torch.nn.ModuleDict", "CellDict")}) {
      if (!is_only(value, torch)) continue;
      tell("torch.nn.ModuleDict",
           "a CellDict takes no " + std::string(cell) + "; hold it in a Cell of your own, or as an attribute",
           value);
    }
  }

  // for block in self.down + self.up: a CellList has no +, and a list is enough to walk over.
  void sum(NodeId id) {
    const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
    if (left == kNoNode || right == kNoNode || !is_only(left, "torch.nn.ModuleList")) return;
    if (tree_.source().text({end(left), begin(right)}).find('+') == std::string_view::npos) return;
    const NodeId up = tree_[id].parent;
    const bool walked = tree_[id].field == Field::right &&
                        (tree_[up].kind == Kind::for_statement || tree_[up].kind == Kind::for_in_clause);
    if (!walked || tree_[right].kind == Kind::conditional_expression) {
      tell("torch.nn.ModuleList", "a CellList has no +; write CellList([*a, *b])", id);
      return;
    }
    c_.draft.add(resting_on(evidence_of(c_.in, left), make_change(kRule, "a CellList has no +",
                                                                  {{{begin(id), begin(id)}, "[*"},
                                                                   {{end(left), begin(right)}, ", *"},
                                                                   {{end(id), end(id)}, "]"}})));
  }

  // nn.ModuleList(f(x) for x in y): a CellList requires a list.
  void generator(NodeId call) {
    const NodeId arguments = tree_.child(call, Field::arguments);
    if (arguments == kNoNode || tree_[arguments].kind != Kind::generator_expression) return;
    const ByteOffset open = begin(arguments) + 1, close = end(arguments) - 1;
    c_.draft.add(resting_on(
        evidence_at(tree_, call),
        make_change(kRule, "a CellList takes a list", {{{open, open}, "["}, {{close, close}, "]"}})));
  }

  // nn.ModuleList(blocks.values()), a map, a tuple: a CellList requires a list of cells.
  void list_of(NodeId call) {
    const NodeId list = tree_.child(call, Field::arguments);
    if (list == kNoNode || tree_[list].kind != Kind::argument_list) return;
    const auto arguments = tree_.named_children(list);
    if (arguments.size() != 1 || tree_[arguments[0]].kind == Kind::keyword_argument) return;
    const NodeId given = arguments[0];
    if (may_hold_none(given)) {
      c_.draft.add(
          DraftFinding{FindingKind::difference,
                       kRule,
                       "torch.nn.ModuleList",
                       "a CellList takes only cells, and this may hold None; leave None out, or keep a "
                       "plain list beside it",
                       tree_[call].range,
                       {}});
    }
    if (!is_no_list(given)) return;
    const bool tuple = tree_[given].kind == Kind::tuple;  // drop its parentheses
    const std::vector<Edit> edits{{{begin(given), begin(given) + (tuple ? 1U : 0U)}, tuple ? "[" : "list("},
                                  {{end(given) - (tuple ? 1U : 0U), end(given)}, tuple ? "]" : ")"}};
    c_.draft.add(resting_on(evidence_at(tree_, call), make_change(kRule, "a CellList takes a list", edits)));
  }

  bool is_no_list(NodeId given) const {
    if (tree_[given].kind == Kind::tuple) return true;
    const NodeId function = tree_[given].kind == Kind::call ? tree_.child(given, Field::function) : kNoNode;
    if (function == kNoNode) return false;
    if (tree_[function].kind == Kind::attribute)
      return tree_.text(tree_.child(function, Field::attribute)) == "values" &&
             names_.qualified(function).empty();
    const std::string_view name = tree_.text(function);
    return names_.group_of(function) == kNoGroup &&
           (name == "map" || name == "filter" || name == "reversed" || name == "tuple");
  }

  // True for a list that contains None, or a name to which None is appended.
  bool may_hold_none(NodeId given) const {
    for (NodeId id = given; id < tree_[given].last; ++id) {
      const NodeId up = tree_[id].parent;
      const Kind around = tree_[up].kind;
      const bool element = around == Kind::list || around == Kind::tuple || around == Kind::binary_operator ||
                           around == Kind::conditional_expression || around == Kind::list_comprehension;
      if (tree_[id].kind == Kind::none && element && is_element(up, given)) return true;
    }
    if (tree_[given].kind != Kind::identifier) return false;
    const GroupId group = names_.group_of(given);
    if (group == kNoGroup) return false;
    for (NodeId use : names_.groups()[group].uses) {
      const NodeId method = tree_[use].field == Field::object ? tree_[use].parent : kNoNode;
      if (method == kNoNode || tree_[method].field != Field::function) continue;
      const auto arguments = tree_.named_children(tree_.child(tree_[method].parent, Field::arguments));
      if (tree_.text(tree_.child(method, Field::attribute)) == "append" && arguments.size() == 1 &&
          tree_[arguments[0]].kind == Kind::none)
        return true;
    }
    return false;
  }

  // False for an argument of a call inside.
  bool is_element(NodeId id, NodeId given) const {
    for (; id != given; id = tree_[id].parent) {
      if (tree_[id].kind == Kind::argument_list || id == 0) return false;
    }
    return true;
  }

  Site site_of(NodeId call) const {
    Site site;
    const NodeId assignment = tree_[call].parent;
    if (tree_[assignment].kind != Kind::assignment || tree_[call].field != Field::right) return site;
    const NodeId left = tree_.child(assignment, Field::left);
    if (!is_own(left) || tree_.child(assignment, Field::type) != kNoNode) return site;
    site.assignment = assignment;
    site.call = call;
    site.name = tree_.text(tree_.child(left, Field::attribute));
    site.function = tree_.ancestor(assignment, Kind::function_definition);
    if (site.function != kNoNode) site.owner = tree_.ancestor(site.function, Kind::class_definition);
    return site;
  }

  // self.NAME
  bool is_own(NodeId id) const {
    return id != kNoNode && tree_[id].kind == Kind::attribute &&
           tree_.text(tree_.child(id, Field::object)) == "self";
  }

  bool is_use(NodeId id, std::string_view name) const {
    return is_own(id) && tree_.text(tree_.child(id, Field::attribute)) == name && !c_.draft.removed(id);
  }

  // self.NAME.append(...)
  bool fills(NodeId use) const {
    const NodeId method = tree_[use].field == Field::object ? tree_[use].parent : kNoNode;
    if (method == kNoNode || tree_[method].kind != Kind::attribute ||
        tree_[method].field != Field::function) {
      return false;
    }
    const std::string_view name = tree_.text(tree_.child(method, Field::attribute));
    return name == "append" || name == "extend" || name == "insert";
  }

  void fill_first(Site& site) {
    const NodeId block = tree_[statement_of(tree_, site.assignment)].parent;
    bool filled = false, elsewhere = false;
    NodeId last_use = kNoNode;
    for (NodeId id = site.owner; id < tree_[site.owner].last; ++id) {
      if (!is_use(id, site.name) || !fills(id)) continue;
      filled = true;
      if (inside(id, block) && begin(id) > end(site.assignment)) {
        last_use = id;
      } else {
        elsewhere = true;
      }
    }
    if (!filled) return;
    if (elsewhere || !collect(site, block, last_use) || reads_elsewhere(site)) {
      report(site);
      return;
    }
    apply(site);
  }

  // Collects the uses between the assignment and the end of the last statement that fills the list. False if
  // the attribute is reassigned there.
  bool collect(Site& site, NodeId block, NodeId last_use) const {
    site.last = last_use;
    while (tree_[site.last].parent != block) site.last = tree_[site.last].parent;
    for (NodeId id = tree_[site.assignment].last; id < tree_[site.last].last; ++id) {
      if (!is_use(id, site.name)) continue;
      if (tree_[id].field == Field::left) return false;
      site.uses.push_back(id);
    }
    return stands_alone(tree_, statement_of(tree_, site.assignment)) && stands_alone(tree_, site.last);
  }

  // True if a method that is called in between reads the attribute, which does not exist yet.
  bool reads_elsewhere(const Site& site) const {
    for (NodeId id = tree_[site.assignment].last; id < tree_[site.last].last; ++id) {
      if (!is_own(id) || tree_[id].field != Field::function) continue;
      const std::string_view method = tree_.text(tree_.child(id, Field::attribute));
      for (NodeId at = site.owner; at < tree_[site.owner].last; ++at) {
        if (tree_[at].kind != Kind::function_definition ||
            tree_.text(tree_.child(at, Field::name)) != method) {
          continue;
        }
        for (NodeId inner = at; inner < tree_[at].last; ++inner) {
          if (is_use(inner, site.name)) return true;
        }
      }
    }
    return false;
  }

  // True if the function uses that name for another variable.
  bool taken(const Site& site) const {
    for (NodeId id = site.function; id < tree_[site.function].last; ++id) {
      if (tree_[id].kind == Kind::identifier && tree_.text(id) == site.name &&
          names_.group_of(id) != kNoGroup) {
        return true;
      }
    }
    return false;
  }

  void apply(const Site& site) {
    const bool local = !taken(site);
    const std::string name(site.name), list = local ? name : "self." + name;
    std::vector<Edit> edits = {list_instead(site.call)};
    if (edits.front().text.empty()) {  // the list exists already: only the call around it goes
      const NodeId inner = tree_.named_children(tree_.child(site.call, Field::arguments)).front();
      edits = {{{begin(site.call), begin(inner)}, ""}, {{end(inner), end(site.call)}, ""}};
    }
    if (local) {
      edits.push_back(without_self(tree_.child(site.assignment, Field::left)));
      for (NodeId use : site.uses) edits.push_back(without_self(use));
    }
    const Spelled spelled = c_.speller.spell("mindspore.nn.CellList");
    const Source& source = tree_.source();
    const ByteOffset at = source.line(source.line_at(end(site.last) - 1)).end;
    edits.push_back({{at, at},
                     std::string(source.newline()) +
                         std::string(indentation(tree_, statement_of(tree_, site.assignment))) + "self." +
                         name + " = " + spelled.text + "(" + list + ")"});
    c_.draft.remove(resting_on("last filled by " + evidence_at(tree_, site.last),
                               make_change(kRule, kNote, std::move(edits), {spelled.import})));
  }

  // `[]` for an empty list; no text if the argument is a list; list(...) for anything else.
  Edit list_instead(NodeId call) const {
    const auto arguments = tree_.named_children(tree_.child(call, Field::arguments));
    if (arguments.empty()) return {tree_[call].range, "[]"};
    const Kind kind = tree_[arguments.front()].kind;
    if (arguments.size() == 1 && (kind == Kind::list || kind == Kind::list_comprehension))
      return {tree_[call].range, ""};
    return {tree_[tree_.child(call, Field::function)].range, "list"};
  }

  Edit without_self(NodeId attribute) const {
    return {{begin(attribute), begin(tree_.child(attribute, Field::attribute))}, ""};
  }

  void report(const Site& site) {
    c_.draft.add(DraftFinding{FindingKind::difference,
                              kRule,
                              "torch.nn.ModuleList",
                              "cells added after the list became an attribute get names without its prefix; "
                              "fill a Python list first, then create the CellList",
                              tree_[site.assignment].range,
                              {}});
  }
};

void run(RuleContext& context) {
  CellListPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "fills lists of layers before they become attributes, so that parameters get their names",
     "one method creates and fills the list, and nothing reads it in between",
     "lists that other methods fill or replace, and lists in a ModuleDict, which a CellDict refuses",
     "self.b = nn.ModuleList(); self.b.append(c) -> b = []; b.append(c); self.b = nn.CellList(b)"}};

}  // namespace

extern const Pass kPass{.name = "cell-lists",
                        .phase = Phase::names,
                        .rules = kRules,
                        .run = run,
                        // Whole statements are rewritten elsewhere, from the source.
                        .removes_late = true};

}  // namespace mintport::rules::cell_lists
