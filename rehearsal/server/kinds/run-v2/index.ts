export { runExecutions, runTasks } from "./executions";
export { runJobs } from "./jobs";
export { runRevisions } from "./revisions";
export { runServices } from "./services";
export { runWorkerPools } from "./worker-pools";
