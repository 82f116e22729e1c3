import type { World } from "./world";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Half of a change is not what anybody meant: the first Ctrl-C waits for its end, a second one does not. */
export async function unbroken<T>({ say }: Pick<World, "say">, change: () => Promise<T>): Promise<T> {
  let isWaiting = false;
  const held = (signal: NodeJS.Signals) => {
    if (isWaiting) {
      release();
      process.kill(process.pid, signal);
      return;
    }
    isWaiting = true;
    say("waiting until the change is done, or known not to be; once more ends it at once");
  };
  const release = () => {
    for (const signal of SIGNALS) process.off(signal, held);
  };
  for (const signal of SIGNALS) process.on(signal, held);
  try {
    return await change();
  } finally {
    release();
  }
}
