# The two commands of the README: make run, make test.

SWIFT ?= swift
SEEDS ?= seeds
CONFIG ?= Config/sower.yaml
PREFIX ?= /usr/local
DESTDIR ?=
# One kind of release build for all that runs outside the tests, so that it is made once: Swift's libraries are linked in.
RELEASE = -c release --static-swift-stdlib --product sower

# One process after another: inside each, tests run in parallel, and those of real time would starve beside all the others.
TESTS = XMLTests SyndicationTests FuzzTests CatalogueTests DaemonTests
# Of SowerTests, those that load the machine themselves, or count what it does, have it to themselves.
ALONE = PressureTests|StormTests|FleetTests|IdleTests

# Under Benchmarks/; each is given a folder to work in, and prints its ratio.
BENCHMARKS = LedgerGrowth RecognitionSpeed

.PHONY: run test soak storm idle soak-http fleet bench bench-fresh bench-http bench-search bench-scaling fuzz manual deb package-test build lint install deps judges clean

run: build
	@exec $$($(SWIFT) build $(RELEASE) --show-bin-path)/sower serve --config $(CONFIG) --seeds $(SEEDS)

build: deps
	$(SWIFT) build $(RELEASE)

test: deps judges
	$(SWIFT) build --build-tests
	@set -e; for target in $(TESTS); do $(SWIFT) test --skip-build --filter "^$$target\."; done
	$(SWIFT) test --skip-build --filter '^SowerTests\.' --skip '$(ALONE)'
	$(SWIFT) test --skip-build --filter '$(ALONE)'

# Kills the daemon three hundred times while seeds change; some minutes.
soak: deps judges
	SOWER_SOAK_KILLS=300 $(SWIFT) test --filter CrashTests

# Ten thousand polls of a keeper and two followers behind nginx, while one follower is killed again and again; some minutes.
fleet: deps judges
	SOWER_FLEET_POLLS=10000 $(SWIFT) test --filter FleetTests

# Rounds of a minute in which four writers change 5,000 files: while events are lost, while all are heard, and while the daemon is
# killed now and then; then all must be as a fresh daemon shows it.
# As root the kernel's queue is made small for it, for the moment in which a daemon starts. An hour or two.
STORM ?= 20 60 5000
storm: deps judges
	SOWER_STORM="$(STORM)" $(SWIFT) test --filter StormTests

# A minute in which nothing is to do, by strace.
idle: deps judges
	SOWER_IDLE=60 $(SWIFT) test --filter IdleTests

# Ratios for docs/performance.md; some minutes each, and half an hour for the last.
bench: deps
	@set -e; for benchmark in $(BENCHMARKS); do \
	    $(SWIFT) build -c release --static-swift-stdlib --product $$benchmark; \
	    $$($(SWIFT) build -c release --static-swift-stdlib --show-bin-path)/$$benchmark $${TMPDIR:-/tmp}; done
	@$(MAKE) bench-fresh

# A dropped file, cold and warm starts and the memory they take, against cat, find and Hugo; half an hour.
ARTICLES ?= 10000
LARGE ?= 100000
bench-fresh: build
	$(SWIFT) build -c release --static-swift-stdlib --product CorpusWriter
	python3 Benchmarks/Freshness/bench.py $$($(SWIFT) build $(RELEASE) --show-bin-path)/sower \
	    $$($(SWIFT) build -c release --static-swift-stdlib --show-bin-path)/CorpusWriter $(ARTICLES) $(LARGE)

# CPU time a request against nginx, for docs/performance.md; three minutes.
bench-http: build judges
	python3 Benchmarks/HTTP/bench.py $$($(SWIFT) build $(RELEASE) --show-bin-path)/sower

# Searches over 100,000 articles, a category's 304 and the memory of all pages, for docs/performance.md; half an hour.
SEARCH_ARTICLES ?= 100000
bench-search: build judges
	python3 Benchmarks/Search/bench.py $$($(SWIFT) build $(RELEASE) --show-bin-path)/sower $(SEARCH_ARTICLES)

# What a cache, deltas, followers and a site of files save, for docs/scaling.md; two minutes. Needs rclone for its part.
bench-scaling: build judges
	python3 Benchmarks/Scaling/bench.py $$($(SWIFT) build $(RELEASE) --show-bin-path)/sower

# An hour of load, refreshes and reloads; SOAK_SECONDS for another time.
SOAK_SECONDS ?= 3600
soak-http: build judges
	python3 Benchmarks/HTTP/soak.py $$($(SWIFT) build $(RELEASE) --show-bin-path)/sower $(SOAK_SECONDS)

# Each target for so many seconds, or RUNS executions; what it finds is in .build-fuzz/findings. TARGETS names some of them.
SECONDS ?= 60
RUNS ?= -1
TARGETS ?= text markdown html sanitiser matter
FUZZ = -c release --product Fuzz --scratch-path .build-fuzz -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld

fuzz: deps
	SOWER_FUZZ=1 $(SWIFT) build $(FUZZ)
	@Fuzzing/run.sh "$$(SOWER_FUZZ=1 $(SWIFT) build $(FUZZ) --show-bin-path)/Fuzz" $(SECONDS) $(RUNS) $(TARGETS)

# Writes what is made from the one description of the configuration's keys.
manual:
	$(SWIFT) build --product sower
	$$($(SWIFT) build --product sower --show-bin-path)/sower config --reference yaml > Config/sower.yaml
	$$($(SWIFT) build --product sower --show-bin-path)/sower config --reference manual > deploy/man/sower.yaml.5

lint: deps
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Benchmarks Fuzzing Sources Tests

# The binary starts where no Swift is installed; libxml2, SQLite and zlib stay the system's.
install: build
	install -D -s -m 0755 $$($(SWIFT) build $(RELEASE) --show-bin-path)/sower $(DESTDIR)$(PREFIX)/bin/sower
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's#/usr/local/bin/#$(PREFIX)/bin/#' deploy/systemd/sower.service > $(DESTDIR)$(PREFIX)/lib/systemd/system/sower.service
	install -D -m 0644 deploy/systemd/sower.socket $(DESTDIR)$(PREFIX)/lib/systemd/system/sower.socket
	install -D -m 0644 deploy/systemd/sysusers.conf $(DESTDIR)$(PREFIX)/lib/sysusers.d/sower.conf
	for page in deploy/man/*.[157]; do \
	    install -D -m 0644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; done
	install -D -m 0644 $(CONFIG) $(DESTDIR)$(PREFIX)/share/doc/sower/sower.yaml

# A Debian package in .build/packages; prints its path.
deb: build
	@sh deploy/package.sh $$($(SWIFT) build $(RELEASE) --show-bin-path)/sower .build/packages

# Installs that package on a fresh Debian, and follows the Containerfile by hand; needs root, for mounts.
package-test: build judges
	Tests/Packages/package.sh $$($(SWIFT) build $(RELEASE) --show-bin-path)/sower
	Tests/Packages/container.sh

deps:
	@sh deploy/deps.sh

judges:
	@sh Tests/Judges/install.sh

clean:
	rm -rf .build .build-fuzz .judges
