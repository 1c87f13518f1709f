import { parentPort } from 'node:worker_threads'
import type { WholeInvoice } from '../schema.ts'
import { renderInvoice } from './invoice.ts'

/** What came of a document. */
export type Printed = { bytes: Uint8Array } | { error: string }

async function print(invoice: WholeInvoice): Promise<Printed> {
  try {
    return { bytes: await renderInvoice(invoice) }
  } catch (error) {
    return { error: String(error) }
  }
}

parentPort?.on('message', (invoice: WholeInvoice) => {
  void print(invoice).then((printed) => parentPort?.postMessage(printed))
})
