// The results of running ported classes beside the originals. Each class climbs a ladder of rungs, and stops
// at the first that does not pass. Values only: app/validate runs the classes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

enum class ClassKind : std::uint8_t { model, scheduler, pipeline, block };
std::string_view to_string(ClassKind kind);  // "model"

// The origin of a case: the arguments and inputs that a class runs with.
enum class CaseOrigin : std::uint8_t {
  file,      // a case file of the project
  upstream,  // the original's own tests
  port,      // the port's own tests
  search,    // found by trying small values
};
std::string_view to_string(CaseOrigin origin);

enum class Rung : std::uint8_t {
  imports,    // the module imports
  builds,     // the class is made on both sides
  weights,    // the parameters of both sides pair
  equal,      // the outputs are equal
  gradients,  // the loss and the gradients of a step are equal
};
std::string_view to_string(Rung rung);

// Why a class did not pass, and where in the port. `file` is empty and `line` 0 if no place is concerned.
struct ClassError {
  std::string
      type;  // "TypeError"; "Differs", "NoCase", "OriginalFailed", "Timeout", "OutOfMemory", "Crash", "Exit"
  std::string message;
  std::string file;        // from the root of the work tree
  std::uint32_t line = 0;  // 1-based
  friend bool operator==(const ClassError&, const ClassError&) = default;
};

// One option of a scheduler, one entry point of an autoencoder.
struct CaseRun {
  std::string name;  // "use_karras_sigmas=True"
  std::optional<bool> ok;
  std::optional<double> max_abs, max_rel;
  std::optional<ClassError> error;
  friend bool operator==(const CaseRun&, const CaseRun&) = default;
};

struct ValueRange {
  double min = 0, max = 0, mean = 0, std = 0;
  friend bool operator==(const ValueRange&, const ValueRange&) = default;
};

// The outputs of a layer on both sides.
struct LayerRow {
  std::string name, type;
  std::vector<std::int64_t> shape;
  std::optional<bool> ok;  // unset: the port did not run the layer
  std::optional<double> max_abs, max_rel;
  std::optional<ValueRange> source, port;
  std::string file;        // the call in the port; may be empty
  std::uint32_t line = 0;  // 1-based; 0: unknown
  friend bool operator==(const LayerRow&, const LayerRow&) = default;
};

struct WeightPairs {
  std::size_t pairs = 0;
  std::vector<std::string> missing, extra, shapes;
  friend bool operator==(const WeightPairs&, const WeightPairs&) = default;
};

struct ClassResult {
  std::string name;  // of the class
  std::string file;  // from the root of the work tree
  ClassKind kind = ClassKind::model;
  std::string mode = "pynative", dtype = "float32";
  std::optional<CaseOrigin> origin;  // unset: no case was reached
  std::string case_name;             // may be empty
  Rung rung = Rung::imports;         // the last one that was asked for, or the one that did not pass
  std::optional<bool> ok;            // unset: nothing was decided about the port
  std::optional<double> max_abs, max_rel;
  std::string layer;                  // the first that differs; may be empty
  std::vector<std::string> emulated;  // operators without a kernel on this device
  std::optional<ClassError> error;
  bool told = false;  // a finding of the review is on the line of `error`
  double seconds = 0;
  std::optional<WeightPairs> weights;
  std::vector<CaseRun> runs;
  std::vector<std::string> notes;
  std::vector<LayerRow> layers;
  friend bool operator==(const ClassResult&, const ClassResult&) = default;
};

// What the results depend on, besides the texts.
struct ValidationOptions {
  double rtol = 1e-3, atol = 1e-3;
  bool tight = false;  // both tolerances are 1e-5
  std::string mode = "pynative";
  std::string dtype = "float32";
  std::string device_target = "CPU";
  bool layers = false, gradients = false;
  friend bool operator==(const ValidationOptions&, const ValidationOptions&) = default;
};

// A whole run.
struct Validation {
  std::string version;  // mintport's
  ValidationOptions options;
  std::map<std::string, std::string> versions;  // "mindspore" -> "2.10.0"
  std::vector<ClassResult> classes;
  bool stopped = false;  // somebody stopped the run before its end
  friend bool operator==(const Validation&, const Validation&) = default;
};

struct ValidationTotals {
  std::size_t classes = 0, ok = 0, failed = 0, undecided = 0;
  std::size_t told = 0;                     // failed, with a finding on the line
  std::array<std::size_t, 5> failed_at{};   // by rung
  std::array<std::size_t, 4> cases_from{};  // by origin
  double seconds = 0;
  friend bool operator==(const ValidationTotals&, const ValidationTotals&) = default;
};
ValidationTotals totals(const std::vector<ClassResult>& classes);

// "passed", "differs", "stops" or "undecided".
std::string_view outcome(const ClassResult& result);

}  // namespace mintport
