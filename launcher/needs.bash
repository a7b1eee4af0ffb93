# Everything a machine needs to build the command, to test it and to make a release: looked for before anything is built,
# and named with the one command that installs what is missing. The launcher reads this file when there is something to
# build.

# The things that are missing, and the Debian package of each.
things=()
packages=()

lacks() {
  things+=("$1")
  packages+=("$2")
}

need_command() {
  command -v "$1" >/dev/null || lacks "$1" "$2"
}

# Asks for a file that has one of the names, which may be patterns.
need_file() {
  local thing=$1 package=$2 name
  shift 2
  for name in "$@"; do
    if compgen -G "$name" >/dev/null; then return; fi
  done
  lacks "$thing" "$package"
}

need_library() {
  [[ $libraries == *"$1"* ]] || lacks "$1" "$2"
}

look_for_needs() {
  local libraries
  things=()
  packages=()
  libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || libraries=
  find_jdk || lacks "a JDK $NEEDED_JDK" "openjdk-$NEEDED_JDK-jdk-headless"
  need_command mvn maven
  need_command npm npm
  need_command flock util-linux
  need_library libturbojpeg.so.0 libturbojpeg0
  need_library libwebp.so.7 libwebp7
  if [[ $1 == package ]]; then need_command dpkg-deb dpkg; fi
  [[ $1 == test ]] || return 0
  # A browser, a clock that tests may move, a list of what is opened, a PKCS#11 token in software, and the peers of the benchmarks.
  need_command chromium chromium
  need_command faketime faketime
  need_command strace strace
  need_command pg_dump postgresql-client
  need_command g++ g++
  need_file 'SoftHSM' softhsm2 /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so
  need_file 'hnswlib' libhnswlib-dev /usr/include/hnswlib/hnswlib.h
  need_file 'FAISS' libfaiss-dev /usr/include/faiss/IndexFlat.h
  need_file 'OpenBLAS' libopenblas-dev /usr/include/*/cblas.h /usr/include/cblas.h
}

# Sees to it that everything is there that building needs, and testing or making a release where $1 is "test" or
# "package"; asks before it installs, unless $2 is "yes".
require_needs() {
  look_for_needs "$1"
  ((${#things[@]})) || return 0
  tell_needs
  command -v apt-get >/dev/null || stop 'install them as your system does it; the names are those of Debian'
  choose_jdk_package
  local as_root=()
  if [[ $(id -u) != 0 ]]; then as_root=(sudo); fi
  printf 'This installs them:\n  %s\n' "${as_root[*]:+sudo }apt-get update && ${as_root[*]:+sudo }$(install_command)" >&2
  if [[ $2 != yes ]]; then
    [[ -t 0 && -t 2 ]] || stop 'nothing was built; with --yes they are installed unasked'
    local answer
    read -r -p 'Install them now? [y/N] ' answer
    [[ $answer == [yY]* ]] || stop 'nothing was built'
  fi
  [[ $(id -u) == 0 ]] || command -v sudo >/dev/null || stop 'they cannot be installed from here: you are not root, and there is no sudo'
  "${as_root[@]}" apt-get update -qq >&2 || stop 'the lists of packages could not be fetched; see above'
  choose_jdk_package
  # shellcheck disable=SC2046
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $(install_command) -y -qq >&2 || stop 'the packages could not be installed; see above'
  hash -r
  look_for_needs "$1"
  ((${#things[@]} == 0)) || { tell_needs; stop 'they are missing although their packages are installed'; }
}

tell_needs() {
  local i
  printf 'This machine lacks:\n' >&2
  for i in "${!things[@]}"; do printf '  %-20s (package %s)\n' "${things[i]}" "${packages[i]}" >&2; done
}

install_command() {
  printf 'apt-get install --no-install-recommends %s' "${packages[*]}"
}

# Takes the package that brings the JDK here: the distribution's, or Temurin's where its packages are known. Lists that
# were never fetched tell nothing, not even of bash.
choose_jdk_package() {
  local i offered
  for i in "${!packages[@]}"; do
    [[ ${packages[i]} == *jdk* ]] || continue
    offered=$(apt-cache madison bash "openjdk-$NEEDED_JDK-jdk-headless" "temurin-$NEEDED_JDK-jdk" 2>/dev/null) || offered=
    if [[ -z $offered || $offered == *openjdk-$NEEDED_JDK-jdk-headless* ]]; then return; fi
    [[ $offered == *temurin-$NEEDED_JDK-jdk* ]] || stop "the packages of $(distribution) have no JDK $NEEDED_JDK: unpack one, such as Eclipse \
Temurin $NEEDED_JDK from adoptium.net, and set JAVA_HOME to its folder; or add Temurin's packages as that page says. Then start this again"
    packages[i]=temurin-$NEEDED_JDK-jdk
  done
}

distribution() {
  local PRETTY_NAME='this system'
  if [[ -r /etc/os-release ]]; then . /etc/os-release; fi
  printf '%s' "$PRETTY_NAME"
}
