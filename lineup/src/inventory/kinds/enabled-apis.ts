import { textAt } from "../../google/answer";
import { own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import type { ApiSource } from "./source";

const SERVICE = "google_project_service";
const NAME = /^[a-z0-9.-]{1,253}$/;

export const enabledApis: ApiSource = {
  what: "enabled APIs",
  types: [SERVICE],
  api: "SERVICE_USAGE",
  permissions: ["serviceusage.services.list"],
  async read(reader) {
    const { id: project } = reader.project;
    const asked = { api: this.api, path: `projects/${project}/services`, permission: this.permissions[0] };
    const services = await reader.list("services", { ...asked, query: { filter: "state:ENABLED" } });
    const names = services
      .filter((thing) => textAt(thing, "state") === "ENABLED")
      .map((thing) => textAt(own(thing, "config"), "name") ?? lastSegment(textAt(thing, "name") ?? ""))
      .filter((name) => NAME.test(name));
    return { live: names.map((service) => ({ type: SERVICE, name: service, values: { service, project } })) };
  },
};
