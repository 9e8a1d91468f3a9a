// The result of an autoencoder's encode. In HF it is an object with a distribution (`.latent_dist`), in the
// port the distribution's parameters: graph mode cannot create objects, so `diag_gauss_dist` draws from them.
// vae.encode(x).latent_dist.sample(g) -> vae.diag_gauss_dist.sample(vae.encode(x)[0], g). The function
// retrieve_latents, which many pipelines share, also takes the autoencoder.

#include <algorithm>
#include <set>

#include "core/base/text.hh"
#include "core/names/flow.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/rules/values/stateless.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::latents {
namespace {

constexpr const char* kRule = "latents";
constexpr const char* kNote =
    "encode returns the parameters of a distribution, and the autoencoder samples from it";
// Interfaces of the port's autoencoders, and of HF's pipelines.
constexpr std::string_view kDistribution = "diag_gauss_dist", kClass = "DiagonalGaussianDistribution",
                           kFunction = "retrieve_latents", kField = "latent";

class LatentPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each(Kind::function_definition, [&](NodeId id) { definition(id); });
    each(Kind::class_definition, [&](NodeId id) { autoencoder(id); });
    each(Kind::assignment, [&](NodeId id) { output_field(id); });
    each_call([&](NodeId id, const CallView& view) { call(id, view); });
    each(Kind::attribute, [&](NodeId id) { output_attribute(id); });
    each(Kind::subscript, [&](NodeId id) { output_attribute(id); });
  }

 private:
  std::string text(NodeId id) const { return std::string(tree_.text(id)); }
  ByteOffset begin(NodeId id) const { return tree_[id].range.begin; }
  ByteOffset end(NodeId id) const { return tree_[id].range.end; }

  bool is_attribute(NodeId id, std::string_view name) const {
    return tree_.is(id, Kind::attribute) && tree_.text(tree_.child(id, Field::attribute)) == name;
  }

  NodeId object_of(NodeId attribute) const { return tree_.child(attribute, Field::object); }

  // A name or a chain of attributes: evaluating it twice is safe.
  bool is_chain(NodeId id) const { return root_of(tree_, id) != kNoNode; }

  // V in `V.encode(...)` and `V.cpu().encode(...)`; kNoNode otherwise.
  NodeId encoder_of(NodeId call) const {
    const NodeId function = callee_of(tree_, call);
    if (!is_attribute(function, "encode")) return kNoNode;
    NodeId object = object_of(function);
    const NodeId move = callee_of(tree_, object);
    if (is_attribute(move, "cpu") || is_attribute(move, "cuda")) object = object_of(move);
    return is_chain(object) ? object : kNoNode;
  }

  // X in `X.latent_dist` and `X["latent_dist"]`; kNoNode otherwise.
  NodeId output_with_distribution(NodeId id) const {
    if (is_attribute(id, "latent_dist")) return object_of(id);
    if (id == kNoNode || tree_[id].kind != Kind::subscript) return kNoNode;
    const auto parts = tree_.named_children(id);
    const bool named = parts.size() == 2 && tree_[parts[1]].kind == Kind::string &&
                       string_text(tree_, parts[1]) == "latent_dist";
    return named ? parts[0] : kNoNode;
  }

  // ---- def retrieve_latents(encoder_output, ...)

  void definition(NodeId id) {
    const NodeId name = tree_.child(id, Field::name), list = tree_.child(id, Field::parameters);
    const NodeId body = tree_.child(id, Field::body);
    if (tree_.text(name) != kFunction || list == kNoNode || body == kNoNode) return;
    const auto parameters = tree_.named_children(list);
    if (parameters.empty()) return;
    NodeId first = parameters.front();
    if (tree_[first].kind == Kind::typed_parameter) first = tree_.first_child(first);
    if (tree_[first].kind != Kind::identifier) return;
    Change change =
        make_change(kRule, kNote, {{{begin(parameters.front()), begin(parameters.front())}, "vae, "}});
    bool drawn = false;
    for (NodeId at = body; at < tree_[body].last; ++at) {
      drawn = draw(at, "vae", tree_.text(first), change) || drawn;
      if (tree_[at].kind == Kind::if_statement) branches(at, tree_.text(first), change);
    }
    if (drawn) {
      change.evidence = evidence_at(tree_, name);
      c_.draft.remove(std::move(change));
      changed_.insert(names_.group_of(name));
    }
  }

  // encoder_output.latent_dist.sample(generator) -> vae.diag_gauss_dist.sample(encoder_output,
  // generator=generator)
  bool draw(NodeId call, std::string_view vae, std::string_view output, Change& change) const {
    if (tree_[call].kind != Kind::call) return false;
    const NodeId function = tree_.child(call, Field::function), list = tree_.child(call, Field::arguments);
    if (list == kNoNode || (!is_attribute(function, "sample") && !is_attribute(function, "mode")))
      return false;
    const NodeId distribution = object_of(function);
    if (!is_attribute(distribution, "latent_dist") || tree_.text(object_of(distribution)) != output)
      return false;
    std::string now = std::string(vae) + "." + std::string(kDistribution) + "." +
                      text(tree_.child(function, Field::attribute)) + "(" + std::string(output);
    for (NodeId argument : tree_.named_children(list)) {
      now +=
          ", " + (tree_[argument].kind == Kind::identifier ? "generator=" : std::string()) + text(argument);
    }
    change.edits.push_back({tree_[call].range, now + ")"});
    return true;
  }

  // The tests for the output's attributes: it always has a distribution, and nothing else.
  void branches(NodeId statement, std::string_view output, Change& change) const {
    for (NodeId part = statement; part < tree_[statement].last; ++part) {
      if (tree_[part].kind == Kind::boolean_operator) {
        const NodeId left = tree_.child(part, Field::left), right = tree_.child(part, Field::right);
        if (asks(left, output, "latent_dist")) change.edits.push_back({{begin(left), begin(right)}, ""});
      } else if (tree_[part].kind == Kind::elif_clause &&
                 asks(tree_.child(part, Field::condition), output, "latents")) {
        change.edits.push_back({statement_range(tree_, part), as_comment(part)});
      } else if (tree_[part].kind == Kind::if_statement &&
                 asks(tree_.child(part, Field::condition), output, "latent_dist")) {
        change.edits.push_back({tree_[tree_.child(part, Field::condition)].range,
                                "hasattr(vae, \"" + std::string(kDistribution) + "\")"});
      } else if (tree_[part].kind == Kind::raise_statement &&
                 tree_.text(part).find("AttributeError") != std::string::npos) {
        change.edits.push_back({tree_[part].range, "return " + std::string(output)});
      }
    }
  }

  // A branch that the port keeps as a comment, with its reason; empty if it goes.
  std::string as_comment(NodeId part) const {
    const auto* reason = profile_text("latents_branch");
    std::string out;
    if (reason == nullptr) return out;
    const std::string indent(indentation(tree_, part)), newline(tree_.source().newline());
    for (const std::string& line : *reason) out += indent + "# " + line + newline;
    std::string_view code = tree_.source().text(statement_range(tree_, part));
    code = code.substr(0, code.find_last_not_of("\r\n") + 1);
    return out + indent + commented(code.substr(std::min(indent.size(), code.size())), indent) + newline;
  }

  bool asks(NodeId call, std::string_view output, std::string_view attribute) const {
    return call != kNoNode &&
           tree_.text(call) == "hasattr(" + std::string(output) + ", \"" + std::string(attribute) + "\")";
  }

  // ---- class XOutput: latent_dist: "DiagonalGaussianDistribution" -> latent: ms.Tensor

  void output_field(NodeId id) {
    const NodeId name = tree_.child(id, Field::left), type = tree_.child(id, Field::type);
    const NodeId owner = tree_.ancestor(id, Kind::class_definition);
    if (owner == kNoNode || type == kNoNode || text(name) != "latent_dist" ||
        tree_.ancestor(id, Kind::function_definition) != kNoNode || !names_class(text(type))) {
      return;
    }
    const Spelled tensor = c_.speller.spell("mindspore.Tensor");
    c_.draft.add(make_change(kRule, kNote,
                             {{tree_[name].range, std::string(kField)}, {tree_[type].range, tensor.text}},
                             {tensor.import}));
    // Its entry in the docstring.
    const std::string entry = "latent_dist (`" + std::string(kClass) + "`)";
    const std::size_t at = tree_.text(owner).find(entry);
    if (at == std::string_view::npos) return;
    const auto from = static_cast<ByteOffset>(begin(owner) + at);
    const auto to = static_cast<ByteOffset>(from + entry.size());
    c_.draft.add(make_change(kRule, kNote, {{{from, to}, std::string(kField) + " (`" + tensor.text + "`)"}},
                             {tensor.import}));
  }

  static bool names_class(std::string_view type) {
    if (type.size() > 2 && (type.front() == '"' || type.front() == '\'')) {
      type.remove_prefix(1);
      type.remove_suffix(1);
    }
    return type == kClass;
  }

  // ---- class AutoencoderX: posterior = DiagonalGaussianDistribution(h)

  void autoencoder(NodeId id) {
    const NodeId body = tree_.child(id, Field::body);
    if (body == kNoNode) return;
    const NodeId init = method_of(tree_, id, "__init__");
    if (name_of(tree_, id) == kClass) distribution(id, init);
    Change change = make_change(kRule, kNote, {});
    bool plain = true;
    for (NodeId at = body; at < tree_[body].last; ++at) {
      if (tree_[at].kind != Kind::call || !is_class(tree_.child(at, Field::function))) continue;
      plain = posterior(at, change) && plain;
      if (change.evidence.empty()) change.evidence = evidence_at(tree_, at);
    }
    if (change.edits.empty() || !plain) return;
    const NodeId behind = init == kNoNode ? kNoNode : last_part(tree_.child(init, Field::body));
    if (behind == kNoNode) return;
    const std::string line = std::string(indentation(tree_, behind)) + "self." + std::string(kDistribution) +
                             " = " + std::string(kClass) + "()" + std::string(tree_.source().newline());
    const ByteOffset at = statement_range(tree_, behind).end;
    change.edits.push_back({{at, at}, line});
    const ImportItem* item = import_of_class();
    if (item == nullptr) return;
    change.imports.push_back({item->module, item->name, ""});
    c_.draft.remove(std::move(change));
    classes_.insert(id);
  }

  // HF's class has a state. Autoencoders create it without one, and pass the parameters to its methods.
  void distribution(NodeId id, NodeId init) {
    const NodeId list = init == kNoNode ? kNoNode : tree_.child(init, Field::parameters);
    if (list == kNoNode || tree_.named_children(list).size() < 2) return;
    const NodeId second = tree_.named_children(list)[1];
    if (tree_[second].kind != Kind::identifier && tree_[second].kind != Kind::typed_parameter) return;
    const NodeId name = tree_.child(tree_.ancestor(init, Kind::class_definition), Field::name);
    if (!is_made_here(name)) {
      if (auto change = without_state(c_, id))
        return c_.draft.remove(resting_on(evidence_at(tree_, name), *std::move(change)));
    }
    c_.draft.add(DraftFinding{FindingKind::difference,
                              kRule,
                              std::string(kClass),
                              "graph mode cannot create objects: models create this without parameters and "
                              "pass them to sample, mode and kl as the first argument",
                              tree_[tree_.child(id, Field::name)].range,
                              {}});
  }

  // True if this file creates objects of its class, which keep their state then.
  bool is_made_here(NodeId name) const {
    const GroupId group = names_.group_of(name);
    if (group == kNoGroup) return false;
    const auto& uses = names_.groups()[group].uses;
    return std::any_of(uses.begin(), uses.end(),
                       [&](NodeId use) { return tree_[use].field == Field::function; });
  }

  bool is_of_library(std::string_view q) const { return c_.in.tables.library().has(q); }

  bool is_class(NodeId function) const {
    if (function == kNoNode) return false;
    const std::string q = names_.qualified(function);
    return is_of_library(q) && q.ends_with("." + std::string(kClass));
  }

  const ImportItem* import_of_class() const {
    const auto& imports = names_.imports();
    const auto at = std::find_if(imports.begin(), imports.end(),
                                 [](const ImportItem& item) { return item.bound == kClass; });
    return at == imports.end() ? nullptr : &*at;
  }

  // P = DiagonalGaussianDistribution(h), if P is only returned: P becomes h.
  bool posterior(NodeId call, Change& change) const {
    const NodeId list = tree_.child(call, Field::arguments), assignment = tree_[call].parent;
    const auto arguments = list == kNoNode ? std::vector<NodeId>{} : tree_.named_children(list);
    if (arguments.empty()) return true;  // the port's own
    if (arguments.size() != 1 || tree_[arguments[0]].kind != Kind::identifier) return false;
    if (tree_[assignment].kind != Kind::assignment) return false;
    const NodeId left = tree_.child(assignment, Field::left);
    const GroupId group = left == kNoNode ? kNoGroup : names_.group_of(left);
    if (group == kNoGroup || names_.groups()[group].bindings.size() != 1) return false;
    const Group& variable = names_.groups()[group];
    std::vector<Edit> edits{{statement_range(tree_, statement_of(tree_, call)), ""}};
    for (NodeId use : variable.uses) {
      const Node& around = tree_[tree_[use].parent];
      if (around.kind != Kind::tuple && around.kind != Kind::keyword_argument) return false;
      edits.push_back({tree_[use].range, text(arguments[0])});
      const NodeId keyword =
          around.kind == Kind::keyword_argument ? tree_.child(tree_[use].parent, Field::name) : kNoNode;
      if (keyword != kNoNode && tree_.text(keyword) == "latent_dist")
        edits.push_back({tree_[keyword].range, std::string(kField)});
    }
    change.edits.insert(change.edits.end(), edits.begin(), edits.end());
    return true;
  }

  // The last statement that creates a part of the module: self.x = Layer(...).
  NodeId last_part(NodeId body) const {
    NodeId out = kNoNode;
    for (NodeId statement : tree_.named_children(body)) {
      const NodeId assignment = tree_.first_child(statement);
      if (assignment == kNoNode || tree_[assignment].kind != Kind::assignment ||
          !stands_alone(tree_, statement))
        continue;
      const NodeId right = tree_.child(assignment, Field::right), left = tree_.child(assignment, Field::left);
      if (right == kNoNode || !tree_.text(left).starts_with("self.")) continue;
      for (NodeId at = right; at < tree_[right].last; ++at) {
        if (tree_[at].kind != Kind::call) continue;
        const std::string callee = text(tree_.child(at, Field::function));
        const std::string_view name = mintport::last_part(callee);
        if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') out = statement;
      }
    }
    return out;
  }

  // ---- calls

  void call(NodeId id, const CallView& view) {
    const auto [function, list] = view;
    if (is_of_library(names_.qualified(function))) unnamed_output(list);
    if (tree_[function].kind == Kind::identifier && tree_.text(function) == kFunction)
      return retrieve(id, function, list);
    if (is_attribute(function, "sample") || is_attribute(function, "mode")) sample(id, function, list);
  }

  // XOutput(latent_dist=...) of a class that cannot be resolved.
  void unnamed_output(NodeId list) {
    for (NodeId argument : tree_.named_children(list)) {
      if (tree_[argument].kind != Kind::keyword_argument) continue;
      const NodeId name = tree_.child(argument, Field::name);
      if (text(name) != "latent_dist" || c_.draft.covered(tree_[name].range)) continue;
      c_.draft.add(DraftFinding{FindingKind::difference,
                                kRule,
                                "latent_dist",
                                "the output holds the parameters of the distribution as `latent`",
                                tree_[argument].range,
                                {}});
    }
  }

  // retrieve_latents(vae.encode(x), ...) -> retrieve_latents(vae, vae.encode(x)[0], ...)
  void retrieve(NodeId id, NodeId function, NodeId list) {
    const bool imported = is_of_library(names_.qualified(function));
    if (!imported && !changed_.contains(names_.group_of(function))) return;
    const auto arguments = tree_.named_children(list);
    if (arguments.empty() || (arguments.size() > 1 && takes_both(arguments))) return;
    const NodeId output = arguments.front(), vae = encoder_of(output);
    if (vae == kNoNode) {
      c_.draft.add(
          DraftFinding{FindingKind::difference,
                       kRule,
                       std::string(kFunction),
                       "takes the autoencoder and then the first element of the tuple that encode returns",
                       tree_[id].range,
                       {}});
      return;
    }
    c_.draft.add(resting_on(evidence_at(tree_, output),
                            make_change(kRule, kNote,
                                        {{{begin(output), begin(output)}, text(vae) + ", "},
                                         {{end(output), end(output)}, "[0]"}})));
  }

  // Already converted: the second argument is an element of encode's result.
  bool takes_both(const std::vector<NodeId>& arguments) const {
    return tree_[arguments[1]].kind == Kind::subscript && is_chain(arguments[0]);
  }

  // vae.encode(x).latent_dist.sample(...), and P.sample(...) where P is the former's
  // `vae.encode(x).latent_dist`
  void sample(NodeId id, NodeId function, NodeId list) {
    const NodeId object = object_of(function);
    const NodeId source = tree_[object].kind == Kind::identifier ? bound_output(object) : object;
    const NodeId encode = source == kNoNode ? kNoNode : output_call(source);
    const NodeId vae = encoder_of(encode);
    if (vae == kNoNode || !can_draw(vae)) return;
    if (source == object && output_with_distribution(object) == kNoNode) return;
    const std::string how = "." + text(tree_.child(function, Field::attribute)) + "(";
    const bool more = !tree_.named_children(list).empty();
    const ByteOffset inside = end(source == object ? encode : object);
    c_.draft.remove(resting_on(
        "sampled from " + evidence_at(tree_, encode),
        make_change(
            kRule, kNote,
            {{{begin(id), begin(id)}, text(vae) + "." + std::string(kDistribution) + how},
             {{inside, begin(list) + 1}, std::string(source == object ? "[0]" : "") + (more ? ", " : "")}})));
    if (source == object) done_.insert(object);
  }

  // V.encode(...) in `V.encode(...).latent_dist` and `V.encode(...)[0]`.
  NodeId output_call(NodeId id) const {
    if (const NodeId output = output_with_distribution(id); output != kNoNode) return output;
    if (tree_[id].kind != Kind::subscript) return kNoNode;
    const auto parts = tree_.named_children(id);
    return parts.size() == 2 && tree_.text(parts[1]) == "0" ? parts[0] : kNoNode;
  }

  // The value assigned to the name, if all possible values come from one autoencoder; kNoNode otherwise.
  NodeId bound_output(NodeId name) const {
    const auto values = values_of(name);
    for (NodeId value : values) {
      const NodeId vae = value == kNoNode ? kNoNode : encoder_of(output_call(value));
      if (vae == kNoNode || text(vae) != text(encoder_of(output_call(values.front())))) return kNoNode;
    }
    return values.empty() ? kNoNode : values.front();
  }

  // The possible values of the name at this place; kNoNode for bindings other than assignments. Skips None.
  std::vector<NodeId> values_of(NodeId name) const {
    std::vector<NodeId> out;
    for (NodeId binding : reaching_bindings(names_, name)) {
      const NodeId value = assigned_value(tree_, binding);
      if (value == kNoNode || tree_[value].kind != Kind::none) out.push_back(value);
    }
    return out;
  }

  // A class of this file can draw only if it got a distribution above.
  bool can_draw(NodeId vae) const {
    if (tree_.text(vae) != "self") return true;
    const NodeId around = tree_.ancestor(vae, Kind::class_definition);
    return around != kNoNode && classes_.contains(around);
  }

  // The remaining uses: posterior = self.encode(x).latent_dist, vae.encode(x).latent_dist.mean
  void output_attribute(NodeId id) {
    const NodeId encode = output_with_distribution(id);
    if (encode == kNoNode || done_.contains(id) || c_.draft.covered(tree_[id].range)) return;
    const NodeId vae = encoder_of(encode);
    if (vae == kNoNode) return report_encoded(encode, id);
    if (!can_draw(vae)) return;
    const std::string evidence = evidence_at(tree_, encode);
    const NodeId part = tree_[id].field == Field::object ? tree_[id].parent : kNoNode;
    if (part == kNoNode) {
      Change change = resting_on(evidence, make_change(kRule, kNote, {{{end(encode), end(id)}, "[0]"}}));
      const NodeId name = bound_name(id);
      if (name == kNoNode) return report(id, {std::move(change)});  // its uses cannot be followed
      c_.draft.add(std::move(change));
      parts_of(name, vae, evidence);
    } else if (is_mean(part)) {
      c_.draft.remove(resting_on(evidence, make_change(kRule, kNote,
                                                       {{{begin(part), begin(part)}, mode_of(vae)},
                                                        {{end(encode), end(part)}, "[0])"}})));
    } else {
      report(id);
    }
  }

  // P in `P = V.encode(x).latent_dist`.
  NodeId bound_name(NodeId id) const {
    const NodeId assignment = tree_[id].parent;
    if (tree_[assignment].kind != Kind::assignment || tree_[id].field != Field::right) return kNoNode;
    const NodeId left = tree_.child(assignment, Field::left);
    const bool alone = tree_[tree_[assignment].parent].kind != Kind::assignment;  // not q = p = ...
    return alone && tree_[left].kind == Kind::identifier ? left : kNoNode;
  }

  // P.mean -> V.diag_gauss_dist.mode(P)
  void parts_of(NodeId name, NodeId vae, const std::string& evidence) {
    const GroupId group = names_.group_of(name);
    if (group == kNoGroup) return;
    const NodeId own = assigned_value(tree_, name);
    for (NodeId use : names_.groups()[group].uses) {
      const NodeId part = tree_[use].field == Field::object ? tree_[use].parent : use;
      const bool compared = part == use && tree_[tree_[use].parent].kind == Kind::comparison_operator;
      if (c_.draft.covered(tree_[part].range) || compared) continue;
      const auto values = values_of(use);
      if (std::find(values.begin(), values.end(), own) == values.end()) continue;
      const bool certain = bound_output(use) != kNoNode;
      if (certain && values.front() != own) continue;
      if (certain && is_mean(part)) {
        c_.draft.remove(resting_on(evidence, make_change(kRule, kNote,
                                                         {{{begin(part), begin(part)}, mode_of(vae)},
                                                          {{end(use), end(part)}, ")"}})));
      } else if (!certain || (!is_attribute(part, "sample") && !is_attribute(part, "mode"))) {
        if (done_.insert(part).second) report(part);
      }
    }
  }

  std::string mode_of(NodeId vae) const { return text(vae) + "." + std::string(kDistribution) + ".mode("; }

  // The mean is the result of mode.
  bool is_mean(NodeId part) const {
    return is_attribute(part, "mean") && tree_[part].field != Field::function;
  }

  void report_encoded(NodeId output, NodeId id) {
    if (tree_[output].kind == Kind::call && is_attribute(tree_.child(output, Field::function), "encode"))
      report(id);
  }

  void report(NodeId id, std::vector<Change> fixes = {}) {
    for (Change& fix : fixes) fix.applicability = Applicability::maybe;
    c_.draft.add(DraftFinding{FindingKind::difference, kRule, "latent_dist",
                              "encode returns a tuple with the parameters of the distribution; pass them "
                              "first to sample, mode (the mean) or kl of the autoencoder's `diag_gauss_dist`",
                              tree_[id].range, std::move(fixes)});
  }

  std::set<GroupId> changed_;  // functions of this file that now take the autoencoder
  std::set<NodeId> classes_, done_;
};

void run(RuleContext& context) {
  LatentPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "adapts code to an encode that returns a tuple and a distribution that belongs to the model",
     "the functions are defined or called as in HF's template", "every other form",
     "retrieve_latents(vae.encode(x), g) -> retrieve_latents(vae, vae.encode(x)[0], g)"}};

}  // namespace

extern const Pass kPass{.name = "latents", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::latents
