import { Printer } from '../../../../platform/print/printer.ts'
import type { PrintedStatement } from './statement.ts'

const printer = new Printer<PrintedStatement>({ program: new URL('./worker.ts', import.meta.url) })

/** A statement of account as a PDF. Throws an UNAVAILABLE where it takes too long. */
export const printStatement = (statement: PrintedStatement): Promise<Uint8Array> => printer.print(statement)
