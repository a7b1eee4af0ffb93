# Starting of the command with Java, read by the launcher of a checkout and by that of a release. Both set `jdk` (a folder
# with bin/java), `jar` (of the command), `models` (the default pack's folder),
# `web` (the browser application's) and `sbom` (that of the bills of materials).

readonly WARNING='WARNING: Using incubator modules: jdk.incubator.vector'
readonly simd=--add-modules=jdk.incubator.vector

# Java counts threads and classes in a file below the temporary folder, and leaves what was in memory in a core file and
# in a report when it crashes: the first is not written, and the report where only its owner may look.
crashes=${BEHOLDEN_HOME:-${HOME:-}/.beholden}/crashes
[[ -d $crashes ]] || (umask 077 && mkdir -p -- "$crashes" 2>/dev/null) || :
ulimit -c 0 2>/dev/null || :

java_options=(
  -XX:-UsePerfData
  -XX:-CreateCoredumpOnCrash
  "-XX:ErrorFile=$crashes/hs_err_%p.log"
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  # The JVM's words about a cache it cannot use would else go to standard output, into the command's result.
  -Xlog:disable
  -Xlog:all=error:stderr
  -XX:MaxRAMPercentage=50
  -Djava.awt.headless=true
  -Dstdout.encoding=UTF-8
  -Dstderr.encoding=UTF-8
)

# Java reads file names in the encoding of the locale; in the plain "C" locale it could not open "Zoë.jpg".
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# Becomes the command. $1 and $2 are the caches of a fast start, without the vector module and with it; either may be a
# file that is empty or absent.
start() {
  local cache=$1 cache_simd=$2 size kept
  shift 2
  java_options+=("-Dbeholden.models=$models" "-Dbeholden.web=$web" "-Dbeholden.sbom=$sbom")
  if [[ -t 2 ]]; then
    size=$(stty size <&2 2>/dev/null || echo '24 80')
    java_options+=("-Dbeholden.columns=${size#* }")
  fi
  # Only the gallery computes with the vector module. Java starts slower with it, and prints a warning, so that other
  # commands start without.
  case ${1:-} in
    gallery | bench | demo | serve) ;;
    *)
      if [[ -s $cache ]]; then java_options+=("-XX:AOTCache=$cache"); fi
      exec "$jdk/bin/java" "${java_options[@]}" -jar "$jar" "$@"
      ;;
  esac
  if [[ -s $cache_simd ]]; then java_options+=("-XX:AOTCache=$cache_simd"); fi
  # Java has no switch against its warning that the vector module is an incubator. The command gets the real standard
  # error as another descriptor and puts it back in its place; what Java says before that passes the filter.
  exec {kept}>&2
  exec "$jdk/bin/java" "${java_options[@]}" "$simd" "-Dbeholden.stderr=$kept" -jar "$jar" "$@" 2> >(
    if IFS= read -r line || [[ -n $line ]]; then
      [[ $line == "$WARNING" ]] || printf '%s\n' "$line"
    fi >&"$kept"
    exec cat >&"$kept"
  )
}
