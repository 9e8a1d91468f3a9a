// The reports of a run, whole.
#include "core/validate/report.hh"

#include <gtest/gtest.h>

#include <limits>

namespace mintport {
namespace {

const ClassResult kPassed{.name = "UNet2DModel",
                          .file = "port/unet.py",
                          .origin = CaseOrigin::port,
                          .case_name = "cases.py: 1",
                          .rung = Rung::equal,
                          .ok = true,
                          .max_abs = 2.5e-7,
                          .max_rel = 1e-6,
                          .emulated = {"mint.gelu"},
                          .seconds = 1.25,
                          .notes = {"a stand-in was made for hub/model"}};
const ClassResult kDiffers{
    .name = "Vae",
    .file = "port/vae.py",
    .origin = CaseOrigin::search,
    .rung = Rung::equal,
    .ok = false,
    .max_abs = 0.25,
    .max_rel = std::numeric_limits<double>::infinity(),
    .layer = "up.0.norm",
    .error = ClassError{"Differs", "the output of up.0.norm differs", "port/vae.py", 12},
    .told = true,
    .seconds = 2,
    .runs = {{"encode", true, 0.0, 0.0, {}}, {"decode", false, 0.25, 1.5, {}}},
    .layers = {{.name = "up.0.norm",
                .type = "GroupNorm",
                .shape = {1, 8},
                .ok = false,
                .max_abs = 0.25,
                .max_rel = 1.5,
                .source = ValueRange{-1, 1, 0, 0.5},
                .file = "port/vae.py",
                .line = 12}}};
const ClassResult kStops{.name = "Wan<T>",
                         .file = "port/vae.py",
                         .kind = ClassKind::block,
                         .dtype = "float16",
                         .rung = Rung::builds,
                         .ok = false,
                         .error = ClassError{"TypeError", "takes 1 | 2\nnot 3 & more", "port/util.py", 3},
                         .weights = WeightPairs{2, {"a"}, {"b", "c"}, {}}};
const ClassResult kUndecided{.name = "Pipe",
                             .file = "port/pipe.py",
                             .kind = ClassKind::pipeline,
                             .rung = Rung::builds,
                             .error = ClassError{"NoCase", "no arguments were found"}};

Validation all() {
  return {.version = "0.1.0",
          .versions = {{"mindspore", "2.10.0"}, {"torch", "2.11.0"}},
          .classes = {kPassed, kDiffers, kStops, kUndecided}};
}

TEST(ValidationTotals, CountOutcomesRungsAndOrigins) {
  const ValidationTotals wanted{.classes = 4,
                                .ok = 1,
                                .failed = 2,
                                .undecided = 1,
                                .told = 1,
                                .failed_at = {0, 1, 0, 1, 0},
                                .cases_from = {0, 0, 1, 1},
                                .seconds = 3.25};
  EXPECT_EQ(totals(all().classes), wanted);
  EXPECT_EQ(summary_of(wanted), "4 classes: 1 passed, 2 failed, 1 undecided");
  EXPECT_EQ(summary_of({}), "no classes");
  EXPECT_EQ(summary_of({.classes = 1, .ok = 1}), "1 class: 1 passed");
}

TEST(ValidationText, IsForPeople) {
  EXPECT_EQ(
      write_validation_text(all()),
      "passed    UNet2DModel       model     max 2.5e-07  case: port        1.2 s\n"
      "    emulated: mint.gelu\n"
      "    note: a stand-in was made for hub/model\n"
      "differs   port/vae.py:12: Vae (equal, case: search)  [a finding is on this line]\n"
      "    the output of up.0.norm differs\n"
      "    largest difference: 0.25, relative inf\n"
      "    first layer that differs: up.0.norm\n"
      "    decode: largest difference 0.25\n"
      "    differs  0.25      1.5       up.0.norm (GroupNorm)\n"
      "stops     port/util.py:3: Wan<T> (float16) (builds, no case)\n"
      "    TypeError: takes 1 | 2\n"
      "    not 3 & more\n"
      "    weights that the port lacks: a\n"
      "    weights that only the port has: b, c\n"
      "undecided port/pipe.py: Pipe (builds, no case)\n"
      "    NoCase: no arguments were found\n"
      "4 classes: 1 passed, 2 failed, 1 undecided; 1 of the failures on a line with a finding; 3.2 s\n");
}

TEST(ValidationText, TellsThatTheRunWasStopped) {
  EXPECT_EQ(write_validation_text({.stopped = true}), "no classes; stopped before the end; 0.0 s\n");
}

TEST(ValidationJson, IsAContract) {
  EXPECT_EQ(write_validation_json(all()),
            R"({"tool": "mintport", "version": "0.1.0",
"options": {"rtol":0.001,"atol":0.001,"tight":false,"mode":"pynative","dtype":"float32","device_target":"CPU","layers":false,"gradients":false},
"versions": {"mindspore":"2.10.0","torch":"2.11.0"},
"stopped": false,
"classes": [
{"class":"UNet2DModel","file":"port/unet.py","kind":"model","mode":"pynative","dtype":"float32","case":"port","case_name":"cases.py: 1","rung":"equal","ok":true,"max_abs":2.5e-07,"max_rel":1e-06,"layer":null,"emulated":["mint.gelu"],"error":null,"told":false,"seconds":1.25,"weights":null,"runs":[],"notes":["a stand-in was made for hub/model"],"layers":[]},
{"class":"Vae","file":"port/vae.py","kind":"model","mode":"pynative","dtype":"float32","case":"search","case_name":null,"rung":"equal","ok":false,"max_abs":0.25,"max_rel":"inf","layer":"up.0.norm","emulated":[],"error":{"type":"Differs","message":"the output of up.0.norm differs","file":"port/vae.py","line":12},"told":true,"seconds":2.0,"weights":null,"runs":[{"name":"encode","ok":true,"max_abs":0.0,"max_rel":0.0,"error":null},{"name":"decode","ok":false,"max_abs":0.25,"max_rel":1.5,"error":null}],"notes":[],"layers":[{"name":"up.0.norm","type":"GroupNorm","shape":[1,8],"ok":false,"max_abs":0.25,"max_rel":1.5,"source":{"min":-1.0,"max":1.0,"mean":0.0,"std":0.5},"port":null,"file":"port/vae.py","line":12}]},
{"class":"Wan<T>","file":"port/vae.py","kind":"block","mode":"pynative","dtype":"float16","case":null,"case_name":null,"rung":"builds","ok":false,"max_abs":null,"max_rel":null,"layer":null,"emulated":[],"error":{"type":"TypeError","message":"takes 1 | 2\nnot 3 & more","file":"port/util.py","line":3},"told":false,"seconds":0.0,"weights":{"pairs":2,"missing":["a"],"extra":["b","c"],"shapes":[]},"runs":[],"notes":[],"layers":[]},
{"class":"Pipe","file":"port/pipe.py","kind":"pipeline","mode":"pynative","dtype":"float32","case":null,"case_name":null,"rung":"builds","ok":null,"max_abs":null,"max_rel":null,"layer":null,"emulated":[],"error":{"type":"NoCase","message":"no arguments were found","file":null,"line":null},"told":false,"seconds":0.0,"weights":null,"runs":[],"notes":[],"layers":[]}
],
"totals": {"classes":4,"ok":1,"failed":2,"undecided":1,"told":1,"failed_at":{"imports":0,"builds":1,"weights":0,"equal":1,"gradients":0},"cases":{"file":0,"upstream":0,"port":1,"search":1},"seconds":3.25}}
)");
}

TEST(ValidationJunit, HasASuiteForEachFile) {
  EXPECT_EQ(write_validation_junit(all()),
            R"-(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mintport validate" tests="4" failures="2" errors="0" skipped="1" time="3.250">
  <testsuite name="port/pipe.py" tests="1" failures="0" errors="0" skipped="1" time="0.000">
   <testcase classname="port.pipe" name="Pipe" file="port/pipe.py" time="0.000">
    <skipped message="NoCase: no arguments were found"/>
   </testcase>
  </testsuite>
  <testsuite name="port/unet.py" tests="1" failures="0" errors="0" skipped="0" time="1.250">
   <testcase classname="port.unet" name="UNet2DModel" file="port/unet.py" time="1.250"/>
  </testsuite>
  <testsuite name="port/vae.py" tests="2" failures="2" errors="0" skipped="0" time="2.000">
   <testcase classname="port.vae" name="Vae" file="port/vae.py" time="2.000">
    <failure type="Differs" message="the output of up.0.norm differs">rung: equal&#10;max_abs: 0.25, max_rel: inf&#10;layer: up.0.norm&#10;port/vae.py:12</failure>
   </testcase>
   <testcase classname="port.vae" name="Wan&lt;T&gt; (float16)" file="port/vae.py" time="0.000">
    <failure type="TypeError" message="takes 1 | 2&#10;not 3 &amp; more">rung: builds&#10;port/util.py:3</failure>
   </testcase>
  </testsuite>
</testsuites>
)-");
}

TEST(ValidationJunit, ReplacesWhatXmlCannotHold) {
  ClassResult result = kUndecided;
  result.error->message = "a\x1b[31m\"b\"\xff";
  const std::string out = write_validation_junit({.classes = {result}});
  EXPECT_NE(out.find("message=\"NoCase: a\xEF\xBF\xBD[31m&quot;b&quot;\xEF\xBF\xBD\""), std::string::npos)
      << out;
}

TEST(ValidationMarkdown, IsForAPullRequest) {
  EXPECT_EQ(
      write_validation_markdown(all()),
      R"(**4 classes: 1 passed, 2 failed, 1 undecided** (rtol 0.001, atol 0.001, float32, pynative, CPU).

| result | class | place | rung | case | max | error |
| --- | --- | --- | --- | --- | ---: | --- |
| differs | `Vae` | `port/vae.py:12` | equal | search | 0.25 | the output of up.0.norm differs (first at up.0.norm) |
| stops | `Wan<T> (float16)` | `port/util.py:3` | builds | none | - | TypeError: takes 1 \| 2 not 3 & more |
| undecided | `Pipe` | `port/pipe.py` | builds | none | - | NoCase: no arguments were found |
| passed | `UNet2DModel` | `port/unet.py` | equal | port | 2.5e-07 |  |
)");
}

}  // namespace
}  // namespace mintport
