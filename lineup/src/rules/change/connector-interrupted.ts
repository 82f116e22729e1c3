import { changedAttributes } from "../../compare/change-values";
import { defineChangeRule } from "../define";
import { serviceNames } from "../shared/names";

export const connectorInterrupted = defineChangeRule({
  id: "CONNECTOR_INTERRUPTED",
  level: "caution",
  title: "The machines of the connector are exchanged",
  help: "Connections break while it happens. Apply it when little is going on.",
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
        consequence: `its machines are exchanged one by one: connections of ${serviceNames(services)} break on the way`,
        fix: "apply it when there is little traffic",
        services,
      },
    ];
  },
});
