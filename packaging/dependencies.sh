# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the scripts beside it. install_dependencies build|test installs what is missing on Debian and Ubuntu; with
# everything there it does nothing and needs no network. On other systems it names the packages and goes on: CMake says
# what it does not find.

tocsin_build_packages=(
    cmake ninja-build g++ pkg-config
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libqt6sql6-sqlite libqt6svg6
    libssl-dev zlib1g-dev libbrotli-dev libboost-dev qtkeychain-qt6-dev libexpected-dev libzip-dev libmd4c-dev libgl1-mesa-dev fonts-dejavu-core ccache
)
tocsin_test_packages=(xvfb xauth dbus gnome-keyring clang-format-14 curl poppler-utils)

say() { printf '%s\n' "$*" >&2; }

# Prints those of the named packages that are not installed.
missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s\n' "$package"
    done
}

install_with_apt() {
    local missing sudo=()
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "These packages are missing, and neither root nor sudo is here to install them: ${missing[*]}"
            return 1
        fi
        say "sudo is used once, to install these packages: ${missing[*]}"
        sudo=(sudo)
    else
        say "Installing: ${missing[*]}"
    fi
    "${sudo[@]}" apt-get update -q
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

name_packages_elsewhere() {
    say "This is not Debian or Ubuntu; these packages are needed:"
    say "  Fedora:   sudo dnf install cmake ninja-build gcc-c++ qt6-qtbase-devel qt6-qtsvg-devel qt6-qttools-devel \\"
    say "            qt6-linguist openssl-devel zlib-devel brotli-devel boost-devel qtkeychain-qt6-devel expected-devel libzip-devel md4c-devel dejavu-sans-fonts"
    say "  Homebrew: brew install cmake ninja qt openssl@3 zlib brotli boost qtkeychain tl-expected libzip md4c"
    if ! command -v cmake >/dev/null; then
        say "cmake is not installed: install the packages above and run this again."
        return 1
    fi
}

install_dependencies() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        name_packages_elsewhere
        return
    fi
    local wanted=("${tocsin_build_packages[@]}")
    if [ "$1" = test ]; then
        wanted+=("${tocsin_test_packages[@]}")
        command -v node >/dev/null || wanted+=(nodejs)
        command -v python3 >/dev/null || wanted+=(python3)
        command -v php >/dev/null || wanted+=(php-cli)
        command -v ruby >/dev/null || wanted+=(ruby)
        python3 -c 'import cryptography' 2>/dev/null || wanted+=(python3-cryptography)
        command -v mcs >/dev/null || wanted+=(mono-mcs mono-runtime)
    fi
    install_with_apt "${wanted[@]}"
}

# The languages of generated code whose tools are not installed for the sake of a test: Go takes 450 MB, a JDK 270 MB.
# Their samples are written and compared all the same, and not run.
name_what_is_not_run() {
    local not_run=()
    command -v go >/dev/null || not_run+=("Go (golang-go)")
    command -v javac >/dev/null || not_run+=("Java (default-jdk-headless)")
    command -v node >/dev/null || not_run+=("Node (nodejs)")
    command -v php >/dev/null || not_run+=("PHP (php-cli)")
    command -v ruby >/dev/null || not_run+=("Ruby (ruby)")
    command -v mcs >/dev/null || not_run+=("C# (mono-mcs, mono-runtime)")
    python3 -c 'import cryptography' 2>/dev/null || not_run+=("Python with public keys (python3-cryptography)")
    [ ${#not_run[@]} -eq 0 ] && return 0
    say "NOT RUN: the generated verification code of these languages, whose tools are not installed:"
    printf '  %s\n' "${not_run[@]}" >&2
    say "Install them and run the test again: ctest --preset release -R integration/code --output-on-failure"
}

# Configures a preset, and says what to do when a package is missing.
configure() {
    local preset=$1
    shift
    if ! cmake --preset "$preset" "$@"; then
        say "CMake could not configure. If it names a package that it cannot find, install it (README.md, Packages)."
        return 1
    fi
}
