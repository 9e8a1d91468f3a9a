# The two main commands are `make demo` and `make test`. Each first installs missing dependencies (.ci/setup).
JOBS ?= $(shell nproc)
PREFIX ?= /usr/local

# One version for everybody, because versions of clang-format format differently.
CLANG_FORMAT = build/deps/clang-format/clang_format/data/bin/clang-format
SOURCES = git ls-files -co --exclude-standard -- '*.cc' '*.hh'

SECONDS ?= 60

.PHONY: all demo docs pictures test random-keys asan whole-tree fuzz bench fidelity parity operators install wheel deb tarball try-packages format format-check clean

all: build/release/build.ninja
	cmake --build build/release -j $(JOBS)

# Ninja reruns CMake by itself if a CMake file changes.
build/%/build.ninja: | setup
	cmake --preset $* --log-level=WARNING

.PHONY: setup
setup:
	@.ci/setup packages sources

demo: setup build/release/build.ninja
	@.ci/setup diffusers
	cmake --build build/release -j $(JOBS) --target mintport
	@.ci/demo

# The pages of docs/ that are generated from the program's own tables. A test fails if they are out of date.
docs: setup build/debug/build.ninja
	cmake --build build/debug -j $(JOBS) --target mintport_generate
	build/debug/app/mintport_generate pages docs

# Draws README's pictures, and all pages in docs/screens, with the program.
pictures: setup build/release/build.ninja
	@.ci/setup diffusers
	cmake --build build/release -j $(JOBS) --target mintport
	.ci/demo --keys $(CURDIR)/docs/pictures/review.keys --dump 120x32 --dump-to $(CURDIR)/docs/pictures/review.svg
	.ci/screens

# TEST_PRESET=asan: under AddressSanitizer and UndefinedBehaviorSanitizer, as in CI. Checks for leaks if
# ptrace is allowed, which the leak checker needs.
TEST_PRESET ?= test
test: setup build/$(TEST_PRESET)/build.ninja
	@.ci/setup diffusers ruff mindone
	@.ci/setup weights || true # the test that wants it says so, and is skipped
	cmake --build build/$(TEST_PRESET) -j $(JOBS)
	$(if $(filter asan,$(TEST_PRESET)),. .ci/sanitizer-options &&) ctest --test-dir build/$(TEST_PRESET) -j $(JOBS) --output-on-failure

# Writes the current output of scenarios, golden files and pages into the files that tests compare with.
# Review the diff before you commit it.
.PHONY: goldens
goldens: setup build/debug/build.ninja
	@.ci/setup diffusers mindone
	cmake --build build/debug -j $(JOBS) --target scenario test_core_convert test_app_workbench test_app_commands
	build/debug/tests/scenario --update tests/scenarios/*.scenario tests/scenarios/terminal/*.scenario
	-MINTPORT_UPDATE=1 build/debug/tests/test_core_convert --gtest_brief=1 --gtest_filter='*Golden*:WholeTree*'
	-MINTPORT_UPDATE=1 build/debug/tests/test_app_workbench --gtest_brief=1 --gtest_filter='*PageCommands*'
	-MINTPORT_UPDATE=1 build/debug/tests/test_app_commands --gtest_brief=1 --gtest_filter='ScriptingPage*'

# 10,000 random keys per seed, in addition to those of `make test`.
random-keys: setup build/debug/build.ninja
	cmake --build build/debug -j $(JOBS) --target test_app_workbench
	MINTPORT_RANDOM_KEYS=10000 build/debug/tests/test_app_workbench --gtest_filter='*RandomKeys*'

asan:
	$(MAKE) test TEST_PRESET=asan

# Converts all of diffusers; under sanitizers the tests convert only one file in four.
whole-tree: setup build/test/build.ninja
	@.ci/setup diffusers ruff
	cmake --build build/test -j $(JOBS) --target test_core_convert
	build/test/tests/test_core_convert --gtest_filter='WholeTree.*'

# Runs libFuzzer on the checkpoint readers, SECONDS each. `make test` also damages files at random.
fuzz: setup
	@command -v clang++ >/dev/null || { echo 'fuzz: error: clang++ is not there: apt-get install clang libclang-rt-dev' >&2; exit 1; }
	cmake -G Ninja -B build/fuzz -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ \
	  -DMINTPORT_FUZZ=ON -DMINTPORT_TESTS=OFF --log-level=WARNING
	cmake --build build/fuzz -j $(JOBS) --target fuzz_safetensors fuzz_mindspore fuzz_torch
	for reader in safetensors mindspore torch; do \
	  mkdir -p build/fuzz/corpus/$$reader && \
	  build/fuzz/tests/fuzz/fuzz_$$reader -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 -verbosity=0 \
	    -print_final_stats=1 build/fuzz/corpus/$$reader || exit 1; \
	done

# Speed, as ratios within a run. fidelity: the distance between the output and the hand-made port.
bench: setup
	@.ci/setup diffusers
	cmake --preset release -B build/bench -DMINTPORT_BENCH=ON -DMINTPORT_TESTS=OFF --log-level=WARNING
	cmake --build build/bench -j $(JOBS)
	build/bench/bench/bench_core
	build/bench/bench/bench_tree
	build/bench/bench/bench_screen
	cmake --preset release --log-level=WARNING && cmake --build build/release -j $(JOBS) --target mintport
	bench/weights
	bench/upgrade/times

fidelity: setup
	bench/fidelity/run

# Needs an interpreter with MindSpore and torch: bench/parity/run --setup makes it (8 GB).
parity: setup
	bench/parity/run

# The same interpreter.
operators: setup
	bench/operators/run

install: all
	cmake --install build/release --prefix $(PREFIX)

# Packages in dist/: the same program for each, which needs glibc 2.28 and nothing else. ARCH=aarch64 cross-compiles.
ARCH ?= $(shell uname -m)
wheel deb tarball: setup
	@.ci/setup packaging
	JOBS=$(JOBS) packaging/build $(ARCH) $@

# Installs them on a fresh Debian 12 and a fresh Ubuntu 24.04, as root.
try-packages:
	packaging/try

format: setup
	@.ci/setup format
	$(SOURCES) | xargs $(CLANG_FORMAT) -i

format-check: setup
	@.ci/setup format
	$(SOURCES) | xargs $(CLANG_FORMAT) --dry-run -Werror

clean:
	rm -rf build/debug build/edit build/release build/test build/asan build/bench build/fuzz build/demo build/packages dist
