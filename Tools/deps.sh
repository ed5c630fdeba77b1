#!/usr/bin/env bash
# Brings what the build needs: checks the Swift toolchain, installs Debian packages, unpacks MuJoCo into .deps/.
# Does nothing that is done already; what it fetches is checked, then moved into place whole.
# Arguments name more Debian packages to install.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly SWIFT_NEEDED=6.3
readonly PACKAGES=(
  libegl1 libegl-mesa0 libgl1-mesa-dri # pictures without a display
  libpng-dev                           # PNG files
  libedit-dev                          # line editing at the prompt
  ffmpeg                               # MP4 files
  python3 python3-pip ca-certificates  # fetch and unpack the MuJoCo wheel
  git                                  # Swift packages
  "$@"
)
readonly MUJOCO=4.0.0
readonly MUJOCO_HEADER=4000000
case "$(uname -m)" in
  x86_64)
    WHEEL_SHA256=885bd9b9cc0a6b5ba1114923eb954027652a6a0c115fa46b3218b83bae72ac4f
    LIBRARY_SHA256=90bc997a73efc90624a120f63eccd67441dfc6c705cd537357508f44757880ba
    ;;
  aarch64)
    WHEEL_SHA256=34de0c1674caa95abd3a0214ded4461e688150fbaa015b2db523d553b7411c3b
    LIBRARY_SHA256=0f26ca812e38dc71ade595de5b99d0eedc8a344b595e8968b32a391433dc566b
    ;;
  *) WHEEL_SHA256='' LIBRARY_SHA256='' ;;
esac

say() { echo "deps: $*"; }

# fail MESSAGE NEXT-STEP
fail() {
  echo "deps: error: $1" >&2
  echo "deps: next:  $2" >&2
  exit 1
}

check_swift() {
  local said version
  command -v swift >/dev/null ||
    fail "there is no 'swift' on the PATH" "install Swift 6.3.1 (swift.org/install/linux) and put its usr/bin on the PATH"
  said=$(swift --version 2>&1) ||
    fail "'swift --version' fails: ${said##*$'\n'}" "install what Swift itself needs (swift.org/install/linux)"
  version=$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' <<<"$said" | head -n 1)
  [ -n "$version" ] || fail "'swift --version' does not say its version" "reinstall Swift 6.3.1"
  [ "$(printf '%s\n' "$SWIFT_NEEDED" "$version" | sort -V | head -n 1)" = "$SWIFT_NEEDED" ] ||
    fail "Swift $version is too old: $SWIFT_NEEDED or later is needed" "install Swift 6.3.1 and put it first on the PATH"
  say "Swift $version"
}

missing_packages() {
  local package
  for package in "${PACKAGES[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

install_packages() {
  local log=.deps/apt.log missing
  command -v dpkg-query >/dev/null ||
    fail "this is not Debian: there is no dpkg" "install what provides these by hand, then run 'make build': ${PACKAGES[*]}"
  mapfile -t missing < <(missing_packages)
  if [ ${#missing[@]} -eq 0 ]; then
    say "Debian packages are installed"
    return
  fi
  [ "$(id -u)" -eq 0 ] ||
    fail "not root, and these packages are missing: ${missing[*]}" "sudo apt-get install -y ${missing[*]}"
  say "installing ${missing[*]} (apt-get; log in $log)"
  {
    apt-get -o DPkg::Lock::Timeout=120 update &&
      DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "${missing[@]}"
  } >"$log" 2>&1 ||
    fail "apt-get could not install ${missing[*]}: $(grep -E '^(E|W|Err):' "$log" | tail -n 1)" \
      "see $log; check the network and /etc/apt/sources.list, then run this again"
}

# Whether DIR holds MuJoCo as it should be.
mujoco_is_whole() {
  local version="^#define mjVERSION_HEADER $MUJOCO_HEADER\$"
  grep -qs "$version" "$1/include/mujoco/mujoco.h" &&
    echo "$LIBRARY_SHA256  $1/lib/libmujoco.so.$MUJOCO" | sha256sum --check --status 2>/dev/null
}

find_pip() {
  local python
  for python in python3 /usr/bin/python3; do
    if "$python" -m pip --version >/dev/null 2>&1; then
      echo "$python"
      return
    fi
  done
  fail "no python3 here has pip" "apt-get install -y python3-pip"
}

install_mujoco() {
  local work=.deps/mujoco.partial log=.deps/pip.log python platform reason
  if mujoco_is_whole .deps/mujoco; then
    say "MuJoCo $MUJOCO is in .deps/mujoco"
    return
  fi
  [ -n "$WHEEL_SHA256" ] ||
    fail "MuJoCo $MUJOCO is not published for $(uname -m)" "use an x86_64 or aarch64 machine"
  [ ! -e .deps/mujoco ] || say ".deps/mujoco is damaged or of another version: fetching it again"
  say "fetching MuJoCo $MUJOCO (the wheel mujoco-core, 10 MB; log in $log)"
  python=$(find_pip)
  platform=manylinux_2_28_$(uname -m)
  rm -rf "$work"
  mkdir -p "$work"
  echo "mujoco-core==$MUJOCO --hash=sha256:$WHEEL_SHA256" >"$work/requirements.txt"
  "$python" -m pip download --no-deps --only-binary=:all: --no-cache-dir --disable-pip-version-check \
    --python-version 3.11 --implementation cp --platform "$platform" \
    --require-hashes -r "$work/requirements.txt" --dest "$work" >"$log" 2>&1 || {
    case "$(cat "$log")" in
      *NewConnectionError* | *'Temporary failure in name resolution'*) reason="no connection to the package index" ;;
      *CERTIFICATE_VERIFY_FAILED*) reason="the certificate of the package index is not trusted here" ;;
      *) reason=$(grep -E 'Error: |^ERROR: .*[a-z]' "$log" | tail -n 1 | cut -c 1-160) ;;
    esac
    fail "pip could not fetch mujoco-core $MUJOCO: ${reason:-unknown}" "see $log (network? free space?), then run this again"
  }
  say "unpacking MuJoCo"
  "$python" -m zipfile -e "$work"/*.whl "$work/wheel" >>"$log" 2>&1 &&
    mkdir -p "$work/mujoco/include" "$work/mujoco/lib" &&
    mv "$work/wheel/mujoco/include/mujoco" "$work/mujoco/include/" &&
    mv "$work/wheel/mujoco/libmujoco.so.$MUJOCO" "$work/mujoco/lib/" ||
    fail "the wheel could not be unpacked: $(tail -n 1 "$log")" "check the free space of $(pwd), then run this again"
  mujoco_is_whole "$work/mujoco" ||
    fail "the wheel holds another MuJoCo than $MUJOCO" "run this again; if it stays, report it"
  rm -rf .deps/mujoco
  mv "$work/mujoco" .deps/mujoco
  rm -rf "$work"
  say "MuJoCo $MUJOCO is in .deps/mujoco"
}

fetch_swift_packages() {
  local log=.deps/resolve.log
  if [ -d .build/checkouts/swift-argument-parser ]; then
    say "Swift packages are in .build/checkouts"
    return
  fi
  say "fetching Swift packages (log in $log)"
  swift package resolve >"$log" 2>&1 ||
    fail "Swift packages could not be fetched: $(grep -E '^(error|fatal):' "$log" | head -n 1 | cut -c 1-160)" \
      "see $log (network? free space?), then run this again"
}

mkdir -p .deps 2>/dev/null && [ -w .deps ] ||
  fail "the folder .deps cannot be written" "make $(pwd)/.deps writable"
exec 9>.deps/lock
flock 9
check_swift
install_packages
install_mujoco
fetch_swift_packages
