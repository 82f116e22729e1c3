import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENDS, LATE, OWN, REFUSALS, UNKNOWN } from "../../probe/codes";
import { SCRIPT } from "../../probe/command";
import { BUDGET_MS } from "../../probe/job";
import { exitCodeOf, PHASES } from "../../probe/phases";

const page = readFileSync(join(__dirname, "../../probe/README.md"), "utf8");
const codesIn = (text: string) => [...text.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, code]) => code ?? "");

const rows = [...page.matchAll(/^\| (\d+) \| `(\w+)` \| .* \| (\d+) ms \| (.*?) ?\|$/gm)].map(
  ([, code, phase, ms, own = ""]) => ({ code: Number(code), phase, ms: Number(ms), own: codesIn(own) }),
);
const deadlines = [...SCRIPT.matchAll(/\b(\w+): (\d+)(?=[, ])/g)].map(([, phase, ms]) => [phase, Number(ms)]);

test("the page has a row for each phase, with its exit code, its codes and the deadline of the script", () => {
  expect(rows.map(({ phase }) => phase)).toEqual([...PHASES]);
  expect(rows.map(({ code }) => code)).toEqual(PHASES.map(exitCodeOf));
  expect(rows.map(({ own }) => own)).toEqual(PHASES.map((phase) => OWN[phase] ?? []));
  expect(deadlines.slice(0, PHASES.length)).toEqual(rows.map(({ phase, ms }) => [phase, ms]));
});

test("the script knows the phases in the same order, and the same budget", () => {
  expect(deadlines.slice(0, PHASES.length).map(([phase]) => phase)).toEqual([...PHASES]);
  expect(SCRIPT).toContain(`const BUDGET = ${BUDGET_MS};`);
});

const all = [...Object.values(OWN).flat(), ...REFUSALS, ...ENDS, ...LATE, ...UNKNOWN];

test("each code is on the page and in the script", () => {
  for (const code of new Set(all)) expect(page).toContain(`\`${code}\``);
  const system = ["ENOTFOUND", "EAI_AGAIN"];
  for (const code of new Set(all))
    expect({ code, is: SCRIPT.includes(code) || system.includes(code) }).toMatchObject({ is: true });
});

test("the script gives no code that is not listed", () => {
  const given = [...SCRIPT.matchAll(/"([A-Z][A-Z_]{2,})"/g)].map(([, code]) => code ?? "");
  const words = ["AUTH", "PING", "SET", "GET", "EXPIRE", "DEL", "SIGKILL", "INFO", "ERROR", "REDIS_PORT"];
  words.push("PROBE_CONNECTIONS", "PROBE_PINGS", "PONG", "TCP");
  expect(given.filter((code) => !all.includes(code) && !words.includes(code))).toEqual([]);
});
