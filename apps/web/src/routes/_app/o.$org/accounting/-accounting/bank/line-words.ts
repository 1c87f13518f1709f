import { amountWords } from '../amounts.ts'

/** An amount without its sign: debit and credit say which way it goes. */
export const sizeWords = (amount: string): string => amountWords(amount.replace(/^-/, ''))

/** "+312.00", "−64.30". */
export const signedWords = (amount: string): string =>
  amount.startsWith('-') ? amountWords(amount) : `+${amountWords(amount)}`
