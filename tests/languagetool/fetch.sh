#!/bin/sh
# Puts LanguageTool's server, as pom.xml names it, into .languagetool/jars; does nothing where it is there already.
# Needs Java 17 or later and Maven. Exits with 0 and says so loudly where they are missing, unless --required is given.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$here/../.." && pwd)/.languagetool

for program in java mvn; do
    if ! command -v "$program" >/dev/null 2>&1; then
        echo "*** LanguageTool's server was NOT fetched: there is no $program. Its tests will be skipped. ***" >&2
        [ "${1:-}" = --required ] && exit 1
        exit 0
    fi
done

if cmp -s "$here/pom.xml" "$folder/pom.xml"; then
    exit 0
fi
rm -rf "$folder"
mvn --quiet --batch-mode --file "$here/pom.xml" dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$folder/jars"
cp "$here/pom.xml" "$folder/pom.xml"
echo "LanguageTool's server is in $folder/jars"
