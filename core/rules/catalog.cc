#include "core/rules/catalog.hh"

#include <algorithm>

namespace mintport {
namespace {

constexpr std::string_view kTable = "a table entry that is certain";
constexpr std::string_view kTableOffered =
    "entries marked \"maybe\" are offered; entries without a target are reported";

constexpr RuleInfo kRules[] = {
    {"array-number",
     "makes numpy's numbers Python's where they say a shape, and tensors where they index tensors",
     "np.prod in reshape or view of a tensor; an element of an array that is assigned to a parameter "
     "declared as a number",
     "", "x.reshape(n, c * np.prod(rest)) -> x.reshape(n, c * np.prod(rest).item())"},
    {"attention", "remarks on attention that is written by hand", "never",
     "a softmax between products of matrices in one function is reported", ""},
    {"broadcast-loop", "gives a vector the dimensions of another tensor by one reshape, not by a loop",
     "the profile says so, and the vector has a value for each element of a parameter",
     "where that parameter may be a single value, which would stop",
     "while len(s.shape) < len(x.shape): s = s.unsqueeze(-1) -> s = mint.reshape(s, (t.shape[0],) + ...)"},
    {"cat-type", "gives what is made beside a tensor the tensor's type: MindSpore's cat wants one type",
     "zeros, ones or full without a dtype, on the device of another part of the same torch.cat",
     "where that part is not known as float32: of half precision, torch's result would be float32",
     "torch.cat([a, torch.zeros(1, device=a.device)]) -> mint.cat([a, mint.zeros(1, dtype=a.dtype)])"},
    {"cell-list", "fills lists of layers before they become an attribute, so that parameters get their names",
     "the list is made and filled in one method, and nothing else reads it meanwhile",
     "lists that other methods fill, or that are set anew",
     "self.b = nn.ModuleList(); self.b.append(c) -> b = []; b.append(c); self.b = nn.CellList(b)"},
    {"constant-condition", "removes branches that cannot run under MindSpore, with what only they used",
     "a condition that constants.json answers, and variables that only carry such an answer", "",
     "if is_torch_xla_available(): xm.mark_step() -> (nothing)"},
    {"dead-definition", "removes functions and classes that cannot work under MindSpore",
     "they always raise, or call what went with its import, and only a registration or a list names them", "",
     "class XFormersProcessor: ... xformers.ops.f(q) -> (nothing)"},
    {"dead-local", "drops local variables that only served what other rules removed",
     "nothing reads it any more, its value has no effect, and no text has its name", "",
     "latents_dtype = latents.dtype -> (nothing)"},
    {"device", "stops moving values between devices",
     "the argument is a device, or the call is .cuda() or .cpu()",
     "an argument of .to() that may be a device or a dtype", "x.to(device, dtype) -> x.to(dtype)"},
    {"device-argument", "takes devices out of the project's own functions, and variables that only held one",
     "the called function's parameter at that place is `device`, by the signatures of the whole tree",
     "a device that is still read, one that is passed to what is not known, or functions of one name that "
     "take it at different places",
     "def f(self, device, n) -> def f(self, n)"},
    {"docstring-entry", "drops docstring entries of parameters that went",
     "the parameter is removed by another rule", "",
     "device (`torch.device`): the torch device -> (nothing)"},
    {"dynamic-import", "follows modules that are loaded by name",
     "import_module of a text that names a moved module",
     "importlib.import_module, __import__ of anything else",
     "importlib.import_module(\"diffusers\") -> importlib.import_module(\"mindone.diffusers\")"},
    {"encoding", "lets tokenizers and processors give numpy arrays, and networks take tensors of them",
     "the call asks for return_tensors=\"pt\"; uses that a shape, a slice or decoding does not serve get "
     "ms.tensor(...)",
     "what was returned leaves the function, or is passed on, as a whole",
     "tokenizer(p, return_tensors=\"pt\") -> tokenizer(p, return_tensors=\"np\")"},
    {"example", "code examples in docstrings, converted as the code that they are",
     "lines after >>> and ```py blocks; results of pipelines by place, and lines that set up devices, by the "
     "words' table",
     "", ">>> image = pipe(p).images[0] -> >>> image = pipe(p)[0][0]"},
    {"fixed-parameter",
     "takes out parameters that have one value in the port, with guards, arguments and entries",
     "constants.json lists the parameter; variables that only hold it, and calls of the project's functions",
     "", "load(x, low_cpu_mem_usage=low_cpu_mem_usage) -> load(x)"},
    {"flat-package", "lists what a lazily loaded package has without asking which libraries are installed",
     "the profile says so, and the guards have HF's shape", "", ""},
    {"header", "says at the top of a file where the code is from", "the profile says so", "", ""},
    {"helper", "drops calls, overrides and decorators of HF helpers that have nothing to do under MindSpore",
     "the name is in helpers' table and leads to HF's own packages", "",
     "self.maybe_free_model_hooks() -> (nothing)"},
    {"initializer", "sets parameters to what an initializer makes, instead of filling them in place",
     "the parameter is a name, attribute or place, and each argument has a name in the target",
     "functions of torch.nn.init whose result is used, or that are not called",
     "nn.init.zeros_(w) -> w.set_data(initializer(Zero(), w.shape, w.dtype))"},
    {"latents", "follows what an autoencoder's encode gives: a tuple, and the distribution in the model",
     "the interface functions are defined or called as HF's template has them", "otherwise reported",
     "retrieve_latents(vae.encode(x), g) -> retrieve_latents(vae, vae.encode(x)[0], g)"},
    {"lora-scale", "models refuse a LoRA scale, and pipelines scale the layers around their denoising loop",
     "a class that loads LoRA passes attention arguments to a model inside its progress bar; HF's template "
     "in models",
     "", "lora_scale = kwargs.pop(\"scale\", 1.0) -> raise RuntimeError(...)"},
    {"module-method", "forward becomes construct, and Module's methods what Cell calls them",
     "the object is a module by its class, constructor or annotation",
     "when only the method's name says so; methods that Cell lacks are reported",
     "model.named_parameters() -> model.parameters_and_names()"},
    {"mutable-argument", "marks lists and dicts that networks are called with as changing from call to call",
     "the profile lists the argument, and no function of that name is called", "",
     "unet(x, added_cond_kwargs=a) -> unet(x, added_cond_kwargs=ms.mutable(a))"},
    {"no-grad", "drops switches of gradient recording: MindSpore records inside value_and_grad only",
     "decorators and with blocks of entries with the form \"decorator\"", "",
     "@torch.no_grad() -> (nothing)"},
    {"nonzero-count",
     "counts positions by the condition's sum where nonzero() is asked only how many there are",
     "the profile says so, and nothing else reads the positions", "",
     "len((a == b).nonzero()) > 1 -> (a == b).sum() > 1"},
    {"null-context", "drops `with` blocks whose context does nothing",
     "a variable holds nothing but nullcontext, since another rule removed what else it was set to", "",
     "with init_context(): x = f() -> x = f()"},
    {"numpy-call",
     "lets numpy compute what the target cannot, and goes between arrays and tensors as MindSpore does",
     "the table says so and the arguments fit; np.array of a tensor that is computed there; "
     "torch.from_numpy(x).to(dtype=t); ranges where the profile says so",
     "where numpy's result has another type", "np.array(x ** 0.5) -> (x ** 0.5).asnumpy()"},
    {"output-field",
     "reads results by their place, where functions give tuples in the port and objects in HF",
     "the code tells which functions or models are called, and all of them have the field at that place",
     "a result that may be a tuple, with a field whose place is not known",
     "self.scheduler.step(x, t, y).prev_sample -> self.scheduler.step(x, t, y)[0]"},
    {"parameter-name", "names parameters as the attribute that holds them", "self.x = nn.Parameter(...)", "",
     "self.scale = nn.Parameter(x) -> self.scale = ms.Parameter(x, name=\"scale\")"},
    {"port-import",
     "tells of imports whose name the port does not have, with what is near it, and of packages that need "
     "torch",
     "never",
     "what neither the port nor the files that are converted along offer; with --port, and for a single "
     "file, what the "
     "port does not; classes of transformers that stay torch's; packages that work on torch's tensors",
     "from ...models import PixelUnet"},
    {"removed-name", "remarks on names that are read although what bound them was removed", "never",
     "each use", ""},
    {"requirement", "distributions that the port does not need, or has in another one", "never",
     "in requirements files, the lists of pyproject.toml and strings with a version: by the constants and "
     "moves",
     "torch>=2.0 -> mindspore"},
    {"return-tuple", "lets functions with return_dict give a tuple unless they are asked for an object",
     "the profile says so, and the default is True; docstrings follow", "",
     "return_dict: bool = True -> return_dict: bool = False"},
    {"script", "reads results of pipelines by place in scripts and tests, and sets MindSpore's mode once",
     "the profile says so, the file imports the package by its full name, and what is called is a pipeline "
     "by "
     "its name or class",
     "", "pipe(p).images[0] -> pipe(p)[0][0]"},
    {"star-import", "remarks on star imports from torch", "never", "each one", ""},
    {"syntax", "remarks on places that do not parse, and on changes taken back because they would not",
     "never", "each place", ""},
    {"tensor-class-test", "asks for the element type beside MindSpore's one Tensor class",
     "isinstance of a name with torch's typed tensor classes", "of what cannot be written twice",
     "isinstance(x, torch.LongTensor) -> isinstance(x, ms.Tensor) and x.dtype == ms.int64"},
    {"tensor-method", "methods and properties of tensors, by the tables",
     "the value is a tensor by annotation, constructor, known return, isinstance test, or a call only "
     "tensors take",
     "without evidence it is offered; methods that MindSpore lacks are reported",
     "x.repeat(1, n) -> x.tile((1, n))"},
    {"text-name", "torch names in docstrings, comments and quoted annotations, and types in messages",
     "the tables have a target", "", "`torch.FloatTensor` -> `ms.Tensor`"},
    {"torch-argument", "arguments that the target names otherwise, takes elsewhere or does not take",
     "a rename in the table, or a value with which dropping is harmless",
     "other values are reported, dropping is offered", "torch.zeros(2, device=d) -> mint.zeros(2)"},
    {"torch-class", "torch classes", kTable, kTableOffered, "torch.Tensor -> ms.Tensor"},
    {"torch-constant", "names whose value MindSpore fixes, left in code", "never", "reported", ""},
    {"torch-device-check", "questions about CUDA, MPS and other backends", "never",
     "each is reported with what to do", ""},
    {"torch-dtype", "torch dtypes", kTable, kTableOffered, "torch.long -> ms.int64"},
    {"torch-function", "torch functions", kTable, kTableOffered, "F.silu(x) -> mint.nn.functional.silu(x)"},
    {"torch-generator", "random generators become numpy's, made with their seed",
     "torch.Generator(...).manual_seed(s); torch.manual_seed(s) that is used as a generator",
     "generators made without a seed, or given to functions that take MindSpore's", ""},
    {"torch-layer", "torch.nn layers", kTable, kTableOffered, "nn.Linear(a, b) -> mint.nn.Linear(a, b)"},
    {"torch-method", "methods named through their class", kTable, kTableOffered, ""},
    {"torch-module", "methods of Module named through their class", kTable, kTableOffered, ""},
    {"torch-name", "whatever else still names torch", "never",
     "each is reported, so that nothing is left in silence", ""},
    {"torch-value", "constants of torch", kTable, kTableOffered, "torch.pi -> np.pi"},
    {"word", "words and option values of the project's own interface, and pieces of texts",
     "the words' table has it, with its reason", "", "torch_dtype -> mindspore_dtype"},
};

}  // namespace

std::span<const RuleInfo> rule_catalog() {
  return kRules;
}

std::string explain_rule(std::string_view id) {
  const auto found =
      std::find_if(std::begin(kRules), std::end(kRules), [&](const RuleInfo& rule) { return rule.id == id; });
  if (found == std::end(kRules)) return {};
  std::string out = "rule " + std::string(found->id) + ": " + std::string(found->does) + "\n";
  out += "  applied: " + std::string(found->applied) + "\n";
  if (!found->offered.empty()) out += "  offered or reported: " + std::string(found->offered) + "\n";
  if (!found->example.empty()) out += "  example: " + std::string(found->example) + "\n";
  return out;
}

}  // namespace mintport
