import { changedAttributes } from "../../compare/change-values";
import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";

export const connectorInterrupted = defineChangeRule({
  id: "CONNECTOR_INTERRUPTED",
  level: "caution",
  title: "The machines of a connector are replaced",
  help: "Connections through a machine break when it is replaced.",
  remedy: "Apply it when there is little traffic.",
  example: "connector-machine-type",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_vpc_access_connector" || change.action !== "update") return [];
    const because = changedAttributes(change, "machine_type");
    if (because.length === 0) return [];
    const services = comparison.servicesOn(change);
    return [
      {
        because,
        consequence: `its machines are replaced one by one: connections of ${serviceNames(services, comparison)} break meanwhile`,
        fix: "apply it when there is little traffic",
        services,
      },
    ];
  },
});
