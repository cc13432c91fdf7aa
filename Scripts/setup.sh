# Set-up shared by ./run and ./test: every system package the project uses, in one place, and why.
# Sourced, not run. Installs only what is missing, and says so.

# needed to build and to run
build_packages=(
    librocksdb-dev      # storage engine of store and processor state
    librdkafka-dev      # Kafka client of producer, processor and command line
    libmicrohttpd-dev   # HTTP server
    libsimdjson-dev     # JSON reading
    zlib1g-dev liblz4-dev libzstd-dev libsnappy-dev   # the four codecs of Kafka
    libssl-dev          # digests; TLS later
)
# what programs built elsewhere need to run (the image)
runtime_packages=(librocksdb7.8 librdkafka1 libmicrohttpd12 libsimdjson14 liblz4-1 libzstd1 libsnappy1v5 zlib1g libssl3)
# needed to run the tests only
test_packages=(
    kcat                # a real Kafka client
    python3-venv        # the Python clients of Tests/requirements.txt, in .venv
)
# the page test, in ./test --all only: it is large
browser_packages=(chromium)

say() { printf '%s\n' "$*"; }

missing_packages() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
    done
}

# install_packages WHY PACKAGE...
install_packages() {
    local why=$1 missing as_root=
    shift
    command -v dpkg-query >/dev/null || { say "not Debian: these libraries must be there $why: $*"; return 0; }
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { say "run this as root $why: apt-get install $missing" >&2; exit 3; }
        as_root=sudo
    fi
    say "installing from Debian $why: $missing"
    # shellcheck disable=SC2086
    { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing; } >"$log_folder/packages.log" 2>&1 \
        || { tail -n 20 "$log_folder/packages.log" >&2; say "installing packages failed" >&2; exit 3; }
}

need_swift() {
    command -v swift >/dev/null || { say "swift 6.2 or later must be on PATH: swift.org/install" >&2; exit 3; }
}

# build_release LABEL ARGUMENTS... : builds quietly, shows the compiler's words when it fails
build_release() {
    local label=$1 started=$SECONDS
    shift
    say "building $label (the first time takes minutes)"
    swift build -c release --explicit-target-dependency-import-check error "$@" \
        >"$log_folder/build.log" 2>&1 \
        || { grep -E 'error|warning' "$log_folder/build.log" | head -n 40 >&2; tail -n 5 "$log_folder/build.log" >&2; exit 1; }
    say "built in $((SECONDS - started)) s"
}
