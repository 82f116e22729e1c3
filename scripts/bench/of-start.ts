import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compared, LINEUP, measured } from "./measure";
import { median } from "./statistics";
import { type Row, ratios } from "./table";

/** What it costs to begin: a small plan against Node itself, and a synthesis against cdktf itself. */
const RUNS = 7;
const SMALL = join(__dirname, "../../corpus/samples/verify/ok.json");
/** In seconds that Node 20 takes to load cdktf nobody is interested: the goal is that of the versions to come. */
const SYNTHESIS = { least: 22, time: 2 };

export function ofStart(folder: string): Row[] {
  const small = compared(
    RUNS,
    median,
    () => measured([LINEUP, "verify", SMALL]),
    () => measured(["-e", "0"]),
  );
  const env = { CDKTF_OUTDIR: join(folder, "out") };
  const both = compared(
    RUNS,
    median,
    () => measured(["build/run.js", "main.ts"], env),
    () => measured([join(__dirname, "bare-synthesis.js"), ...providerModules()], env),
  );
  const isAsked = Number(process.versions.node.split(".")[0]) >= SYNTHESIS.least;
  const of = "npm run synth / of the same modules and an empty stack";
  return [
    ...ratios("lineup verify of a small plan / of node -e 0", small, { time: 2.5 }),
    ...ratios(of, both, SYNTHESIS).map((row) =>
      isAsked
        ? row
        : { text: [...row.text.slice(0, 2), `goal ${SYNTHESIS.time} on Node ${SYNTHESIS.least} and later`] },
    ),
  ];
}

/** Those that the app imports. */
function providerModules(): string[] {
  const sources = ["constructs", "stacks", "synthesis"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
  return [...new Set(sources.flatMap((text) => text.match(/@cdktf\/provider-google\/lib\/[\w-]+/g) ?? []))];
}
