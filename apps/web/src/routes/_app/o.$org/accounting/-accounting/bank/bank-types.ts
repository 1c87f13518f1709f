import type { Accounting } from '../book-page.tsx'

type Bank = Accounting['bank']

export type BankAccount = Bank['accounts']['list']['items'][number]
export type BankLine = Bank['lines']['list']['items'][number]
export type WholeLine = Bank['lines']['get']
export type Offer = WholeLine['offers'][number]

/** Which offer is chosen, or that it goes straight to an account. */
export type Choice = number | 'account'

export type Statement = Bank['statements']['list']['items'][number]

export type ImportAnswer = Bank['statements']['import']

/** The hub does not know the columns of a file. */
export type Asked = Extract<ImportAnswer, { outcome: 'layout' }>
