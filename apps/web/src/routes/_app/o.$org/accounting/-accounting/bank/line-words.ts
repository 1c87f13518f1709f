import { amountWords } from '../amounts.ts'
import type { BankLine } from './bank-types.ts'

/** An amount without its sign: debit and credit say which way it goes. */
export const sizeWords = (amount: string): string => amountWords(amount.replace(/^-/, ''))

/** "+312.00", "−64.30". */
export const signedWords = (amount: string): string =>
  amount.startsWith('-') ? amountWords(amount) : `+${amountWords(amount)}`

type Said = Pick<BankLine, 'counterparty' | 'text'>

/** Who it is with, or what the bank wrote where it names nobody. */
export const nameOf = ({ counterparty, text }: Said): string => counterparty || text

/** What the bank wrote beside the name; nothing where it is the same. */
export const moreOf = (line: Said): string => (line.text === nameOf(line) ? '' : line.text)
