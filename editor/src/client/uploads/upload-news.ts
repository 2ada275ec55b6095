/** Tells the other windows of this browser which upload changed; what it is now, they read from the device. */
export class UploadNews {
  readonly #channel: BroadcastChannel;

  constructor(document: string) {
    this.#channel = new BroadcastChannel(`manyhands-uploads:${document}`);
  }

  tell(id: string): void {
    this.#channel.postMessage(id);
  }

  listen(listener: (id: string) => void): void {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') listener(data);
    });
  }

  close(): void {
    this.#channel.close();
  }
}
