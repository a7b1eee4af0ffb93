# Making of a release, read by the launcher: an archive and a Debian package, each with its own Java, and the lists of what
# is in them. Made twice of the same sources, in whatever folder, with the same JDK and the same major version of npm, they
# have the same bytes.

# Whatever is made from here on may be read by everybody, as it may where the release is installed.
umask 022

# The parts of Java that the command needs. Two libraries look for theirs by name, so that no tool finds them: the key
# store of a PKCS#11 token (jdk.crypto.cryptoki) and the search kernel (jdk.incubator.vector).
readonly JAVA_MODULES=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,\
java.net.http,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml,\
jdk.crypto.cryptoki,jdk.incubator.vector,jdk.management,jdk.unsupported,jdk.zipfs

# What a model pack's own file names, and the photos of the demo; the packages they come in have other models too.
readonly PACK_FILES='faceplugin-face-recognition-js/LICENSE faceplugin-face-recognition-js/model/fr_detect.onnx
faceplugin-face-recognition-js/model/fr_landmark.onnx faceplugin-face-recognition-js/model/fr_feature.onnx
faceplugin-face-recognition-js/model/fr_pose.onnx @vladmandic/face-api/LICENSE @vladmandic/face-api/demo/sample1.jpg
@vladmandic/face-api/demo/sample2.jpg @vladmandic/face-api/demo/sample3.jpg @vladmandic/face-api/demo/sample4.jpg
@vladmandic/face-api/demo/sample5.jpg @vladmandic/face-api/demo/sample6.jpg'

# Stops before the long work where a tool of its last steps is missing.
require_tools() {
  [[ -x $jdk/bin/jlink ]] || stop "$jdk has no jlink: set JAVA_HOME to a JDK that is whole"
  npm sbom --help >/dev/null 2>&1 ||
    stop "npm $(npm --version) cannot list what browsers are given: install a newer one, such as Node.js 22 brings"
}

make_release() {
  local dist=$home/dist/target version moment name out
  # Maven never takes away a library that is not needed any more.
  rm -rf -- "$dist" "$home/web/dist"
  build_web
  use_new_node
  printf 'building the release…\n' >&2
  maven -q -DskipTests -pl dist -am package >&2 || stop 'the release could not be built; see above'
  version=$(in_pom version)
  moment=$(date -d "$(in_pom project.build.outputTimestamp)" +%s)
  name=beholden-$version-linux-$(uname -m)
  # In place when it is whole.
  out=$dist/release.new
  mkdir -p -- "$out"
  make_tree "$out/$name" "$dist"
  make_lists "$out" "$name" "$dist"
  chmod -R u=rwX,go=rX -- "$out"
  make_debian_package "$out" "$name" "$version" "$moment"
  tar --sort=name --mtime="@$moment" --owner=0 --group=0 --numeric-owner --format=gnu -C "$out" -c "$name" |
    gzip -n -9 >"$out/$name.tar.gz"
  rm -rf -- "${out:?}/$name"
  (cd -- "$out" && sha256sum -- *.tar.gz *.deb *.cdx.json >SHA256SUMS)
  mv -- "$out" "$dist/release"
  printf '%s\n' "$dist"/release/*
}

# The first element of this name in the parent pom.xml.
in_pom() {
  sed -n "s|^ *<$1>\(.*\)</$1>.*|\1|p" "$home/pom.xml" | head -n 1
}

# The files of the archive.
make_tree() {
  local tree=$1 dist=$2 file
  mkdir -p -- "$tree/bin" "$tree/lib" "$tree/models" "$tree/doc" "$tree/systemd"
  cp -- "$home/launcher/release/beholden" "$tree/bin/"
  cp -- "$home/launcher/start.bash" "$dist/beholden.jar" "$tree/lib/"
  cp -r -- "$dist/lib" "$tree/lib/lib"
  cp -r -- "$home/web/dist" "$tree/web"
  cp -- "$home/models/pack.json" "$tree/models/"
  for file in $PACK_FILES; do
    mkdir -p -- "$tree/models/node_modules/${file%/*}"
    cp -- "$home/models/node_modules/$file" "$tree/models/node_modules/$file"
  done
  cp -r -- "$home/README.md" "$home/CHANGELOG.md" "$home/SECURITY.md" "$home/LICENSE" "$home/docs" "$tree/doc/"
  cp -- "$home"/launcher/release/beholden.{service,conf} "$tree/systemd/"
  "$jdk/bin/jlink" --add-modules "$JAVA_MODULES" --strip-java-debug-attributes --no-header-files --no-man-pages \
    --compress zip-6 --output "$tree/runtime" >&2 || stop "the release's Java could not be made; see above"
}

# The bills of materials: of what Java runs, and of what browsers are given.
make_lists() {
  local out=$1 name=$2 dist=$3 lists=$1/$2/sbom list
  mkdir -p -- "$lists"
  cp -- "$dist/sbom/java.cdx.json" "$lists/"
  (cd -- "$home/web" && npm sbom --sbom-format cyclonedx --sbom-type application --omit dev --package-lock-only) |
    node -e 'const it = JSON.parse(require("fs").readFileSync(0));
      delete it.serialNumber; delete it.metadata.timestamp; delete it.metadata.tools;
      process.stdout.write(JSON.stringify(it, null, 2) + "\n")' >"$lists/web.cdx.json" ||
    stop 'the list of what browsers are given could not be made; see above'
  for list in java web; do cp -- "$lists/$list.cdx.json" "$out/$name-$list.cdx.json"; done
}

make_debian_package() {
  local out=$1 name=$2 version=$3 moment=$4 root=$1/debian size
  mkdir -p -- "$root"/{DEBIAN,etc/beholden,usr/bin,usr/lib/systemd/system,usr/lib/sysusers.d,usr/share/doc/beholden}
  cp -r -- "$out/$name" "$root/usr/lib/beholden"
  mv -- "$root"/usr/lib/beholden/doc/* "$root/usr/share/doc/beholden/"
  mv -- "$root/usr/share/doc/beholden/LICENSE" "$root/usr/share/doc/beholden/copyright"
  mv -- "$root/usr/lib/beholden/systemd/beholden.service" "$root/usr/lib/systemd/system/"
  mv -- "$root/usr/lib/beholden/systemd/beholden.conf" "$root/etc/beholden/"
  rmdir -- "$root/usr/lib/beholden/doc" "$root/usr/lib/beholden/systemd"
  ln -s ../lib/beholden/bin/beholden "$root/usr/bin/beholden"
  printf 'u beholden - "Beholden, face search" /var/lib/beholden\n' >"$root/usr/lib/sysusers.d/beholden.conf"
  printf '/etc/beholden/beholden.conf\n' >"$root/DEBIAN/conffiles"
  cp -- "$home"/launcher/release/{postinst,prerm,postrm} "$root/DEBIAN/"
  size=$(find "$root" -path "$root/DEBIAN" -prune -o -type f -printf '%s\n' | awk '{ all += $1 } END { print int(all / 1024) }')
  cat >"$root/DEBIAN/control" <<CONTROL
Package: beholden
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: Beholden
Installed-Size: $size
Depends: bash, libc6 (>= 2.34), libturbojpeg0, libwebp7, systemd (>= 250) | systemd-sysusers
Section: misc
Priority: optional
Description: face search that answers for itself
 Compares a face with every face of a gallery that the operator may lawfully hold,
 and lists the candidates that a trained person should look at. Every act is in a
 log that outsiders can check.
CONTROL
  chmod -R u=rwX,go=rX -- "$root"
  chmod 755 -- "$root"/DEBIAN/{postinst,prerm,postrm}
  find "$root" -exec touch --no-dereference --date="@$moment" {} +
  SOURCE_DATE_EPOCH=$moment dpkg-deb --root-owner-group -Zxz --build "$root" \
    "$out/beholden_${version}_$(dpkg --print-architecture).deb" >&2 || stop 'the Debian package could not be made; see above'
  rm -rf -- "$root"
}
