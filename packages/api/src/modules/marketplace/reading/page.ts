import type { Piece } from './money-text.ts'

/** A value of structured data: what JSON-LD holds, and what microdata and RDFa say in the same terms. */
export type DataValue = string | number | boolean | null | DataNode | DataValue[]
export interface DataNode {
  [name: string]: DataValue
}

/** Under this name, a value as people read it, which need not be a plain number. */
export const WRITTEN = '@written'

/** One line of visible text. */
export interface Line {
  pieces: readonly Piece[]
  /** Stands among things that are recommended, or in the navigation. */
  isAside: boolean
  isHeading: boolean
  /** A heading of a part of the page. */
  isSubheading: boolean
}

/** What is collected of a product page in one pass. */
export interface Page {
  title: string
  language: string
  /** As written; null where there is none. */
  canonical: string | null
  /** Texts of JSON-LD blocks, each cut. */
  jsonLd: string[]
  /** Top-level things of microdata and RDFa, as nodes of JSON-LD. */
  items: DataNode[]
  /** First `content` of each meta name, property or itemprop, in small letters. */
  meta: Map<string, string>
  lines: Line[]
  /** Code of the currency that a Shopify page shows its prices in. */
  shopifyCurrency: string | null
  hasPasswordField: boolean
  /** The reading stopped before the end: at a cap, or because enough was there. */
  isCut: boolean
}
