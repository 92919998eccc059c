# make render    draw a spec to PDF, SVG and PNG: make render SPEC=configs/relu.yaml
# make gelu.pdf  draw an activation and its derivative: gelu.pdf, gelu.svg, gelu.png
# make figures   draw configs/ into gallery/
# make looks     a table of what is wrong with figures, and sheets to look through: .looks/
#                (of other specs: make looks SPECS="folder specs.yaml")
# make schema    what editors know of the specs in configs/: configs/actplot.schema.json
# make test      tests, linters, types, import floors
# make bench     times against a plain pyplot script
# make fuzz      generated and spoilt specs, 20,000 or for SECONDS: does anything break?
#                and random expressions against many digits
# make endurance 10,000 figures in one run: speed and memory from first to last
# make docs      the documentation as a site: build-output/site/
# make package   wheel and sdist in dist/, installed into an empty environment
#
# Each makes its own virtual environment; python3 and make are all it needs.

PYTHON ?= python3
JOBS ?= auto
SPEC ?= configs/relu.yaml

.PHONY: render figures schema looks test test-lowest bench fuzz endurance lint docs package clean
.DELETE_ON_ERROR:
.DEFAULT_GOAL := render

render: .venv/ready
	.venv/bin/actplot render $(SPEC)

figures: .venv/ready
	.venv/bin/actplot gallery configs --exclude 'bases/*' -o gallery -f svg

%.pdf %.svg %.png: .venv/ready
	.venv/bin/actplot plot $* "$*'" -f pdf -f svg -f png -o $@

schema: .venv/ready
	.venv/bin/actplot schema -o configs/actplot.schema.json

looks: .venv-test/ready
	.venv-test/bin/python tests/looks.py -v -o .looks $(SPECS)

test: .venv-test/ready lint
	.venv-test/bin/python -m pytest -n $(JOBS) -q

lint: .venv-test/ready
	.venv-test/bin/ruff check .
	.venv-test/bin/ruff format --check .
	.venv-test/bin/mypy
	.venv-test/bin/lint-imports --no-cache

test-lowest: .venv-lowest/ready
	.venv-lowest/bin/python -m pytest -n $(JOBS) -q

bench: .venv-test/ready
	.venv-test/bin/python benchmarks/bench.py
	.venv-test/bin/python benchmarks/bench.py --gallery --rounds 5
	.venv-test/bin/python benchmarks/bench.py --batch --rounds 5
	.venv-test/bin/python benchmarks/growth.py

fuzz: .venv-test/ready
	.venv-test/bin/python benchmarks/fuzz.py $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))
	.venv-test/bin/python benchmarks/fuzz_numbers.py $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

endurance: .venv-test/ready
	.venv-test/bin/python benchmarks/endurance.py

docs: .venv-docs/ready
	.venv-docs/bin/python -m docs.generate build-output/docs
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --quiet --strict

package:
	rm -rf dist .venv-package
	$(PYTHON) -m venv .venv-package
	.venv-package/bin/python -m pip install --quiet build
	.venv-package/bin/python -m build --outdir dist
	rm -rf .venv-package && $(PYTHON) -m venv .venv-package
	.venv-package/bin/python -m pip install --quiet dist/*.tar.gz
	.venv-package/bin/actplot check configs/relu.yaml
	.venv-package/bin/python -m pip install --quiet --force-reinstall --no-deps dist/*.whl
	.venv-package/bin/actplot plot gelu "gelu'" -f pdf -f svg -f png -o .venv-package/gelu.pdf

.venv-docs/ready: pyproject.toml .ci/environment.sh
	PYTHON=$(PYTHON) sh .ci/environment.sh .venv-docs '.[docs]'

.venv/ready: pyproject.toml .ci/environment.sh
	PYTHON=$(PYTHON) sh .ci/environment.sh .venv .

.venv-test/ready: pyproject.toml .ci/environment.sh
	PYTHON=$(PYTHON) sh .ci/environment.sh .venv-test '.[dev]'

.venv-lowest/ready: pyproject.toml .ci/environment.sh .ci/lowest.py
	$(PYTHON) .ci/lowest.py pyproject.toml > .lowest.tmp
	PYTHON=$(PYTHON) sh .ci/environment.sh .venv-lowest '.[test]' -c .lowest.tmp

clean:
	rm -rf .venv .venv-test .venv-lowest .venv-docs .venv-package build-output dist .lowest.tmp .looks
