import { defineChangeRule } from "../define";

export const resourceForgotten = defineChangeRule({
  id: "RESOURCE_FORGOTTEN",
  level: "caution",
  title: "Something that a path needs is no longer managed",
  help: "It lives on, and nobody looks after it. Import it where it is managed from now on.",
  remedy: "Keep it in the configuration, or import it where it is managed from now on.",
  example: "connector-forgotten",
  drift: undefined,
  check: (change, comparison) => {
    const services = comparison.servicesOn(change);
    if (change.action !== "forget" || services.length === 0) return [];
    return [
      {
        consequence: "it lives on and nobody manages it: the next change to it is made by hand, or not at all",
        fix: "keep it in the configuration, or import it where it is managed from now on",
        services,
      },
    ];
  },
});
