// Representative entries, compared whole.
#include <gtest/gtest.h>

#include "core/mapping/support.hh"

namespace mintport {

std::ostream& operator<<(std::ostream& out, const Entry& entry) {
  out << entry.source << " -> " << entry.target << " [" << entry.category << ' '
      << static_cast<int>(entry.form) << ' ' << entry.certain << "] " << entry.difference << '|' << entry.note
      << '|' << entry.since << '|' << entry.arguments << '|' << entry.suffix << '|' << entry.element << '|'
      << entry.numpy.function << '|' << entry.file;
  for (const auto& rename : entry.renames) out << " rename " << rename.from << '>' << rename.to;
  for (const auto& drop : entry.drops) out << " drop " << drop.argument;
  return out;
}

namespace {

Entry found(std::string_view source) {
  const Entry* entry = embedded().find(source);
  return entry == nullptr ? Entry{} : *entry;
}

Entry simple(std::string source, std::string target, std::string category, std::string file) {
  Entry entry;
  entry.source = std::move(source);
  entry.target = std::move(target);
  entry.category = std::move(category);
  entry.file = std::move(file);
  return entry;
}

TEST(Entries, HoldTheSameFunctionOfMint) {
  Entry cat = simple("torch.cat", "mindspore.mint.cat", "function", "functions.json");
  cat.renames = {{"axis", "dim"}};
  EXPECT_EQ(found("torch.cat"), with_common_drops(cat));
  EXPECT_EQ(found("torch.nn.functional.silu"),
            with_common_drops(simple("torch.nn.functional.silu", "mindspore.mint.nn.functional.silu",
                                     "function", "functions.json")));
}

TEST(Entries, RenameAndDropArguments) {
  Entry expected = simple("torch.quantile", "mindspore.ops.quantile", "function", "functions.json");
  expected.renames = {{"dim", "axis"}, {"keepdim", "keepdims"}};
  expected.drops = {{"interpolation", {"'linear'", "\"linear\""}}};
  expected.numpy = {"numpy.quantile", false, false,
                    "numpy 1 returns float64 for every tensor type and the result has no gradient; cast it "
                    "where the type matters"};
  expected.unlike = {{Entry::Unlike::Given::integer, "q", "", "float"}};
  EXPECT_EQ(found("torch.quantile"), with_common_drops(expected));
}

TEST(Entries, GatherSizes) {
  Entry zeros = simple("torch.zeros", "mindspore.mint.zeros", "function", "functions.json");
  zeros.form = Form::tuple;
  EXPECT_EQ(found("torch.zeros"), with_common_drops(zeros));
  Entry repeat = simple("torch.Tensor.repeat", "mindspore.Tensor.tile", "method", "methods.json");
  repeat.form = Form::tuple;
  EXPECT_EQ(found("torch.Tensor.repeat"), with_common_drops(repeat));
}

TEST(Entries, MakeShapesOfSizes) {
  Entry expected = simple("torch.Tensor.size", "mindspore.Tensor.shape", "method", "methods.json");
  expected.form = Form::property;
  EXPECT_EQ(found("torch.Tensor.size"), with_common_drops(expected));
}

TEST(Entries, DropMovesBetweenDevices) {
  Entry expected = simple("torch.Tensor.cpu", "", "method", "methods.json");
  expected.form = Form::drop_call;
  EXPECT_EQ(found("torch.Tensor.cpu"), with_common_drops(expected));
}

TEST(Entries, MakeFunctionsOfMethodsThatThePortHas) {
  Entry expected = simple("torch.Tensor.unflatten", "mindone.diffusers.models.layers_compat.unflatten",
                          "method", "methods.json");
  expected.form = Form::function;
  expected.unlike = {{Entry::Unlike::Given::list, "sizes", "", "tuple"}};
  EXPECT_EQ(found("torch.Tensor.unflatten"), with_common_drops(expected));
}

TEST(Entries, KeepMethodsOfTheSameName) {
  Entry sum;
  sum.source = "torch.Tensor.sum";
  sum.target = "mindspore.Tensor.sum";
  sum.category = "method";
  sum.renames = {{"axis", "dim"}, {"keepdims", "keepdim"}};
  EXPECT_EQ(embedded().find("torch.Tensor.sum"), nullptr);
  EXPECT_EQ(embedded().same_name("torch.Tensor.sum"), with_common_drops(sum));
  EXPECT_EQ(embedded().same_name("torch.Tensor.size"), std::nullopt) << "has an entry of its own";
  EXPECT_EQ(embedded().same_name("torch.Tensor.no_such"), std::nullopt);
  EXPECT_EQ(embedded().same_name("torch.cat"), std::nullopt);
}

TEST(Entries, LetDecoratorsGo) {
  Entry expected = simple("torch.no_grad", "", "function", "functions.json");
  expected.form = Form::decorator;
  expected.note = "MindSpore records gradients only inside mindspore.grad and value_and_grad";
  EXPECT_EQ(found("torch.no_grad"), with_common_drops(expected));
}

TEST(Entries, TellOtherWaysOfRewriting) {
  Entry pairs =
      simple("torch.nn.Module.modules", "mindspore.nn.Cell.cells_and_names", "module", "modules.json");
  pairs.form = Form::pairs;
  pairs.difference = "returns (name, cell) pairs";
  pairs.drops = {{"remove_duplicate", {"True"}}};
  EXPECT_EQ(found("torch.nn.Module.modules"), with_common_drops(pairs));
  Entry normal =
      simple("torch.nn.init.normal_", "mindspore.common.initializer.Normal", "layer", "layers.json");
  normal.form = Form::initializer;
  normal.arguments = "sigma=1.0";
  normal.renames = {{"mean", "mean"}, {"std", "sigma"}};
  EXPECT_EQ(found("torch.nn.init.normal_"), with_common_drops(normal));
}

TEST(Entries, NameTypesAndClasses) {
  EXPECT_EQ(found("torch.long"),
            with_common_drops(simple("torch.long", "mindspore.int64", "dtype", "dtypes.json")));
  EXPECT_EQ(found("torch.bool"),
            with_common_drops(simple("torch.bool", "mindspore.bool_", "dtype", "dtypes.json")));
  EXPECT_EQ(found("torch.nn.Module"),
            with_common_drops(simple("torch.nn.Module", "mindspore.nn.Cell", "class", "classes.json")));
  Entry typed = simple("torch.FloatTensor", "mindspore.Tensor", "class", "classes.json");
  typed.element = "mindspore.float32";
  EXPECT_EQ(found("torch.FloatTensor"), with_common_drops(typed));
}

TEST(Entries, KeepArgumentsThatTheTargetTakes) {
  Entry expected = simple("torch.nn.Parameter", "mindspore.Parameter", "class", "classes.json");
  expected.renames = {{"data", "default_input"}};
  EXPECT_EQ(found("torch.nn.Parameter"), with_common_drops(expected, {"requires_grad"}));
}

TEST(Entries, WriteArgumentsAndSuffixes) {
  Entry eval = simple("torch.nn.Module.eval", "mindspore.nn.Cell.set_train", "module", "modules.json");
  eval.arguments = "False";
  EXPECT_EQ(found("torch.nn.Module.eval"), with_common_drops(eval));
  Entry children =
      simple("torch.nn.Module.named_children", "mindspore.nn.Cell.name_cells", "module", "modules.json");
  children.suffix = ".items()";
  EXPECT_EQ(found("torch.nn.Module.named_children"), with_common_drops(children));
}

TEST(Entries, OfferWhatAPersonMustLookAt) {
  Entry expected = simple("torch.nn.Module.type", "mindspore.nn.Cell.to", "module", "modules.json");
  expected.certain = false;
  expected.difference = "it takes only a dtype";
  EXPECT_EQ(found("torch.nn.Module.type"), with_common_drops(expected));
}

TEST(Entries, SayWhatToDoWithoutATarget) {
  Entry expected = simple("torch.cuda.is_available", "", "device-check", "device.json");
  expected.note = "MindSpore has no CUDA backend; keep the branch for other devices";
  EXPECT_EQ(found("torch.cuda.is_available"), with_common_drops(expected));
  EXPECT_EQ(embedded().find("torch.no_such_name"), nullptr);
}

}  // namespace
}  // namespace mintport
