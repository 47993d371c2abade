#!/usr/bin/env bash
# Installs the system libraries that the player ("run"), its tests ("test") or the benchmarks need.
# Without the right to install it names what is missing, and never fails: most of it is optional.
set -uo pipefail

debian_run="libvlc5 vlc-plugin-base libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0
    libxcb-render-util0 libxcb-xinerama0 libxcb-randr0 fonts-dejavu-core"
debian_test="pulseaudio pulseaudio-utils xvfb dbus libglib2.0-bin playerctl desktop-file-utils"
debian_bench="quodlibet"
fedora_run="vlc-libs vlc-plugins-base libglvnd-egl libglvnd-glx libxkbcommon libxkbcommon-x11
    dbus-libs fontconfig xcb-util-cursor xcb-util-wm xcb-util-keysyms xcb-util-image
    xcb-util-renderutil dejavu-sans-fonts"
fedora_test="pulseaudio-utils xorg-x11-server-Xvfb dbus-daemon glib2 playerctl
    desktop-file-utils"
arch_run="vlc libglvnd libxkbcommon libxkbcommon-x11 dbus fontconfig xcb-util-cursor xcb-util-wm
    xcb-util-keysyms xcb-util-image xcb-util-renderutil ttf-dejavu"
arch_test="libpulse xorg-server-xvfb dbus glib2 playerctl desktop-file-utils"

has_deb() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
has_rpm() { rpm -q --quiet --whatprovides "$1"; }
has_arch() { pacman -Qq "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
install_deb() {
    as_root apt-get -qq -o Acquire::Retries=3 update >/dev/null 2>&1
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq --no-install-recommends -o Acquire::Retries=3 install "$@" >/dev/null 2>&1
}
install_rpm() { as_root dnf --quiet --assumeyes install "$@" >/dev/null 2>&1; }
install_arch() { as_root pacman -S --noconfirm --needed "$@" >/dev/null 2>&1; }

if command -v apt-get >/dev/null; then
    kind=deb run=$debian_run test=$debian_test bench=$debian_bench command="sudo apt-get install"
elif command -v dnf >/dev/null; then
    kind=rpm run=$fedora_run test=$fedora_test bench=quodlibet command="sudo dnf install"
elif command -v pacman >/dev/null; then
    kind=arch run=$arch_run test=$arch_test bench=quodlibet command="sudo pacman -S"
else
    exit 0 # macOS and others bring Qt's libraries along; VLC is the user's to install
fi

wanted=$run
[ "${1:-run}" = test ] && wanted="$run $test"
[ "${1:-run}" = bench ] && wanted="$run $test $bench"
still_missing() {
    local missing=()
    for package in $wanted; do "has_$kind" "$package" || missing+=("$package"); done
    echo "${missing[*]}"
}

missing=$(still_missing)
[ -z "$missing" ] && exit 0
echo "Installing system libraries: $missing ..."
# shellcheck disable=SC2086  # a list of words
"install_$kind" $missing
missing=$(still_missing)
[ -z "$missing" ] || echo "Not installed (no right, no network, or not known here): $command $missing" >&2
exit 0
