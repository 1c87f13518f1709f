import { Printer } from '../../../../platform/print/printer.ts'
import type { WholeInvoice } from '../schema.ts'

export const invoiceProgram = new URL('./worker.ts', import.meta.url)

const printer = new Printer<WholeInvoice>({ program: invoiceProgram })

/** An invoice as a PDF. Throws an UNAVAILABLE where it takes too long. */
export const printInvoice = (invoice: WholeInvoice): Promise<Uint8Array> => printer.print(invoice)
