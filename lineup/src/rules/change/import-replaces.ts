import { defineChangeRule } from "../define";

export const importReplaces = defineChangeRule({
  id: "IMPORT_REPLACES",
  level: "danger",
  title: "What is imported is deleted and made again",
  help: "An import is there to keep what exists. Here the configuration says something that cannot be changed in place, so the apply that takes the thing over deletes it.",
  remedy:
    "Write into the configuration what exists: the attribute that forces the replacement is named. Or take the import block away, and let both exist until the old one is no longer used.",
  example: "redis-imported-and-replaced",
  drift: undefined,
  check: (change) => {
    // A version of a secret has a rule of its own.
    if (!change.importing || change.action !== "replace" || change.type === "google_secret_manager_secret_version")
      return [];
    return [
      {
        consequence: "it exists, and the apply that takes it over deletes it and makes another one",
        fix: "write into the configuration what exists, attribute by attribute, until the plan replaces nothing",
      },
    ];
  },
});
