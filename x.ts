import { readFileSync } from "node:fs";
import { readText } from "./lineup/src/inputs/read";
import { findingsOf } from "./lineup/src/rules/findings";
import { judge } from "./lineup/src/verify";

const { planFile } = require("./corpus/recorder/recording");
const id = process.argv[2] as string;
const m = readText(readFileSync(id.includes("/") ? id : planFile("verify", id), "utf8"), "p.json");
const j = judge(m);
for (const p of j.paths)
  console.log(
    p.from,
    p.to,
    p.verdict,
    p.causes.map((c) => `${c.code} ${c.address}.${c.attribute}: ${c.message}`),
    p.assumptions,
  );
console.log(findingsOf(j).map((f) => `${f.severity} ${f.rule} ${f.address} ${f.message}`));
