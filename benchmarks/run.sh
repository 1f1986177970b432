# Sourced by the benchmarks' commands: builds what has changed, and runs a main class.
#   run CLASS HEAP ARGUMENTS…   in a folder of its own, which is removed in the end
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)

find_java() {
  for home in "${JAVA_HOME-}" /usr/lib/jvm/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.m2/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$home/bin/javac" ] && grep -q '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$home/release" 2>/dev/null; then
      java=$home/bin/java
      return
    fi
  done
  echo 'No JDK 25 was found: say where it is by JAVA_HOME.' >&2
  exit 1
}

need_freetds() {
  for program in freebcp bsqldb; do
    command -v "$program" >/dev/null || {
      echo "FreeTDS' $program is needed (package freetds-bin)." >&2
      exit 1
    }
  done
}

run() {
  main=$1
  heap=$2
  shift 2
  find_java
  (cd "$root" && mvn -B -q ${MAVEN_OPTIONS-} -pl benchmarks -am package -DskipTests -Dexec.skip=true) >&2
  folder=$(mktemp -d "${TMPDIR:-/tmp}/umzug-benchmark.XXXXXX")
  trap 'rm -rf "$folder"' EXIT
  "$java" "-Xmx$heap" -cp "$root/benchmarks/target/classes:$(cat "$root/benchmarks/target/class-path")" \
    "io.umzug.benchmarks.$main" "$folder" "$@"
}
