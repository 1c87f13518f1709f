import { Parser } from 'htmlparser2'
import { fieldFault } from '../../../../shared/field-fault.ts'

export interface XmlHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** "x:row" and "row" are the same here: writers choose their prefixes. */
const plain = (name: string) => name.slice(name.indexOf(':') + 1)

/** Those of a workbook are some ten deep; the parser goes through all that are open at each tag. */
const MOST_DEPTH = 64

/**
 * Reads XML in pieces of bytes. No entity but the five of XML is known, so nothing grows while it is read. Throws a fault of the field
 * `fileId` for what is nested as no program writes it.
 */
export function xmlReader({ open, text, close }: XmlHandlers): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder()
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1
        if (depth > MOST_DEPTH)
          throw fieldFault('fileId', 'The parts of this workbook are too deep in each other.')
        open?.(plain(name), attributes)
      },
      ontext: (data) => text?.(data),
      onclosetag(name) {
        depth -= 1
        close?.(plain(name))
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  return (bytes) => parser.write(decoder.decode(bytes, { stream: true }))
}

/** Signs that XML cannot hold are written as _x000D_ there. */
export const unescaped = (text: string): string =>
  text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
