import { annotationsOf } from "../../topology/service-parts";
import { defineChangeRule } from "../define";
import { changingService, gone, named } from "../shared/losses";

export const annotationDropped = defineChangeRule({
  id: "ANNOTATION_DROPPED",
  level: "caution",
  title: "A service loses annotations that it has now",
  help: "Some annotations are settings of Cloud Run. The provider keeps those of the service that are written nowhere; those of the template go.",
  remedy: "Write the annotations that are needed into the configuration of the service.",
  example: "service-imported-with-losses",
  drift: undefined,
  check: (change, comparison) => {
    const kept = changingService(change, comparison);
    if (!kept) return [];
    const lost = gone(annotationsOf(kept.was.resource), annotationsOf(kept.is.resource)).filter(
      (name) => !OF_CLIENTS.test(name),
    );
    if (lost.length === 0) return [];
    return [
      {
        because: ["template"],
        consequence: `it loses ${lost.length === 1 ? "the annotation" : "the annotations"} ${named(lost)}`,
        fix: "write what is needed into the configuration of the service",
        services: [change.address],
      },
    ];
  },
});

/** What gcloud and the console leave behind says who deployed, and sets nothing. */
const OF_CLIENTS = /^(run\.googleapis\.com\/(client-name|client-version|operation-id)|client\.knative\.dev\/.*)$/;
