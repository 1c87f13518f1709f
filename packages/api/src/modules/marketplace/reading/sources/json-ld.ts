import type { DataValue } from '../page.ts'
import type { Asked, Found } from './found.ts'
import { parseJson } from './json-text.ts'
import { collectNodes } from './nodes.ts'
import type { Nodes } from './nodes.ts'
import { readProduct } from './product.ts'

export interface JsonLd {
  nodes: Nodes
  /** How many blocks could not be read. */
  broken: number
}

/** The products of all JSON-LD blocks of a page, which may name each other. */
export function parseJsonLd(blocks: readonly string[]): JsonLd {
  const parsed = blocks.map(parseJson)
  const values = parsed.filter((value): value is DataValue => value !== undefined)
  return { nodes: collectNodes(values), broken: parsed.length - values.length }
}

export function readJsonLd({ nodes }: JsonLd, asked: Asked): Found | null {
  return readProduct('json-ld', nodes, asked)
}
