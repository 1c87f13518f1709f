import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Balances by code and currency, without those of nothing: `1200 EUR` → `-12.5`. */
export type Balances = Record<string, string>

const PROGRAMS = ['hledger', 'bean-check', 'bean-query'] as const

/** Those that this machine lacks (Debian packages hledger and beancount). */
export const missingPrograms = (): string[] =>
  PROGRAMS.filter((name) => spawnSync(name, ['--version']).status !== 0)

/** Both read files in the encoding of the language that is set. */
const run = (program: string, args: string[]): string =>
  execFileSync('env', ['LC_ALL=C.UTF-8', program, ...args], { encoding: 'utf8' })

/** Zeros at the end say nothing. */
export const bareNumber = (text: string): string => {
  const number = text.trim()
  return number.includes('.') ? number.replace(/0+$/, '').replace(/\.$/, '') : number
}

const cellsOf = (csv: string): string[][] =>
  csv
    .split(/\r?\n/)
    .slice(1)
    .filter((row) => row !== '')
    .map((row) => row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, '').trim()))

function balancesOf(csv: string, codeOf: (account: string) => string): Balances {
  const rows = cellsOf(csv).map(([account = '', currency = '', amount = '']) => [
    `${codeOf(account)} ${currency}`,
    bareNumber(amount.replace(/^Decimal\('(.*)'\)$/, '$1')),
  ])
  return Object.fromEntries(rows.filter(([, amount]) => amount !== '0' && amount !== '-0'))
}

function withFile<R>(text: string, ending: string, work: (file: string) => R): R {
  const folder = mkdtempSync(join(tmpdir(), 'hub-books-'))
  try {
    const file = join(folder, `books.${ending}`)
    writeFileSync(file, text)
    return work(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What hledger makes of a journal, after its strict check. Throws what it complains of. */
export const readByHledger = (text: string): Balances =>
  withFile(text, 'journal', (file) => {
    run('hledger', ['-f', file, 'check', '--strict', 'ordereddates'])
    const report = ['balance', '--flat', '--no-total', '--layout', 'bare', '-O', 'csv']
    return balancesOf(
      run('hledger', ['-f', file, ...report]),
      (account) => /^\w+:(\S+)/.exec(account)?.[1] ?? account,
    )
  })

/** What beancount makes of a journal, after its check. Throws what it complains of. */
export const readByBeancount = (text: string): Balances =>
  withFile(text, 'beancount', (file) => {
    run('bean-check', [file])
    const codes = new Map(
      [...text.matchAll(/^\S+ open (\S+)\n {2}code: "([^"]*)"$/gm)].map(([, name = '', code = '']) => [
        name,
        code,
      ]),
    )
    // As text: as a number it would be rounded to the digits that most amounts have.
    const query = 'select account, currency, str(sum(number)) group by account, currency'
    return balancesOf(
      run('bean-query', ['-f', 'csv', file, query]),
      (account) => codes.get(account) ?? account,
    )
  })
