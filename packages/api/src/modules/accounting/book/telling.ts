import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { linesOf } from '../../../platform/catalog/told-list.ts'
import { countryWords } from '../../../shared/country-name.ts'
import { factLines } from '../telling.ts'
import { Book, BookPart, BookState, BookVerdict } from './schema.ts'
import type { ClosedDays } from './schema.ts'

/** "1 April" of 04-01. */
const yearDay = (monthDay: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`2000-${monthDay}T00:00Z`),
  )

export function bookTold(output: unknown): ToldAnswer {
  const { book } = BookState.parse(output)
  if (book === null) return { text: 'The books are not set up yet: set them up on the page “Accounting”.' }
  const { baseCurrency, country, yearStart, closed } = book
  return {
    text: linesOf([
      `The books are kept in ${baseCurrency}, of a business in ${countryWords(country)}.`,
      `Their year begins on ${yearDay(yearStart)}.`,
      ...closedLines(closed),
    ]),
  }
}

/** What each part takes no more, before "up to and including" its day. */
const closedWords: Readonly<Record<BookPart, string>> = {
  forGood: 'They are closed for good',
  forNow: 'Only those who may set up the books post',
  sales: 'Invoices are closed',
  bank: 'Payments and the bank are closed',
  taxes: 'Everything with a tax is closed',
}

function closedLines(closed: ClosedDays): string[] {
  const lines = BookPart.options.flatMap((part) => {
    const until = closed[part]
    return until === null ? [] : [`${closedWords[part]} up to and including ${dayTextOf(until)}.`]
  })
  return lines.length === 0 ? ['No day of them is closed.'] : lines
}

export function closedTold(output: unknown): ToldAnswer {
  return { text: linesOf(closedLines(Book.parse(output).closed)) }
}

const checks: Readonly<Record<string, string>> = {
  balances: 'What an account holds',
  entries: 'An entry',
  numbers: 'Numbers of entries',
  audit: 'What the activity says was posted',
  customers: 'What customers owe',
  settled: 'What is paid of an invoice',
  documents: 'An invoice',
}

export function verdictTold(output: unknown): ToldAnswer {
  const { ok, faults } = BookVerdict.parse(output)
  if (ok) return { text: 'The books are right: everything in them adds up.' }
  const count = faults.length === 1 ? '1 thing in the books does' : `${faults.length} things in the books do`
  return {
    text: linesOf([
      `${count} not add up.`,
      ...factLines(faults, ({ check, detail }) => `${checks[check] ?? 'Something else'}: ${detail}`),
    ]),
  }
}
