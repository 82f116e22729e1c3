import { defineDiagnosis } from "../../rule-text";

export const startFailed = defineDiagnosis({
  id: "START_FAILED",
  title: "The app reports that it failed to start",
  help: "It gave up waiting for a service that it needs, and Cloud Run ends the container.",
  remedy: "Repair the connection that it waited for; then deploy the same image once more.",
});
