# `make` prints this help. Everything is idempotent; the second time takes seconds.
.DEFAULT_GOAL := help
.PHONY: help deps build test kill-test run eval snippets differential bench fuzz grammar lint format clean

SKILLET := .build/release/skillet

help: ## print this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install Debian packages and fetch MuJoCo into .deps (only what is missing)
	@Tools/deps.sh

build: deps ## build the command: .build/release/skillet
	swift build -c release --static-swift-stdlib --product skillet

test: build lint ## all tests, among them those that run .build/release/skillet; then the inputs kept from fuzzing
	swift test -c release --scratch-path .build-tests
	.build-tests/release/skillet-fuzz Fuzz/Corpus/* Programs/*.skill Tests/Snippets/*.skill

KILLS ?= 100
kill-test: build ## kill KILLS (100) runs at random moments, go on with them, compare how they end (a few minutes)
	SKILLET_KILLS=$(KILLS) swift test -c release --scratch-path .build-tests --filter KillTests

run: build ## solve a task in the simulator: Programs/03_swap.skill, with video and pictures in out/
	@mkdir -p out
	$(SKILLET) run Programs/03_swap.skill --task swap --video out/swap.mp4 --frames out/swap.png
	@echo "The run is in out/swap.mp4, moments of it in out/swap.png"

SEEDS ?= 0:100
eval: deps ## solve every task on SEEDS (0:100) by its reference program, print the table (about 5 minutes)
	SKILLET_SEEDS=$(SEEDS) swift test -c release --scratch-path .build-tests --filter ReferenceProgramTests

snippets: ## record what CPython 3.11 (PYTHON=python3) prints for Tests/Snippets
	@Tools/snippets.sh

PROGRAMS ?= 10000
differential: deps ## run PROGRAMS (10000) random programs on the machine, the reference evaluator and CPython
	SKILLET_PROGRAMS=$(PROGRAMS) swift test -c release --scratch-path .build-tests --filter DifferentialTests

bench: ## time front end and machine against CPython and Lua 5.4, print the ratios (two minutes)
	@Tools/deps.sh lua5.4
	swift build -c release --static-swift-stdlib --product skillet-bench
	.build/release/skillet-bench

FUZZ_SECONDS ?= 420
fuzz: deps ## fuzz front end, formatter, sessions, verifier and machine with libFuzzer, FUZZ_SECONDS (420) each
	FUZZ_SECONDS=$(FUZZ_SECONDS) Tools/fuzz.sh

grammar: deps ## make the grammars in Grammar/ anew from Grammar/skill.ebnf
	SKILLET_RECORD=1 swift test -c release --scratch-path .build-tests --filter GeneratedFileTests

lint: ## check the layout of the Swift sources
	swift format lint --strict --parallel -r Package.swift Plugins Sources Tests Benchmarks Fuzz

format: ## lay out the Swift sources
	swift format -i --parallel -r Package.swift Plugins Sources Tests Benchmarks Fuzz

clean: ## remove what was built (not .deps)
	swift package clean
	rm -rf .build-tests out
