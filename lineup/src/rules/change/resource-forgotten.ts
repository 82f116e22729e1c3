import { defineChangeRule } from "../define";

export const resourceForgotten = defineChangeRule({
  id: "RESOURCE_FORGOTTEN",
  level: "caution",
  title: "A resource that a path depends on is no longer managed",
  help: "Terraform keeps the resource but no longer creates, repairs or reviews it.",
  remedy: "Keep it in the configuration, or import it where it is managed from now on.",
  example: "connector-forgotten",
  drift: undefined,
  check: (change, comparison) => {
    const services = comparison.servicesOn(change);
    if (change.action !== "forget" || services.length === 0) return [];
    return [
      {
        consequence:
          "the resource stays, but Terraform no longer manages it: later changes to it are made by hand, or not at all",
        fix: "keep it in the configuration, or import it where it is managed from now on",
        services,
      },
    ];
  },
});
