import type { AccountType } from '../accounts/schema.ts'
import { amountText } from '../ledger/amounts.ts'
import { plainLine } from './journal-text.ts'
import type { JournalWriter, TextAccount, TextEntry, TextLine } from './journal-text.ts'

const roots: Readonly<Record<AccountType, string>> = {
  asset: 'Assets',
  liability: 'Liabilities',
  equity: 'Equity',
  income: 'Income',
  expense: 'Expenses',
}

/** No line is of an earlier day. */
const FIRST_DAY = '1900-01-01'

/** The marks that stand over letters, once they are taken apart. */
const MARKS = /\p{M}/gu

const quoted = (text: string) => `"${plainLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/** Letters, digits and single dashes, beginning with a capital or a digit: parts of accounts take nothing else. */
function accountPart({ code, name }: TextAccount): string {
  const part = `${code}-${name}`
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return part.charAt(0).toUpperCase() + part.slice(1)
}

/** Capitals and digits, two at least: a commodity of one letter is refused. */
export function commodity(code: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]+/g, '-')
  return /^[A-Z]([A-Z0-9-]{0,21})[A-Z0-9]$/.test(plain) ? plain : `UNIT-${plain.replace(/-+$/, '')}`
}

/** The journal as beancount reads it; true names stand beside those that it allows. */
export function beancountWriter(): JournalWriter {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const nameOf = (account: TextAccount): string => {
    const wished = `${roots[account.type]}:${accountPart(account)}`
    let name = wished
    for (let at = 2; taken.has(name); at += 1) name = `${wished}-${at}`
    taken.add(name)
    names.set(account.id, name)
    return name
  }
  const posting = ({ accountId, currency, minor, memo }: TextLine) => {
    const name = names.get(accountId)
    if (name === undefined) throw new Error('An account was not declared before its first line.')
    const words = plainLine(memo) === '' ? '' : `    memo: ${quoted(memo)}\n`
    return `  ${name}  ${amountText(minor, currency)} ${commodity(currency)}\n${words}`
  }
  return {
    head: (title) => `option "title" ${quoted(title)}\n\n`,
    currency: (code) => `${FIRST_DAY} commodity ${commodity(code)}\n`,
    account: (account) =>
      `${FIRST_DAY} open ${nameOf(account)}\n  code: ${quoted(account.code)}\n  name: ${quoted(account.name)}\n`,
    entry({ number, date, kind, memo, lines }: TextEntry) {
      const tag = kind === 'ordinary' ? '' : ` #${kind}`
      return `\n${date} * ${quoted(memo)}${tag}\n  number: ${quoted(number)}\n${lines.map(posting).join('')}`
    },
  }
}
