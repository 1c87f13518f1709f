import type { SampleName } from '../../../platform/catalog/samples.ts'
import type { SampleTrade } from '../../../platform/catalog/sample-trade.ts'
import { formatMoney, parseMoney } from '../../../shared/money.ts'
import type { OpeningBalance } from '../book/schema.ts'

/** What was paid or taken: debit one account, credit the other. */
export type SampleMove = readonly [
  daysAgo: number,
  memo: string,
  debit: string,
  credit: string,
  amount: string,
]

export const opening: Readonly<Record<SampleName, readonly OpeningBalance[]>> = {
  bakery: [
    { code: '1000', debit: '420.00' },
    { code: '1100', debit: '12850.40' },
    { code: '1300', debit: '1930.00' },
    { code: '1700', debit: '24600.00' },
    { code: '2700', credit: '15000.00' },
  ],
  repairs: [
    { code: '1100', debit: '6310.75' },
    { code: '1700', debit: '8200.00' },
  ],
}

/** The books of the sample begin so many days before today, with its oldest whole week. */
export const BEGAN_DAYS_AGO = 41
/** On these days the takings of the seven days before were booked; those of this week are not yet. */
const BOOKED_DAYS_AGO = [34, 27, 20, 13, 6]
const CENTS = 2

/** What the till took in each week, by its orders. */
export const takings = ({ payments }: SampleTrade): SampleMove[] =>
  BOOKED_DAYS_AGO.map((booked) => {
    const ofWeek = payments.filter(
      ({ order, daysAgo }) => order.sold === 'till' && daysAgo > booked && daysAgo <= booked + 7,
    )
    const sum = ofWeek.reduce((total, { amount }) => total + (parseMoney(amount, CENTS) ?? 0n), 0n)
    return [booked, 'Takings of the week', '1100', '4000', formatMoney(sum, CENTS)]
  })

/** What a week of the bakery cost. */
const week = (daysAgo: number, [goods, wages]: readonly [string, string]): SampleMove[] => [
  [daysAgo, 'Flour, butter and packaging', '5000', '1100', goods],
  [daysAgo - 1, 'Wages of the week', '6000', '1100', wages],
]

export const costs: Readonly<Record<SampleName, readonly SampleMove[]>> = {
  bakery: [
    [41, 'Rent of the shop', '6100', '1100', '1450.00'],
    ...week(39, ['1310.25', '1980.00']),
    [36, 'Power and heating', '6200', '1100', '612.38'],
    ...week(32, ['1288.90', '1980.00']),
    [30, 'Website and till software', '6400', '1100', '89.00'],
    ...week(25, ['1402.10', '2050.00']),
    [22, 'Insurance of the shop', '6700', '1100', '210.00'],
    ...week(18, ['1455.70', '2050.00']),
    [15, 'Posters for the Christmas boxes', '6600', '1100', '145.00'],
    ...week(11, ['1520.35', '2120.00']),
    [11, 'Rent of the shop', '6100', '1100', '1450.00'],
    ...week(4, ['1590.00', '2120.00']),
    [2, 'Fees of the bank', '6850', '1100', '18.50'],
  ],
  repairs: [
    [38, 'Spare parts', '5000', '1100', '310.20'],
    [31, 'Rent of the workshop', '6100', '1100', '780.00'],
    [24, 'Spare parts', '5000', '1100', '288.75'],
    [9, 'Phone', '6400', '1100', '42.00'],
    [3, 'Fees of the bank', '6850', '1100', '9.90'],
  ],
}
