import fc from 'fast-check'
import type { AccountType } from '../../accounts/schema.ts'
import type { EntryKind } from '../../ledger/posting.ts'

/** What means something to a program that reads journals, or hides. */
const NASTY = [
  ';',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '(x)',
  '[2026-01-02]',
  'date:2025-01-01',
  'date2:1999-01-01',
  'type:X',
  ':',
  '|',
  '"',
  '\\',
  "'",
  '{',
  '}',
  '@@ 5 USD',
  '= 0',
  '*',
  '!',
  '#tag',
  '^link',
  ',',
  '%',
  '\u202e',
  '\u200f',
  '\u00a0\u00a0',
  '\u2028',
  '\u3000',
  '\ufeff',
  'ü',
  'ß',
  'Кл',
  '銀行',
  '🏦',
  'include other',
  'end comment',
  '1.000,00',
  '',
  '-',
]

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.constantFrom('Bank', 'a', 'Rent 12', ' ')), { maxLength: 6 })
  .map((parts) => parts.join(''))

/** Codes that look alike once points, dashes and small letters are gone. */
const CODES = ['1000.', '12.A', '12-A', '12', 'a1', 'A1', '1.', '1-', '1200-', '40', 'x', '9']
/** With two digits, none and three. */
const CURRENCIES = ['EUR', 'JPY', 'BHD']
const TYPES = ['asset', 'liability', 'equity', 'income', 'expense'] as const satisfies AccountType[]
const KINDS = [
  'ordinary',
  'ordinary',
  'opening',
  'revaluation',
  'closing',
] as const satisfies readonly EntryKind[]

const sized = fc.oneof(
  fc.bigInt({ min: -999n, max: 999n }),
  fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
)
const amounts = sized.filter((amount) => amount !== 0n)

interface RandomLine {
  account: number
  currency: string
  amount: bigint
  base: bigint
  memo: string
}

/** Lines of one currency that come to nothing, in it and in the currency of the books. */
const side = (currency: string) =>
  fc
    .array(fc.record({ account: fc.nat(), amount: amounts, base: sized, memo: hostileText }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((lines): RandomLine[] => {
      const given = lines.map(({ base, ...line }) => ({
        ...line,
        currency,
        base: currency === 'EUR' ? line.amount : base,
      }))
      const rest = given.reduce((sum, { amount }) => sum - amount, 0n)
      const baseRest = given.reduce((sum, { base }) => sum - base, 0n)
      const closing = { account: given.length, currency, amount: rest, base: baseRest, memo: '' }
      // A line of nothing is none: then the first line moves there and back.
      return rest === 0n
        ? given.flatMap((line) => [line, { ...line, amount: -line.amount, base: -line.base }])
        : [...given, closing]
    })

const entry = fc.record({
  date: fc
    .date({ min: new Date('2026-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  kind: fc.constantFrom(...KINDS),
  memo: hostileText,
  lines: fc
    .uniqueArray(fc.constantFrom(...CURRENCIES), { minLength: 1, maxLength: 2 })
    .chain((currencies) => fc.tuple(...currencies.map(side)))
    .map((sides) => sides.flat()),
})

/** Books such as no honest person keeps, in euros. */
export const randomBook = fc.record({
  accounts: fc.uniqueArray(
    fc.record({ code: fc.constantFrom(...CODES), name: hostileText, type: fc.constantFrom(...TYPES) }),
    { selector: ({ code }) => code, minLength: 3, maxLength: CODES.length },
  ),
  entries: fc.array(entry, { minLength: 5, maxLength: 40 }),
})

export type RandomBook = typeof randomBook extends fc.Arbitrary<infer Book> ? Book : never
