import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the stub in the place of google-github-actions/auth asks for. */
export interface Asked {
  /** Which job asks: act tells nobody else, so it is believed. */
  job: string;
  /** The part of its matrix, from its ENVIRONMENT. */
  environment: string;
  /** The inputs of the action, as the workflow has written them. */
  with: Record<string, string>;
}

/** Where jobs sign in: what a token is for and who may have it is asked of whoever answers now. */
export class SignInDesk {
  answers: (asked: Asked) => Promise<string> = async () => {
    throw new Error("nothing is running");
  };

  private constructor(private readonly server: Server) {}

  static async open(): Promise<SignInDesk> {
    const server = createServer();
    const desk = new SignInDesk(server);
    server.on("request", (request, response) => {
      read(request)
        .then((asked) => desk.answers(asked))
        .then(
          (token) => response.end(token),
          (error: Error) => response.writeHead(403).end(error.message),
        );
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return desk;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((stopped) => this.server.close(stopped));
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as Asked;
}
