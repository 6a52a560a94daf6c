#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
# Makes all cases again, or those of the folders that are named: make.sh express php python ruby shell go java nginx
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD
for folder in "${@:-express php python ruby shell go java nginx}"; do
    for one in $folder; do
        cd "$here/$one"
        case $one in
            express) [ -d node_modules ] || npm install --no-package-lock --no-audit --no-fund >&2
                node make.mjs ;;
            php) python3 ../drive.py php make.php -- php -S 127.0.0.1:8091 relay.php ;;
            python) python3 ../drive.py python3 make_body.py -- python3 relay.py
                for part in rest keys headers; do python3 ../drive.py python3 make_$part.py; done ;;
            ruby) python3 ../drive.py ruby make.rb ;;
            shell) python3 ../drive.py bash make.sh ;;
            go) python3 ../drive.py go run make.go -- go run relay.go ;;
            java) python3 ../drive.py java -cp /usr/share/java/gson.jar:/usr/share/java/jackson-core.jar:/usr/share/java/jackson-databind.jar:/usr/share/java/jackson-annotations.jar Make.java \
                -- java -cp /usr/share/java/gson.jar:/usr/share/java/jackson-core.jar:/usr/share/java/jackson-databind.jar:/usr/share/java/jackson-annotations.jar Relay.java ;;
            nginx) python3 make.py ;;
            *) echo "no folder $one" >&2; exit 2 ;;
        esac | python3 "$here/write.py"
    done
done
cd "$here" && python3 check.py
