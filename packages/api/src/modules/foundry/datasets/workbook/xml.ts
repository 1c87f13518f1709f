import { Parser } from 'htmlparser2'

export interface XmlHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** "x:row" and "row" are the same here: writers choose their prefixes. */
const plain = (name: string) => name.slice(name.indexOf(':') + 1)

/** Reads XML in pieces of bytes. No entity but the five of XML is known, so nothing grows while it is read. */
export function xmlReader({ open, text, close }: XmlHandlers): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open?.(plain(name), attributes),
      ontext: (data) => text?.(data),
      onclosetag: (name) => close?.(plain(name)),
    },
    { xmlMode: true, decodeEntities: true },
  )
  return (bytes) => parser.write(decoder.decode(bytes, { stream: true }))
}

/** Signs that XML cannot hold are written as _x000D_ there. */
export const unescaped = (text: string): string =>
  text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
