import { rulesNamed } from "../rules/registry";

interface CodeDescription {
  title: string;
  help: string;
  remedy: string;
}

/** What a code means, whichever command reports it. One that is not registered is still reported, under its name. */
export function describe(id: string): CodeDescription {
  const [rule] = rulesNamed(id);
  return (
    rule ?? { title: id.replaceAll("-", " "), help: "Each result names what is wrong and how to fix it.", remedy: "" }
  );
}
