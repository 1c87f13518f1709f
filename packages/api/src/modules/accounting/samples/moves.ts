import type { SampleName } from '../../../platform/catalog/samples.ts'
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

/** A week of a shop: what the till took, and what it cost. */
const week = (daysAgo: number, [taken, goods, wages]: readonly [string, string, string]): SampleMove[] => [
  [daysAgo, 'Takings of the week', '1100', '4000', taken],
  [daysAgo - 1, 'Flour, butter and packaging', '5000', '1100', goods],
  [daysAgo - 2, 'Wages of the week', '6000', '1100', wages],
]

export const moves: Readonly<Record<SampleName, readonly SampleMove[]>> = {
  bakery: [
    [43, 'Rent of the shop', '6100', '1100', '1450.00'],
    ...week(41, ['4820.60', '1310.25', '1980.00']),
    [36, 'Power and heating', '6200', '1100', '612.38'],
    ...week(34, ['5104.15', '1288.90', '1980.00']),
    [30, 'Website and till software', '6400', '1100', '89.00'],
    ...week(27, ['4967.80', '1402.10', '2050.00']),
    [22, 'Insurance of the shop', '6700', '1100', '210.00'],
    ...week(20, ['5388.45', '1455.70', '2050.00']),
    [15, 'Posters for the Christmas boxes', '6600', '1100', '145.00'],
    ...week(13, ['5610.20', '1520.35', '2120.00']),
    [13, 'Rent of the shop', '6100', '1100', '1450.00'],
    ...week(6, ['5942.75', '1590.00', '2120.00']),
    [2, 'Fees of the bank', '6850', '1100', '18.50'],
  ],
  repairs: [
    [40, 'Repairs, paid by card', '1100', '4000', '1460.00'],
    [38, 'Spare parts', '5000', '1100', '410.20'],
    [31, 'Rent of the workshop', '6100', '1100', '780.00'],
    [26, 'Repairs, paid by card', '1100', '4000', '1725.50'],
    [24, 'Spare parts', '5000', '1100', '388.75'],
    [12, 'Repairs, paid by card', '1100', '4000', '1590.00'],
    [9, 'Phone', '6400', '1100', '42.00'],
    [3, 'Fees of the bank', '6850', '1100', '9.90'],
  ],
}
