#!/usr/bin/env bash
# Collects the window's words into resources/translations/minusone.ts, brings each translation
# (minusone_de.ts, …) up to date with them, and makes what the program reads (minusone_de.qm).
set -euo pipefail
bin=$1
folder=${2:-resources/translations}
mkdir -p "$folder"
mapfile -t sources < <(find player/ui -name '*.py' | sort)
for file in "$folder"/minusone.ts "$folder"/minusone_*.ts; do
    [ -e "$file" ] || [ "$file" = "$folder/minusone.ts" ] || continue
    "$bin/pyside6-lupdate" -silent -no-obsolete -locations none -sort-messages \
        -tr-function-alias tr+=mark "${sources[@]}" -ts "$file"
done
for file in "$folder"/minusone_*.ts; do
    [ -e "$file" ] || continue
    "$bin/pyside6-lrelease" -silent "$file" -qm "${file%.ts}.qm"
done
