import { defineDiagnosis } from "../../rule-text";

export const trafficPinEnded = defineDiagnosis({
  id: "TRAFFIC_PIN_ENDED",
  title: "The day until which requests were held at a revision has passed",
  help: "The next deploy moves all requests to the newest revision, whether that is repaired or not.",
  remedy: "Take the pin out of the environment's file where the newest revision is good; otherwise write another day.",
});
