import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** They end well at once, and leave behind what the steps after them look for. */
const PROGRAMS: Record<string, string> = {
  terraform: `case " $* " in
    *" show -json"*) echo '{}' ;;
    *" plan "*) echo '{}' ;;
  esac`,
  npm: `case "$*" in
    "run --silent environments") echo '["staging"]' ;;
    "run synth") mkdir -p cdktf.out/stacks/staging && echo '{"provider":{"google":[{"project":"p"}]}}' >cdktf.out/stacks/staging/cdk.tf.json ;;
  esac`,
  pipx: "true",
  // What speaks to GitHub is done for real; what judges has judged that all is well, where there is something to judge.
  node: `case "$1 $2" in
    "lineup/bin/github.js judge")
      mkdir -p "$5"
      verdict=unusable code=2
      if [ "$3" = probe ] && [ -n "$6" ]; then code=0 verdict=reachable
      elif [ -s "$6" ]; then code=0; if [ "$3" = review ]; then verdict=safe; else verdict=clean; fi; fi
      if [ "\${VERDICT:-}" = danger ] && [ -s "$6" ]; then code=1 verdict=danger; fi
      printf '{"kind":"%s","environment":"%s","verdict":"%s","exitCode":%s,"counts":{},"annotations":[]}' "$3" "$4" $verdict $code >"$5/outcome.json"
      echo "lineup: $verdict" | tee "$5/report.md" >"$5/report.sarif" ;;
    "lineup/bin/github.js publish")
      sed 's/.*"exitCode":\\([0-3]\\).*/exit_code=\\1/' "$3/outcome.json" >>"$GITHUB_OUTPUT" ;;
    "lineup/bin/github.js mark") test -s "$4/outcome.json" ;;
    "lineup/bin/github.js "*) exec "$REAL_NODE" "$REAL_ROOT/lineup/bin/github.js" "$2" "$3" ;;
    "lineup/bin/lineup.js inventory") echo '{}' >inventory.json ;;
    "build/run.js scripts/ci/"*)
      for last; do :; done
      case "$last" in *.json) mkdir -p "$(dirname "$last")" && echo '{}' >"$last" ;; esac
      if [ -n "\${GITHUB_OUTPUT:-}" ]; then printf 'sha256=1\\nrun=1\\nartifact=reviewed\\n' >>"$GITHUB_OUTPUT"; fi ;;
  esac`,
};

/** What the steps themselves use, besides bash. */
const REAL = [
  "curl",
  "jq",
  "openssl",
  "cat",
  "mkdir",
  "rm",
  "sed",
  "tee",
  "dirname",
  "printf",
  "bash",
  "sh",
  "env",
  "true",
];

/** A folder for PATH in which nothing real is left that could reach further than this machine. */
export function programsIn(folder: string, find: (name: string) => string | undefined): string {
  mkdirSync(folder, { recursive: true });
  for (const name of REAL) {
    const place = find(name);
    if (place !== undefined) symlinkSync(place, join(folder, name));
  }
  for (const [name, script] of Object.entries(PROGRAMS)) {
    writeFileSync(join(folder, name), `#!/bin/sh\nset -e\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}
