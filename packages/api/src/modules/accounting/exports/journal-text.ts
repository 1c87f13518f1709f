import type { AccountType } from '../accounts/schema.ts'
import type { EntryKind } from '../ledger/posting.ts'

export interface TextAccount {
  id: string
  code: string
  name: string
  type: AccountType
}

export interface TextLine {
  accountId: string
  currency: string
  minor: bigint
  memo: string
}

export interface TextEntry {
  number: string
  date: string
  kind: EntryKind
  memo: string
  lines: readonly TextLine[]
}

/**
 * Writes a journal for another program. It keeps which names it gave, so that two accounts never share one, and its pieces
 * are written in the order in which they are asked for: the head, what is declared, entries.
 */
export interface JournalWriter {
  head: (title: string) => string
  currency: (code: string) => string
  account: (account: TextAccount) => string
  entry: (entry: TextEntry) => string
}

/** What programs take for the end of a line, act on, or draw in another order than it is written. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu

/** A text in one line: single spaces, nothing invisible. */
export const plainLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNSEEN, ' ')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .trim()
