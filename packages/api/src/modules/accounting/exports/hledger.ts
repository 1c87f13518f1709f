import { amountText, digitsOf } from '../ledger/amounts.ts'
import { plainLine } from './journal-text.ts'
import type { JournalWriter, TextEntry, TextLine } from './journal-text.ts'

const roots = {
  asset: { name: 'assets', letter: 'A' },
  liability: { name: 'liabilities', letter: 'L' },
  equity: { name: 'equity', letter: 'E' },
  income: { name: 'revenues', letter: 'R' },
  expense: { name: 'expenses', letter: 'X' },
} as const

/** A semicolon would begin a comment, and the rest of the text be lost. */
const description = (text: string) => plainLine(text).replaceAll(';', ',')

/** A colon would make an account below it. */
const accountPart = (text: string) => description(text).replaceAll(':', '-')

/** In a comment `date:2026-01-01` and `[2026-01-01]` would move the posting to another day. */
const comment = (text: string) =>
  plainLine(text).replaceAll(':', '=').replaceAll('[', '(').replaceAll(']', ')')

/** Only letters need no quotes. */
const symbol = (code: string) => (/^[A-Za-z]+$/.test(code) ? code : `"${code.replaceAll('"', '')}"`)

/** A number to show the digits of a currency by; it needs a point even where there are none. */
const sample = (code: string) => `1000.${'0'.repeat(digitsOf(code))}`

/** The journal as hledger reads it, with every account and commodity declared, so that its strict check passes. */
export function hledgerWriter(): JournalWriter {
  const names = new Map<string, string>()
  const posting = ({ accountId, currency, minor, memo }: TextLine) => {
    const words = comment(memo)
    const name = names.get(accountId)
    if (name === undefined) throw new Error('An account was not declared before its first line.')
    const amount = `${amountText(minor, currency)} ${symbol(currency)}`
    return `    ${name}  ${amount}${words === '' ? '' : `  ; ${words}`}\n`
  }
  return {
    head: (title) => `; ${comment(title)}\ndecimal-mark .\n\n`,
    currency: (code) => `commodity ${sample(code)} ${symbol(code)}\n`,
    account({ id, code, name, type }) {
      const { name: root, letter } = roots[type]
      const full = `${root}:${`${code} ${accountPart(name)}`.trim()}`
      names.set(id, full)
      return `account ${full}  ; type: ${letter}\n`
    },
    entry({ number, date, kind, memo, lines }: TextEntry) {
      const tag = kind === 'ordinary' ? '' : `  ; ${kind}:`
      return `\n${date} * (${number}) ${description(memo)}${tag}\n${lines.map(posting).join('')}`
    },
  }
}
