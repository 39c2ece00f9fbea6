# Bandstand. Two commands do everything from a bare clone: `make run` and `make test`. `make help` lists the rest.

# Tests at a time: with all at once, what is to happen within seconds waits behind hundreds of others.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 8

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help run test bench-candidates bench-features bench-gate bench-home bench-rpc fuzz lint format generate build packages bench-packages \
	test-packages toolchain

BUILD_PACKAGES := libnghttp2-dev libprotobuf-c-dev libopenblas-dev liblapacke-dev libsqlite3-dev libhiredis-dev libpq-dev \
	libsimdjson-dev libutf8proc-dev libzstd-dev zlib1g-dev pkg-config
TEST_PACKAGES := protobuf-compiler protobuf-c-compiler libprotobuf-dev python3 python3-venv \
	libgeonames-dev binutils curl openssl postgresql-15 procps python3-swift redis-server valgrind zstd
BENCH_PACKAGES := nghttp2-client libgrpc++-dev libprotobuf-dev protobuf-compiler protobuf-compiler-grpc libssl-dev valgrind \
	g++ binutils openssl python3 python3-venv redis-server
WRITTEN_SOURCES = git ls-files -z --cached --others --exclude-standard -- '*.swift' ':!*/Generated/*'

# yes,VALUE: the value when it means yes.
yes = $(filter-out 0 no false,$(1))

## run: builds, starts every service, fills a demo world, trains, prints pages, stays up. ONCE=1 stops after the pages,
##      DATA=FOLDER takes real listening data (Last.fm HetRec) in place of the demo world.
run: build
	@exec .build/release/bandstand run $(if $(call yes,$(ONCE)),--once) $(if $(DATA),--data "$(DATA)")

# Suites that compute for minutes run first, or those that wait for answers would miss their deadlines.
## test: compares the generated code with what protos/ gives, builds, lints and runs every test.
test: packages test-packages toolchain
	@start=$$SECONDS; \
	echo "Checking the generated code"; protos/generate --check; Shared/CGazetteer/generate --check; \
	echo "Building the tests"; swift build --build-tests; \
	built=$$SECONDS; \
	{ heavy='^(TrainingService|ValidationService)Tests'; \
	  swift test --skip-build --disable-xctest --filter "$$heavy" && first=0 || first=$$?; \
	  swift test --skip-build --disable-xctest --skip "$$heavy" && exit $$first; \
	} 2>&1 | tee .build/test.log && status=0 || status=$$?; \
	if ((status)); then echo "What failed (all of it in .build/test.log):"; \
	  { grep -A2 ' recorded an issue ' .build/test.log || tail -40 .build/test.log; } | head -200; fi; \
	echo "make test: $$((SECONDS - start)) seconds, $$((built - start)) of them until everything was built"; \
	exit $$status

## bench-candidates: how much of real listeners' held-back artists stage 1 finds, beside popularity. DATA=FOLDER of Last.fm
##      HetRec. Prints a table and writes the figures to .build/bench/candidates.json, a line a seed.
bench-candidates: build
	@mkdir -p .build/bench
	@.build/release/bandstand evaluate candidates --lastfm "$(or $(DATA),../shared/data/lastfm-hetrec2011)" --seeds 3 \
	  --json-file .build/bench/candidates.json

## bench-features: events into the embedded stores; our feature core beside NumPy, pandas and Feast's Python feature server;
##      profiles read from their stores. EVENTS=10000000 of them unless told otherwise. About a quarter of an hour.
##      Prints tables and writes the figures to .build/bench/features.json, a line a row.
bench-features: packages bench-packages toolchain
	@Tests/Peers/Features/bench --events 1000000 $(or $(EVENTS),10000000)
	@Tests/Peers/Features/compare

## bench-home: pages of a made world one after another; single events of 1, 16 and 256 callers at once, over the embedded stores
##      and over PostgreSQL, Redis and an S3 server. About five minutes. PROGRAMS=FOLDER measures another build's services.
##      Prints tables and writes the figures to .build/bench/home.json, a line a row.
bench-home: build test-packages
	@mkdir -p .build/bench; rm -f .build/bench/home.json
	@.build/release/home-bench pages --programs "$(or $(PROGRAMS),.build/release)"
	@.build/release/home-bench events --programs "$(or $(PROGRAMS),.build/release)"

## bench-gate: faulty and honest trainings on made worlds, SEEDS=20 of them: what the gate refuses, for which reason, and what it
##      ships. About a minute a seed and trial. Prints a table and writes the figures to .build/bench/gate.json, a line a trial.
bench-gate: build
	@mkdir -p .build/bench
	@.build/release/gate-bench --seeds $(or $(SEEDS),20)

## bench-rpc: our RPC server beside gRPC C++ and a bare server in C: CPU, instructions, streams, TLS, memory. About ten
##      minutes. Prints tables and writes the figures to .build/bench/rpc.json.
bench-rpc: packages bench-packages toolchain
	@Tests/Peers/RPC/bench

## fuzz: runs libFuzzer under the address sanitizer on what reads a peer's bytes, SECONDS=60 for each of three targets: HTTP/2
##      sessions, gRPC's frames and headers, messages. Crashers and what it finds stay under .build/fuzz.
fuzz: packages toolchain
	@Tests/Fuzzing/run "$(or $(SECONDS),60)"

## lint: checks that every Swift file that people write is formatted and clean.
lint:
	@$(WRITTEN_SOURCES) | xargs -0 -r swift format lint --strict --parallel

## format: formats them.
format:
	@$(WRITTEN_SOURCES) | xargs -0 -r swift format format --parallel --in-place

## generate: writes the wire messages anew from protos/.
generate: packages test-packages toolchain
	@exec protos/generate

## build: the release build that run starts.
build: packages toolchain
	@echo "Building"; swift build -c release

packages:
	@.ci/packages $(BUILD_PACKAGES)

bench-packages:
	@.ci/packages $(BENCH_PACKAGES)

test-packages:
	@.ci/packages $(TEST_PACKAGES)

toolchain:
	@version=$$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -1 || true); \
	case "$$version" in \
	6.[3-9] | 6.[3-9].* | 6.[1-9][0-9]* | [7-9].* | [1-9][0-9].*) ;; \
	"") echo "There is no swift on the path. Install Swift 6.3: https://www.swift.org/install/linux" >&2; exit 1 ;; \
	*) echo "Swift $$version is too old: Bandstand needs 6.3. https://www.swift.org/install/linux" >&2; exit 1 ;; \
	esac

help:
	@sed -n 's/^## \{0,1\}//p' $(MAKEFILE_LIST)
