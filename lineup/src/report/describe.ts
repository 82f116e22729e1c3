import { anchorOf, rulesNamed } from "../rules/registry";

interface CodeDescription {
  title: string;
  help: string;
  remedy: string;
  /** Where docs/rules.md speaks of it; empty where it does not. */
  anchor: string;
}

/** What a code means, whichever command reports it. One that is not registered is still reported, under its name. */
export function describe(id: string): CodeDescription {
  const [rule] = rulesNamed(id);
  if (rule) return { ...rule, anchor: anchorOf(rule) };
  const help = "Each result names what is wrong and how to fix it.";
  return { title: id.replaceAll("-", " "), help, remedy: "", anchor: "" };
}
