import { renderMermaid } from "../report/mermaid";
import { defineCommand } from "./command";
import { ANY_INPUTS, judgeInputs, refuseLoneConfig } from "./judged-inputs";

export const diagram = defineCommand({
  summary: "what does the network look like, and where is the path cut? (Mermaid)",
  inputs: ANY_INPUTS,
  options: ["output", "config", "from", "to"],
  exit: { 0: "the diagram is printed, whatever it shows", 2: "unusable input or command line" },
  check: refuseLoneConfig,
  run(inputs, options, { app }) {
    return { text: renderMermaid(judgeInputs(inputs, options, app).map(({ judged }) => judged)), exitCode: 0 };
  },
});
