import { VpcAccessConnector } from "@cdktf/provider-google/lib/vpc-access-connector";
import { written } from "../environments";
import { readEnvironments } from "../environments/environment";
import { EnvironmentStack } from "../stacks/environment-stack";
import { explainFailure } from "../synthesis/explain";
import { gate } from "../synthesis/gate";
import { synthesizeInto } from "../synthesis/synthesize";

/**
 * The app with the mistake of the incident: every connector is on `staging-vpc`, whatever its environment calls its
 * network. It takes cdktf's escape hatch to write that, past the rule that a network is always a reference.
 */
explainFailure(() =>
  synthesizeInto(
    process.env.CDKTF_OUTDIR ?? "cdktf.out.hard-coded",
    (app) => {
      for (const environment of readEnvironments(written)) {
        const stack = new EnvironmentStack(app, environment.name, environment);
        for (const node of stack.node.findAll()) {
          if (node instanceof VpcAccessConnector) node.addOverride("network", "staging-vpc");
        }
      }
    },
    gate,
  ),
);
