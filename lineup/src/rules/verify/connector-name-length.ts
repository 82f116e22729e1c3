import { CONNECTOR_NAME } from "../../../../facts/connectors";
import { defineRule, type Reported } from "../define";

/** Fewer than this many characters, where a hyphen counts as two. */
const ADVISED = 21;

export const connectorNameLength = defineRule({
  id: "connector-name-length",
  title: "The name of a connector is longer than Google advises",
  help: "Google's documentation asks for fewer than 21 characters with each hyphen counted twice. Its API takes names of up to 25 characters, so this is advice: it does not put a path in doubt.",
  remedy: "Choose a shorter name for a new connector. Keep the name of an existing one: another name replaces it.",
  severity: "note",
  check: ({ topology }) =>
    topology.connectors.flatMap(({ address, name, resource }): Reported[] => {
      if (resource.mode === "data" || typeof name !== "string" || !CONNECTOR_NAME.test(name)) return [];
      const count = name.length + name.split("-").length - 1;
      if (count < ADVISED) return [];
      const message = `its name has ${name.length} characters, ${count} with each hyphen counted twice; Google's documentation asks for fewer than ${ADVISED}, its API takes it`;
      return [{ address, attribute: "name", message, fix: "choose a shorter name for a new connector" }];
    }),
});
