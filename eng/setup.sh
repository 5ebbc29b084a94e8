# shellcheck shell=bash
# What ./seno and ./test need from the machine. Sourced, never run; expects $root, the folder of the repository.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

say() { printf 'seno: %s\n' "$*" >&2; }

# Sets $dotnet, also where the SDK was unpacked by hand and never put on PATH.
find_dotnet() {
    local folder
    dotnet=$(command -v dotnet || true)
    [[ -n $dotnet ]] && return
    for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
        if [[ -n $folder && -x $folder/dotnet ]]; then
            dotnet=$folder/dotnet
            export DOTNET_ROOT=$folder
            return
        fi
    done
    say "the .NET SDK 10 is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (Debian, Ubuntu: package dotnet-sdk-10.0) and start again."
    exit 1
}

require_sdk() {
    local sdks
    find_dotnet
    # Outside the repository, so that global.json does not turn another version into a longer message.
    sdks=$(cd / && "$dotnet" --list-sdks || true)
    if [[ $'\n'$sdks != *$'\n10.'* ]]; then
        say "found .NET SDK $(cut -d' ' -f1 <<<"$sdks" | paste -sd,), but version 10 is needed. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (Debian, Ubuntu: package dotnet-sdk-10.0)."
        exit 1
    fi
}

# The native libraries in our packages (libtorch, libvips, Skia) bring everything along but the C++ runtime; Skia draws text only with a font;
# compressed DICOM is decoded by GDCM, whose .NET binding is a system package.
missing_packages() {
    local libraries
    # Read whole: a pipe into "grep -q" ends it early, and under pipefail what was found then counts as missing.
    libraries=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true)
    if [[ $(uname -s) == Linux && $libraries != *libstdc++.so.6* ]]; then
        echo libstdc++6
    fi
    if [[ $(uname -s) == Linux ]] && [[ -z $(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/nonexistent}/.fonts" -name '*.[to]tf' -print -quit 2>/dev/null) ]]; then
        echo fonts-dejavu-core
    fi
    if [[ $(uname -s) == Linux ]] && ! compgen -G '/usr/lib/cli/gdcm-sharp-*/gdcm-sharp.dll' >/dev/null && ! compgen -G '/usr/local/lib/cli/gdcm-sharp-*/gdcm-sharp.dll' >/dev/null; then
        echo libgdcm-cil
    fi
}

# Each by itself, so that one a distribution lacks does not keep the others away. Prints those that are still missing.
install_packages() {
    local package
    local -a as_root=()
    if ((EUID != 0)); then
        as_root=(sudo -n)
    fi
    if ! command -v apt-get >/dev/null || { ((EUID != 0)) && ! sudo -n true 2>/dev/null; }; then
        echo "$*"
        return
    fi
    say "installing $*"
    "${as_root[@]}" apt-get update -qq >"$root/artifacts/apt.log" 2>&1 || true
    for package in "$@"; do
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >>"$root/artifacts/apt.log" 2>&1 || printf '%s ' "$package"
    done
}

install_missing_packages() {
    local -a packages
    mapfile -t packages < <(missing_packages)
    ((${#packages[@]})) || return 0
    read -ra packages <<<"$(install_packages "${packages[@]}")"
    ((${#packages[@]})) || return 0
    say "please install: ${packages[*]}  (Debian, Ubuntu: sudo apt-get install ${packages[*]})"
    case " ${packages[*]} " in *' libstdc++6 '*) exit 1 ;; esac
    case " ${packages[*]} " in *' fonts-dejavu-core '*) say "going on without a font: text is missing from PNG figures until then." ;; esac
    case " ${packages[*]} " in *' libgdcm-cil '*) say "going on without GDCM: compressed DICOM cannot be read until then." ;; esac
}

# One build at a time in this checkout. Children close descriptor 9, or a build server that outlives us would keep the lock.
lock_build() {
    mkdir -p "$root/artifacts"
    exec 9>"$root/artifacts/build.lock"
    if command -v flock >/dev/null && ! flock -n 9; then
        say "waiting for another build of this checkout"
        flock 9
    fi
}

unlock_build() { exec 9>&-; }

# Restores from the lock files where there are any, builds Release; says nothing unless it fails.
build_release() {
    local project=$1 log=$root/artifacts/build.log locked=false
    [[ -n $(find "$root/src" -name packages.lock.json -print -quit) ]] && locked=true
    if ! "$dotnet" build "$root/$project" -c Release -v quiet -nologo --disable-build-servers -p:RestoreLockedMode=$locked >"$log" 2>&1 </dev/null 9>&-; then
        sort -u "$log" | grep -E 'error|warning' >&2 || cat "$log" >&2
        say "the build failed; all of it is in $log"
        return 1
    fi
}
