import { statSync } from "node:fs";
import { type PrintedTo, terminalOf } from "./terminal";
import { cut, plain } from "./text/plain";

/** Says what is being done now, and whether it is known to take long: nothing else happens while a file is read. */
export type Progress = (doing: string, takesLong?: boolean) => void;

export const SILENT: Progress = () => {};

const LARGE = 10_000_000;

/** Says that a file is being read, at once where it is so large that it takes more than two seconds. */
export function sayReading(path: string | object, say: Progress): void {
  if (typeof path !== "string") return;
  const { size = 0 } = path === "-" ? {} : (statSync(path, { throwIfNoEntry: false }) ?? {});
  const large = size >= LARGE;
  say(`reading ${path}${large ? ` (${Math.round(size / 1e6)} MB)` : ""}`, large);
}

type Screen = NonNullable<PrintedTo> & { write(text: string): unknown };

const WAIT = 2_000;
const ERASED = "\r\u001b[K";

/** A line on standard error that says what takes so long: after two seconds, on a terminal only, and gone at the end. */
export class ProgressLine {
  private readonly width: number;
  private readonly shows: boolean;
  private readonly start = Date.now();
  private timer: NodeJS.Timeout | undefined;
  private doing = "";
  private isDrawn = false;

  constructor(
    private readonly screen: Screen,
    env: NodeJS.ProcessEnv,
  ) {
    this.width = terminalOf(screen, env).width;
    this.shows = screen.isTTY === true && !env.CI && env.TERM !== "dumb";
  }

  readonly say: Progress = (doing, takesLong = false) => {
    if (!this.shows) return;
    this.doing = plain(doing);
    const left = this.start + WAIT - Date.now();
    if (takesLong || this.isDrawn || left <= 0) this.draw();
    else this.timer ??= setTimeout(() => this.draw(), left).unref();
  };

  end(): void {
    clearTimeout(this.timer);
    if (this.isDrawn) this.screen.write(ERASED);
    this.isDrawn = false;
  }

  private draw(): void {
    this.isDrawn = true;
    this.screen.write(`${ERASED}${cut(this.doing, this.width - 1)}`);
  }
}
