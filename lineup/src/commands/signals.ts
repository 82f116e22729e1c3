export const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** On the first signal `tidy` is waited for, then the process ends as that signal ends it; a second one waits for nobody. */
export function whenSignalled(tidy: () => Promise<void>): { close(): void } {
  let isTidying = false;
  const close = () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
  const leave = (signal: NodeJS.Signals) => {
    close();
    process.kill(process.pid, signal);
  };
  const end = (signal: NodeJS.Signals): void => {
    const left = () => leave(signal);
    if (isTidying) left();
    else tidy().then(left, left);
    isTidying = true;
  };
  for (const signal of SIGNALS) process.on(signal, end);
  // Once tidying has begun it ends the process itself.
  return { close: () => (isTidying ? undefined : close()) };
}
