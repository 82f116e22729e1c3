import { defineChangeRule } from "../define";

export const secretVersionImported = defineChangeRule({
  id: "SECRET_VERSION_IMPORTED",
  level: "danger",
  title: "A version of a secret is imported, and destroyed by it",
  help: "What the version holds cannot be compared with what is written: Terraform destroys the version that is there and adds another one. Whoever reads the old one by its number is left with nothing, and its content is gone.",
  remedy:
    "Take the import block of the version away: the plan then adds a version beside those that exist. Import the secret alone.",
  example: "secret-version-imported",
  drift: undefined,
  check: (change) => {
    if (change.type !== "google_secret_manager_secret_version" || !change.importing) return [];
    if (change.action !== "replace" && change.action !== "delete") return [];
    return [
      {
        consequence: "it destroys the version that is there, with what it holds, and adds another one",
        fix: "take the import block of the version away: a new version is added beside those that exist",
      },
    ];
  },
});
