// The lines of JSON between mintport and the worker, a Python program that runs the classes: requests are
// written, events are read. Pure. Paths are as the worker needs them: relative to `port_root`.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/validate/result.hh"

namespace mintport::validation {

using RequestId = std::uint64_t;

// An empty path means that there is none.
struct StartRequest {
  std::string port_root;     // the folder that holds the port's package
  std::string port_package;  // "mindone.diffusers"
  std::string source_root;   // the folder that holds the original's package; empty: the installed one
  std::string source_package;
  std::string source_python;  // the interpreter of the original; empty: the same
  std::string source_tests, port_tests, cases;
  std::string scratch;
  std::string device_target = "CPU";
  unsigned threads = 1;
  friend bool operator==(const StartRequest&, const StartRequest&) = default;
};

// A class to validate.
struct ClassCase {
  std::string file, name;
  ClassKind kind = ClassKind::model;
  std::uint32_t line = 0;  // of the class statement
  friend bool operator==(const ClassCase&, const ClassCase&) = default;
};

// What a validation writes beside its result.
struct FilesToWrite {
  bool cases = false;  // those that a search found, to StartRequest::cases
  std::string tests;   // an absolute folder for a test of each class that passes; empty: none
  friend bool operator==(const FilesToWrite&, const FilesToWrite&) = default;
};

// Each ends with a line feed.
std::string start_line(RequestId id, const StartRequest& request);
std::string classes_line(RequestId id, const std::string& file, const std::string& port_root);
std::string validate_line(RequestId id, const ClassCase& wanted, const ValidationOptions& options,
                          double timeout_seconds, const FilesToWrite& files);
std::string reload_line(RequestId id, const std::vector<std::string>& files);
std::string stop_line(RequestId id);

struct Ready {
  std::map<std::string, std::string> versions;  // only those that are known
  friend bool operator==(const Ready&, const Ready&) = default;
};
// The interpreter lacks something.
struct Broken {
  std::string message, help;
  friend bool operator==(const Broken&, const Broken&) = default;
};
struct Classes {
  std::string file;
  std::vector<ClassCase> classes;   // in the order of the file
  std::optional<ClassError> error;  // the file does not parse
  friend bool operator==(const Classes&, const Classes&) = default;
};
struct RungPassed {
  Rung rung = Rung::imports;
  friend bool operator==(const RungPassed&, const RungPassed&) = default;
};
struct ProgressNote {
  std::string message;
  friend bool operator==(const ProgressNote&, const ProgressNote&) = default;
};
struct Reloaded {
  std::vector<std::string> modules;
  friend bool operator==(const Reloaded&, const Reloaded&) = default;
};
struct Stopped {
  friend bool operator==(const Stopped&, const Stopped&) = default;
};
// The worker could not do the request, or the event is not as it should be.
struct RequestFailed {
  std::string message;
  friend bool operator==(const RequestFailed&, const RequestFailed&) = default;
};

struct Event {
  std::optional<RequestId> id;  // unset: of no request
  std::variant<Ready, Broken, Classes, RungPassed, ProgressNote, ClassResult, Reloaded, Stopped,
               RequestFailed>
      what;
  friend bool operator==(const Event&, const Event&) = default;
};

// nullopt: the line is no event of this protocol; something else printed it.
std::optional<Event> read_event(std::string_view line);

}  // namespace mintport::validation
