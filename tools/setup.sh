#!/bin/sh
# Fills .venv with this package, installed in place, and what it needs to run; with `dev` also what it takes to work on
# it, with `bench` to measure it.
# Quick and silent when nothing changed, and then needs no network. Starts again from nothing after an interruption
# and when the folder or its Python moved. PYTHON=… names the interpreter of a new .venv.
set -eu
cd "$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)"

extra=${1-}
stamp=.venv/installed-by-setup # written last: which folder, Python, requirements, extras

main() {
    needs=$(needs)
    extras= # those that stay
    if [ -f "$stamp" ] && [ "$(sed -n 1p "$stamp")" = "$(place)" ]; then
        line=$(sed -n 2p "$stamp")
        case "$line " in
            "$needs"*"${extra:+ $extra }"*) exit 0 ;;
            "$needs "*) extras=${line#"$needs"} ;;
        esac
    else
        make_venv
    fi
    case $extra in
        dev) purpose=", with the tools to work on it" ;;
        bench) purpose=", with what it is measured against" ;;
        *) purpose= ;;
    esac
    echo "==> Installing the package and what it needs into .venv$purpose"
    was=$(cat "$stamp" 2>/dev/null || true)
    rm -f "$stamp"
    # A failed installation (no network, say) leaves what was there as it was; an interrupted one may not.
    if ! install; then
        [ -z "$was" ] || printf '%s\n' "$was" >"$stamp"
        fail "The installation failed: see above. It needs the network; once it is done, nothing else does."
    fi
    printf '%s\n%s\n' "$(place)" "$needs$extras${extra:+ $extra}" >"$stamp"
}

place() {
    printf '%s %s' "$PWD" "$(readlink -f .venv/bin/python 2>/dev/null || true)"
}

# The parts of pyproject.toml that decide what is installed: another rule for a linter installs nothing.
needs() {
    awk '/^\[/ { on = /^\[(build-system|project|tool\.hatch)/ } on' pyproject.toml | cksum
}

make_venv() {
    if ! python=$(first_python "import venv, ensurepip"); then
        python=$(first_python pass) ||
            fail "Python 3.11 or newer is needed, and ${PYTHON:-python3} isn't it. Install one, or name it: make PYTHON=/path/to/python3"
        get_ensurepip "$python"
    fi
    echo "==> Creating .venv with $("$python" --version) ($python)"
    rm -rf .venv
    "$python" -m venv .venv || fail "The virtual environment could not be created: see above."
}

# The first Python that is 3.11 or newer and can run the given line; never that of a virtual environment, which may be
# the very one that is about to be rebuilt.
first_python() {
    line=$1
    set -- python3 python3.14 python3.13 python3.12 python3.11
    [ -z "${PYTHON-}" ] || set -- "$PYTHON"
    for command; do
        "$command" -c "import sys; assert sys.version_info >= (3, 11); $line; print(sys._base_executable)" 2>/dev/null &&
            return
    done
    return 1
}

# Debian ships ensurepip, without which there is no virtual environment, in a package of its own.
get_ensurepip() {
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if ! command -v apt-get >/dev/null; then
        fail "$1 has no ensurepip: install your system's package for Python virtual environments, then try again."
    elif [ "$(id -u)" = 0 ]; then
        set --
    elif sudo -n true 2>/dev/null; then
        set -- sudo -n
    else
        fail "Python's virtual environments are missing: run \`sudo apt-get install $package\`, then try again."
    fi
    echo "==> Installing the system's package $package"
    set -- "$@" env DEBIAN_FRONTEND=noninteractive apt-get -q -y
    "$@" install "$package" || { "$@" update && "$@" install "$package"; } ||
        fail "$package could not be installed: see above."
}

install() {
    PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 \
        .venv/bin/python -m pip install --quiet --editable ".${extra:+[$extra]}" </dev/null || return
    # Python before 3.13 reads this file in the locale's encoding, and dies of an accent in the folder's name where the
    # locale is none that the system has. A relative path has no accent.
    for link in .venv/lib/*/site-packages/*dataforgood_cms*.pth; do
        [ ! -f "$link" ] || echo ../../../../src >"$link"
    done
}

fail() {
    printf '%s\n' "$1" >&2
    exit 2
}

main
