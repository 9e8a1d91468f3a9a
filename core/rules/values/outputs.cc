// Reads of results that are a tuple in the port and an object in HF. An attribute of the result becomes its
// index in the tuple, if the possible callees are known and all have the field at that index. The fields of
// the project's own functions come from their code; those of other packages' models are listed in
// outputs.json.

#include <algorithm>
#include <map>
#include <set>

#include "core/base/text.hh"
#include "core/names/flow.hh"
#include "core/names/instances.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::outputs {
namespace {

constexpr const char* kRule = "output-field";
constexpr const char* kNote = "the port returns a tuple here, not an object";

// The position of a field in a tuple, counted from the start or from the end; kNowhere if that is unknown.
struct Place {
  static constexpr int kNowhere = 1000;
  int start = kNowhere, end = kNowhere;
  friend bool operator==(const Place&, const Place&) = default;
};

struct Answer {
  enum class Kind {
    other,   // returns no result with such a field, or an object was requested
    tuple,   // the field is at `place`
    unknown  // it may be a tuple
  } kind = Kind::other;
  std::vector<Place> places;  // one for each class that the call may reach
};

class OutputPass : public PassWalk {
 public:
  explicit OutputPass(RuleContext& context) : PassWalk(context), index_(context.in.signatures) {
    const Profile* profile = c_.in.tables.profile();
    own_ = profile != nullptr && profile->return_tuples;
  }

  void run() {
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      const Kind kind = tree_[id].kind;
      if ((kind != Kind::attribute && kind != Kind::subscript) || c_.draft.removed(id)) continue;
      const std::string_view field = kind == Kind::attribute ? attribute_field(id) : subscript_field(id);
      if (field.empty()) continue;
      if ((own_ && index_.fields().contains(field)) || c_.in.tables.is_output_field(field)) read(id, field);
    }
    for (const auto& [group, calls] : tuples_) read_otherwise(group, calls);
  }

 private:
  NodeId object_of(NodeId read) const {
    return tree_.child(read, tree_[read].kind == Kind::attribute ? Field::object : Field::value);
  }

  // x in `out.x`; empty for a method call `out.x(...)`.
  std::string_view attribute_field(NodeId id) const {
    const bool method = tree_[id].field == Field::function && tree_[tree_[id].parent].kind == Kind::call;
    return method ? std::string_view() : tree_.text(tree_.child(id, Field::attribute));
  }

  // x in `out["x"]`.
  std::string_view subscript_field(NodeId id) const {
    return tree_.text(string_content(tree_, tree_.child(id, Field::subscript)));
  }

  void read(NodeId id, std::string_view field) {
    const NodeId object = object_of(id);
    if (object == kNoNode) return;
    std::vector<Place> places;
    bool unknown = false, other = false;
    const std::vector<NodeId> calls = calls_of(object);
    for (NodeId call : calls) {
      const Answer answer = asked(call, field);
      unknown = unknown || answer.kind == Answer::Kind::unknown;
      other = other || answer.kind == Answer::Kind::other;
      places.insert(places.end(), answer.places.begin(), answer.places.end());
    }
    if (!unknown && places.empty()) return;
    // Dictionaries are read in the same way; only `sample` is unique to models.
    if (places.empty() && tree_[id].kind == Kind::subscript && field != "sample") return;
    const std::string place = unknown || other ? std::string() : common(places);
    if (place.empty()) return report(id, field);
    done_.insert(id);
    if (tree_[object].kind == Kind::identifier)
      tuples_[names_.group_of(object)].insert(calls.begin(), calls.end());
    const ByteRange range{tree_[object].range.end, tree_[id].range.end};
    if (c_.draft.covered(range)) return;
    Change change = make_change(kRule, kNote, {{range, "[" + place + "]"}});
    change.evidence = evidence(calls);
    c_.draft.add(std::move(change));
  }

  // "made by self.unet(...) in line 12, of hf.models.A or B"
  std::string evidence(const std::vector<NodeId>& calls) const {
    std::string out;
    for (NodeId call : calls) {
      const NodeId function = callee_of(tree_, call);
      out += (out.empty() ? "made by " : "; ") + std::string(tree_.text(function)) + "(...) in line " +
             std::to_string(tree_.source().line_at(tree_[call].range.begin));
      std::string_view between = ", of ";
      for (const std::string& one : classes_of(names_, function)) {
        (out += between) += one;
        between = " or ";
      }
    }
    return out;
  }

  // Reports all other uses of a variable that now holds a tuple.
  void read_otherwise(GroupId group, const std::set<NodeId>& tuples) {
    for (NodeId use : names_.groups()[group].uses) {
      const NodeId up = tree_[use].parent;
      if (tree_[up].kind != Kind::attribute || tree_[use].field != Field::object) continue;
      if (done_.contains(up) || c_.draft.removed(up)) continue;
      const std::vector<NodeId> calls = calls_of(use);
      const bool tuple =
          std::any_of(calls.begin(), calls.end(), [&](NodeId call) { return tuples.contains(call); });
      if (tuple) report(up, tree_.text(tree_.child(up, Field::attribute)));
    }
  }

  void report(NodeId id, std::string_view field) {
    if (!done_.insert(id).second) return;

    c_.draft.add(DraftFinding{
        FindingKind::difference,
        kRule,
        std::string(field),
        "may be a tuple in the port, and the position of this field is unknown; check the callee",
        {tree_[object_of(id)].range.end, tree_[id].range.end},  // not the call, which may be long
        {}});
  }

  // The position that all classes share; counted from the end if their tuples begin differently.
  static std::string common(const std::vector<Place>& places) {
    const bool starts = std::all_of(places.begin(), places.end(),
                                    [&](const Place& one) { return one.start == places.front().start; });
    const bool ends = std::all_of(places.begin(), places.end(),
                                  [&](const Place& one) { return one.end == places.front().end; });
    const Place& first = places.front();
    if (places.size() > 1 && ends && first.end != Place::kNowhere) return std::to_string(first.end);
    if (starts && first.start != Place::kNowhere) return std::to_string(first.start);
    return ends && first.end != Place::kNowhere ? std::to_string(first.end) : std::string();
  }

  // The calls whose result the expression may be; kNoNode for other values.
  std::vector<NodeId> calls_of(NodeId expression) const {
    if (tree_[expression].kind == Kind::call) return {expression};
    if (tree_[expression].kind != Kind::identifier) return {};
    std::vector<NodeId> out;
    for (NodeId binding : reaching_bindings(names_, expression)) {
      const NodeId value = assigned_value(tree_, binding);
      out.push_back(tree_.is(value, Kind::call) ? value : kNoNode);
    }
    return out;
  }

  // ---- callees

  Answer asked(NodeId call, std::string_view field) const {
    const NodeId function = callee_of(tree_, call);
    if (function == kNoNode || says_return_dict(call)) return {};
    if (!names_.qualified(function).empty()) return {};  // a function or constructor that is imported
    if (const auto callee = attribute_view(tree_, function)) {
      const std::string_view method = tree_.text(callee->name);
      if (const auto* all = index_.find(method); all != nullptr && any_fields(*all))
        return own_ ? own_method(*all, callee->object, field) : Answer{};
      if (const auto* listed = c_.in.tables.model_output(c_.in.options.package + "." + std::string(method)))
        return own_ ? listed_method(*listed, field) : Answer{};
    }
    return instance(call, function, field);
  }

  // True if the call passes a constant `return_dict`. A forwarded value is unknown, and an index also works
  // on an object.
  bool says_return_dict(NodeId call) const {
    return tree_.is(keyword_value(tree_, call, "return_dict"), Kind::true_, Kind::false_);
  }

  static bool any_fields(const std::vector<Signature>& all) {
    return std::any_of(all.begin(), all.end(), [](const Signature& one) { return !one.fields.empty(); });
  }

  // A method of the project: that of the object's class if it is known and has one, else any of that name.
  Answer own_method(const std::vector<Signature>& all, NodeId object, std::string_view field) const {
    const std::vector<std::string> classes = own_classes(object);
    std::vector<const Signature*> of_class, of_any;
    for (const Signature& one : all) {
      if (one.fields.empty()) continue;
      const bool own = std::find(classes.begin(), classes.end(), one.owner) != classes.end();
      (own ? of_class : of_any).push_back(&one);
    }
    return placed(of_class.empty() ? of_any : of_class, field);
  }

  // A method of the library, whose sources are not available: its models agree on the result.
  static Answer listed_method(const std::vector<std::string>& fields, std::string_view field) {
    const auto at = std::find(fields.begin(), fields.end(), field);
    if (at == fields.end()) return {Answer::Kind::unknown, {}};
    return {Answer::Kind::tuple, {Place{static_cast<int>(at - fields.begin()), Place::kNowhere}}};
  }

  std::vector<std::string> own_classes(NodeId object) const {
    if (tree_.text(object) == "self") {
      const NodeId around = tree_.ancestor(object, Kind::class_definition);
      if (around == kNoNode) return {};
      return {std::string(name_of(tree_, around))};
    }
    std::vector<std::string> out;
    for (const std::string& one : classes_of(names_, object)) out.emplace_back(last_part(one));
    return out;
  }

  // The field's place, when all that have it have it there.
  static Answer placed(const std::vector<const Signature*>& found, std::string_view field) {
    Answer out;
    for (const Signature* one : found) {
      const auto at = std::find(one->fields.begin(), one->fields.end(), field);
      if (at == one->fields.end()) continue;
      const Place place{static_cast<int>(at - one->fields.begin()), Place::kNowhere};
      if (out.places.empty()) out.places.push_back(place);
      if (out.places.front() != place) return {Answer::Kind::unknown, {}};
    }
    out.kind = out.places.empty() ? Answer::Kind::other : Answer::Kind::tuple;
    return out;
  }

  // A model or pipeline that is called.
  Answer instance(NodeId call, NodeId function, std::string_view field) const {
    if (!tree_.is(function, Kind::identifier, Kind::attribute)) return {};
    const std::vector<std::string> classes = classes_of(names_, function);
    if (classes.empty())
      return {names_any_model(function, field) ? Answer::Kind::unknown : Answer::Kind::other, {}};
    Answer out;
    for (const std::string& one : classes) {
      Answer answer = of_class(one, call, field);
      if (answer.kind == Answer::Kind::unknown) return answer;
      // Objects and tuples are both possible: no index works for both.
      if (answer.kind == Answer::Kind::other)
        return {out.places.empty() ? out.kind : Answer::Kind::unknown, {}};
      out.kind = Answer::Kind::tuple;
      out.places.insert(out.places.end(), answer.places.begin(), answer.places.end());
    }
    return out;
  }

  // The callee is unknown. A function of this file is not a model.
  bool names_any_model(NodeId function, std::string_view field) const {
    if (tree_[function].kind == Kind::identifier && names_.group_of(function) == kNoGroup) return false;
    const auto method = attribute_view(tree_, function);
    if (method && index_.find(tree_.text(method->name))) return false;
    return own_ && (field == "sample" || c_.in.tables.is_output_field(field));
  }

  Answer of_class(const std::string& qualified, NodeId call, std::string_view field) const {
    if (qualified.starts_with(c_.in.options.package + "."))
      return own_ ? own_call(qualified, field) : Answer{};
    const std::vector<std::string>* fields = c_.in.tables.model_output(qualified);
    return fields == nullptr ? Answer{} : foreign(*fields, call, field);
  }

  // The index knows a class by its constructor or by a base.
  bool knows_class(std::string_view name) const {
    return index_.find(name) != nullptr || !index_.classes.bases(name).empty();
  }

  Answer own_call(const std::string& qualified, std::string_view field) const {
    std::vector<const Signature*> of_class, of_any;
    for (const std::string_view method : {"forward", "construct", "__call__"}) {
      const auto* all = index_.find(method);
      if (all == nullptr) continue;
      for (const Signature& one : *all) {
        if (one.fields.empty()) continue;
        (one.owner == last_part(qualified) ? of_class : of_any).push_back(&one);
      }
    }
    // A class that inherits its forward has it from a class of the project. Nothing is known about a class
    // outside it.
    Answer out = placed(of_class.empty() ? of_any : of_class, field);
    if (out.kind == Answer::Kind::other && of_class.empty() && !knows_class(last_part(qualified)))
      out.kind = Answer::Kind::unknown;
    return out;
  }

  // `hidden_states` and `attentions` exist only on request, and some fields only for some inputs.
  Answer foreign(const std::vector<std::string>& fields, NodeId call, std::string_view field) const {
    const auto at = std::find(fields.begin(), fields.end(), field);
    if (at == fields.end()) return {};
    if (is_optional(field) && !is_asked_for(call, field)) return {Answer::Kind::unknown, {}};
    const auto count = [&](auto from, auto to) {
      int there = 0;
      for (; from != to; ++from) {
        if (*from == "loss" || *from == "past_key_values") return Place::kNowhere;
        if (!is_optional(*from) || is_asked_for(call, *from)) ++there;
      }
      return there;
    };
    const int before = count(fields.begin(), at), behind = count(at + 1, fields.end());
    const Place place{before, behind == Place::kNowhere ? behind : -behind - 1};
    return {Answer::Kind::tuple, {place}};
  }

  static bool is_optional(std::string_view field) {
    return field.ends_with("hidden_states") || field.ends_with("attentions");
  }

  bool is_asked_for(NodeId call, std::string_view field) const {
    const NodeId value = keyword_value(
        tree_, call, field.ends_with("attentions") ? "output_attentions" : "output_hidden_states");
    return value != kNoNode && tree_[value].kind != Kind::false_;
  }

  const SignatureIndex& index_;
  std::map<GroupId, std::set<NodeId>> tuples_;  // variables, and the calls that assign tuples to them
  std::set<NodeId> done_;                       // reads that are already changed or reported
  bool own_ = false;                            // the project's functions return tuples too
};

void run(RuleContext& context) {
  OutputPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "reads fields by position where the port returns a tuple and HF an object",
     "the callees are known, and all have the field at the same position",
     "a result that may be a tuple, and a field whose position is unknown",
     "self.scheduler.step(x, t, y).prev_sample -> self.scheduler.step(x, t, y)[0]"}};
// latents decides where the result of encode is a tuple.
constexpr std::string_view kAfter[] = {"latents"};

}  // namespace

extern const Pass kPass{
    .name = "outputs", .phase = Phase::values, .rules = kRules, .run = run, .after = kAfter};

}  // namespace mintport::rules::outputs
