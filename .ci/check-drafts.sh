#!/usr/bin/env bash
# An example for an editorial pipeline: check every draft that a change adds or alters, and fail where the sources deny
# a figure. Run it in any CI behind `make setup`: .ci/check-drafts.sh [BRANCH TO COMPARE WITH] (origin/main without one).
set -euo pipefail
base=${1:-origin/main}
failed=0
while IFS= read -r -d '' draft; do
  echo "== $draft"
  briefing check "$draft" --fail-on contradicted,misattributed || failed=1
done < <(git diff -z --name-only --diff-filter=AM "$base"...HEAD -- '*.md' '*.txt' '*.html' '*.docx' '*.odt' '*.pdf')
exit "$failed"
