import { parentPort } from 'node:worker_threads'

/** What came of a document. */
export type Printed = { bytes: Uint8Array } | { error: string }

/** In the thread of a printer: renders each document that comes, and sends it back. */
export function press<Document>(render: (document: Document) => Promise<Uint8Array>): void {
  const print = async (document: Document): Promise<Printed> => {
    try {
      return { bytes: await render(document) }
    } catch (error) {
      return { error: String(error) }
    }
  }
  parentPort?.on('message', (document: Document) => {
    void print(document).then((printed) => parentPort?.postMessage(printed))
  })
}
