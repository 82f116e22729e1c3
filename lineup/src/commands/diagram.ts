import { renderMermaid } from "../report/mermaid";
import { defineCommand } from "./command";
import { ANY_INPUTS, judgeInputs, refuseLoneOptions } from "./judged-inputs";

export const diagram = defineCommand({
  summary: "what does the network look like, and where is the path cut? (Mermaid)",
  example: "lineup diagram infra --output network.mmd",
  inputs: ANY_INPUTS,
  options: ["output", "config", "var", "varFile", "from", "to"],
  exit: { 0: "the diagram is printed, whatever it shows", 2: "unusable input or command line" },
  check: refuseLoneOptions,
  async run(inputs, options, { progress }) {
    const judged = await judgeInputs(inputs, options, progress);
    return { text: renderMermaid(judged.map(({ judged }) => judged)), exitCode: 0 };
  },
});
