#include "core/validate/protocol.hh"

#include <gtest/gtest.h>

#include <cmath>

namespace mintport::validation {
namespace {

TEST(ValidateProtocol, RequestsAreLinesOfJson) {
  EXPECT_EQ(
      start_line(1, {.port_root = "/t",
                     .port_package = "mindone.diffusers",
                     .source_package = "diffusers",
                     .source_tests = "/c/tests",
                     .scratch = "/tmp/x",
                     .threads = 2}),
      R"({"id":1,"do":"start","port_root":"/t","port_package":"mindone.diffusers","source_root":null,)"
      R"("source_package":"diffusers","source_python":null,"source_tests":"/c/tests","port_tests":null,)"
      R"("cases":null,"scratch":"/tmp/x","device_target":"CPU","threads":2})"
      "\n");
  EXPECT_EQ(classes_line(2, "m/a.py", "/t"),
            "{\"id\":2,\"do\":\"classes\",\"file\":\"m/a.py\",\"port_root\":\"/t\"}\n");
  EXPECT_EQ(
      validate_line(3, {"m/a.py", "A", ClassKind::scheduler, 4}, {.tight = true, .dtype = "float16"}, 60,
                    {.cases = true, .tests = "/p/tests"}),
      R"({"id":3,"do":"validate","file":"m/a.py","class":"A","kind":"scheduler","rtol":0.001,"atol":0.001,)"
      R"("tight":true,"mode":"pynative","dtype":"float16","layers":false,"gradients":false,"keep":true,)"
      R"("tests":"/p/tests","timeout":60.0})"
      "\n");
  EXPECT_EQ(reload_line(4, {"m/a.py"}), "{\"id\":4,\"do\":\"reload\",\"files\":[\"m/a.py\"]}\n");
  EXPECT_EQ(stop_line(5), "{\"id\":5,\"do\":\"stop\"}\n");
}

TEST(ValidateProtocol, EventsBecomeValues) {
  EXPECT_EQ(read_event(R"({"id": 1, "event": "ready", "versions": {"mindspore": "2.10.0", "torch": null}})"),
            (Event{1, Ready{{{"mindspore", "2.10.0"}}}}));
  EXPECT_EQ(read_event(R"({"id": 1, "event": "broken", "message": "m", "help": "h"})"),
            (Event{1, Broken{"m", "h"}}));
  EXPECT_EQ(read_event(R"({"id": 2, "event": "classes", "file": "a.py",)"
                       R"( "classes": [{"class": "A", "kind": "block", "line": 4}], "error": null})"),
            (Event{2, Classes{"a.py", {{"a.py", "A", ClassKind::block, 4}}, std::nullopt}}));
  EXPECT_EQ(read_event(R"({"id": 3, "event": "rung", "class": "A", "rung": "weights", "seconds": 1})"),
            (Event{3, RungPassed{Rung::weights}}));
  EXPECT_EQ(read_event(R"({"id": 3, "event": "progress", "class": "A", "message": "looks"})"),
            (Event{3, ProgressNote{"looks"}}));
  EXPECT_EQ(read_event(R"({"id": 4, "event": "reloaded", "modules": ["a"], "seconds": 0})"),
            (Event{4, Reloaded{{"a"}}}));
  EXPECT_EQ(read_event(R"({"id": 5, "event": "stopped"})"), (Event{5, Stopped{}}));
  EXPECT_EQ(read_event(R"({"id": null, "event": "error", "message": "m"})"),
            (Event{std::nullopt, RequestFailed{"m"}}));
}

TEST(ValidateProtocol, AResultHasAllThatTheReportSays) {
  const auto event = read_event(
      R"({"id": 3, "event": "result", "class": "A", "file": "a.py", "kind": "model", "case": "search", "rung": "equal",)"
      R"("ok": false, "max_abs": "inf", "max_rel": 0.5, "layer": "norm", "emulated": ["x"], "later": 1,)"
      R"("error": {"type": "Differs", "message": "m", "file": "a.py", "line": 7}, "seconds": 3.5, "case_name": "c",)"
      R"("weights": {"pairs": 2, "missing": ["w"], "extra": [], "shapes": [["w", [1], [2]]]},)"
      R"("runs": [{"name": "r", "ok": true, "max_abs": 0, "max_rel": 0, "error": null}], "notes": ["n"],)"
      R"("layers": [{"name": "l", "type": "T", "shape": [1, 2], "ok": null, "max_abs": null, "max_rel": null,)"
      R"("source": {"min": 0, "max": 1, "mean": 0.5, "std": 0.1}, "port": null, "file": null, "line": null}]})");
  const ClassResult wanted{
      .name = "A",
      .file = "a.py",
      .origin = CaseOrigin::search,
      .case_name = "c",
      .rung = Rung::equal,
      .ok = false,
      .max_abs = HUGE_VAL,
      .max_rel = 0.5,
      .layer = "norm",
      .emulated = {"x"},
      .error = ClassError{"Differs", "m", "a.py", 7},
      .seconds = 3.5,
      .weights = WeightPairs{2, {"w"}, {}, {"[\"w\",[1],[2]]"}},
      .runs = {{"r", true, 0.0, 0.0, {}}},
      .notes = {"n"},
      .layers = {{.name = "l", .type = "T", .shape = {1, 2}, .source = ValueRange{0, 1, 0.5, 0.1}}}};
  EXPECT_EQ(event, (Event{3, wanted}));
}

TEST(ValidateProtocol, OtherLinesAreNoEvents) {
  for (const char* line : {"", "a library prints this", "[1, 2]", "{\"a\": 1}", "{\"event\": 3}",
                           "{\"event\": \"ready\"", "\xff\xfe"})
    EXPECT_EQ(read_event(line), std::nullopt) << line;
}

TEST(ValidateProtocol, AnEventThatIsNotValidIsAFailure) {
  EXPECT_EQ(read_event(R"({"id": 3, "event": "rung", "rung": "roof"})"),
            (Event{3, RequestFailed{"an event of the worker is not valid: rung: unknown value \"roof\""}}));
  EXPECT_EQ(read_event(R"({"id": 3, "event": "new"})"),
            (Event{3, RequestFailed{"an event of the worker is not valid: unknown event 'new'"}}));
  EXPECT_EQ(read_event(R"({"id": 3, "event": "result", "class": 1})"),
            (Event{3, RequestFailed{"an event of the worker is not valid: class: not a string"}}));
  EXPECT_EQ(read_event(R"({"id": 3, "event": "classes", "classes": [1]})"),
            (Event{3, RequestFailed{"an event of the worker is not valid: not an object"}}));
}

}  // namespace
}  // namespace mintport::validation
