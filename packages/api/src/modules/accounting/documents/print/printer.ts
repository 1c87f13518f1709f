import { Printer } from '../../../../platform/print/printer.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

export const invoiceProgram = new URL('./worker.ts', import.meta.url)

const printer = new Printer<PrintedInvoice>({ program: invoiceProgram })

/** An invoice as a PDF. Throws an UNAVAILABLE where it takes too long. */
export const printInvoice = (invoice: PrintedInvoice): Promise<Uint8Array> => printer.print(invoice)
