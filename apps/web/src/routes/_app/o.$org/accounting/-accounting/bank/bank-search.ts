import { checked, flag, id, oneOf, text } from '../../../../../../search-params.ts'
import type { RawSearch } from '../../../../../../search-params.ts'

export const lineStates = ['to-match', 'matched', 'all'] as const
export type LineState = (typeof lineStates)[number]

export interface BankSearch {
  /** The bank account; the first without it. */
  account?: string
  /** What is to be matched without it. */
  state?: LineState
  q?: string
  /** The line that is open. */
  line?: string
  /** Whether the imports of the account are shown. */
  imports?: true
}

export const readBankSearch = (search: RawSearch): BankSearch =>
  checked({
    account: id(search['account']),
    state: oneOf(search['state'], lineStates),
    q: text(search['q']),
    line: id(search['line']),
    imports: flag(search['imports']),
  })

export type BankChange = { [Key in keyof BankSearch]?: BankSearch[Key] | undefined }

const PAGE = 50

export const linesIn = (bankAccountId: string, { state = 'to-match', q }: BankSearch) => ({
  limit: PAGE,
  bankAccountId,
  state,
  ...(q !== undefined && { search: q }),
})
