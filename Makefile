# The two commands: `make demo` and `make test`. Each first sets up what is missing (.ci/setup); what is done is skipped.
JOBS ?= $(shell nproc)
PREFIX ?= /usr/local

# One formatter for everybody: its versions differ in taste.
CLANG_FORMAT = build/deps/clang-format/clang_format/data/bin/clang-format
SOURCES = git ls-files -co --exclude-standard -- '*.cc' '*.hh'

SECONDS ?= 60

.PHONY: all demo docs pictures test random-keys asan fuzz bench fidelity parity operators install format format-check clean

all: build/release/build.ninja
	cmake --build build/release -j $(JOBS)

# Ninja configures again by itself whenever a CMake file changes.
build/%/build.ninja: | setup
	cmake --preset $* --log-level=WARNING

.PHONY: setup
setup:
	@.ci/setup packages sources

demo: setup build/release/build.ninja
	@.ci/setup diffusers
	cmake --build build/release -j $(JOBS) --target mintport
	@.ci/demo

# The pages of docs/ that are made from the program's own tables. A test says when they are out of date.
docs: setup build/debug/build.ninja
	cmake --build build/debug -j $(JOBS) --target mintport_generate
	build/debug/app/mintport_generate pages docs

# README's pictures, drawn anew by the program.
pictures: setup build/release/build.ninja
	@.ci/setup diffusers
	cmake --build build/release -j $(JOBS) --target mintport
	.ci/demo --keys $(CURDIR)/docs/pictures/review.keys --dump 120x32 --dump-to $(CURDIR)/docs/pictures/review.svg

test: setup build/debug/build.ninja
	@.ci/setup diffusers ruff
	@.ci/setup weights || true # the test that wants it says so, and is skipped
	cmake --build build/debug -j $(JOBS)
	ctest --test-dir build/debug -j $(JOBS) --output-on-failure

# What the scenarios show now, written into their files: read the difference before you commit it.
.PHONY: scenarios-update
scenarios-update: setup build/debug/build.ninja
	cmake --build build/debug -j $(JOBS) --target scenario
	build/debug/tests/scenario --update tests/scenarios/*.scenario tests/scenarios/terminal/*.scenario

# 10,000 random keys for each seed, beside those that `make test` presses.
random-keys: setup build/debug/build.ninja
	cmake --build build/debug -j $(JOBS) --target test_app_workbench
	MINTPORT_RANDOM_KEYS=10000 build/debug/tests/test_app_workbench --gtest_filter='*RandomKeys*'

# Leaks are looked for unless this place forbids ptrace, on which the leak checker stands.
asan: setup build/asan/build.ninja
	@.ci/setup diffusers
	cmake --build build/asan -j $(JOBS)
	. .ci/sanitizer-options && ctest --test-dir build/asan -j $(JOBS) --output-on-failure

# The readers of checkpoints under libFuzzer, for SECONDS each. Beside `make test`, which damages files at random too.
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

# Speed, as ratios in the same run; fidelity: how near the output comes to the port that people made.
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

format: setup
	@.ci/setup format
	$(SOURCES) | xargs $(CLANG_FORMAT) -i

format-check: setup
	@.ci/setup format
	$(SOURCES) | xargs $(CLANG_FORMAT) --dry-run -Werror

clean:
	rm -rf build/debug build/release build/asan build/bench build/fuzz build/demo
