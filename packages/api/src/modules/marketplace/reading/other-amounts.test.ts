import { expect, test } from 'vitest'
import { readMoney } from './money-text.ts'

/** "1299 EUR (from)": minor units, currency, notes. */
function said(text: string): string {
  const found = readMoney(text)
  if (!found) return 'none'
  const notes = found.notes.length > 0 ? ` (${found.notes.join(', ')})` : ''
  return `${found.price.minor} ${found.price.currency ?? '?'}${notes}`
}

test.each([
  // Signs for the separator
  ['12€99', '1299 EUR'],
  ['1 299€90', '129990 EUR'],
  ['£10£12', '1000 GBP (several)'],
  // Not what one piece costs anybody today
  ['39,60 €* / 1.000 ml', '3960 EUR (per-unit)'],
  ['Inhalt: 250 ml (39,60 €* / 1.000 ml) 9,90 €*', '990 EUR'],
  ['Lowest price in the last 30 days: €19.99 €24.99', '2499 EUR'],
  ['24,99 € 30-Tage-Bestpreis: 19,99 €', '2499 EUR'],
  ['Prix le plus bas des 30 derniers jours : 19,99 € 24,99 €', '2499 EUR'],
  ['2 for £5.00 £2.75', '275 GBP'],
  ['3 für 9,99 € 4,49 €', '449 EUR'],
  ['ab 10 Stück: 8,99 € 9,99 €', '999 EUR'],
  ['Set of 2 for £20.00', '2000 GBP'],
  ['Meal for 2 for £12.00', '1200 GBP'],
  ['Within 30 days £12.00', '1200 GBP'],
  ['30 Tage Rückgabe 12,00 €', '1200 EUR'],
  ['Niedrigster Gesamtpreis der letzten 30 Tage: 19,99 € 24,99 €', '2499 EUR'],
  ['Members: £10.80. £12.00', '1200 GBP'],
  ['Members save 10%: £10.80. £12.00', '1200 GBP'],
  ['£2.50 Clubcard price £3.00', '300 GBP'],
  ['4 interest-free payments of $12.50 $50.00', '5000 ?'],
  ['Spend £50 for free delivery. £12.00', '1200 GBP'],
  ['Add gift wrap (+£3.00) £12.00', '1200 GBP'],
  ['Used from £5.00 £12.00', '1200 GBP'],
  // Without tax
  ['84,03 € zzgl. MwSt. 100,00 € inkl. MwSt.', '10000 EUR'],
  ['£10.00 excl. VAT (£12.00 incl. VAT)', '1200 GBP'],
  ['Ex VAT £10.00 Inc VAT £12.00', '1200 GBP'],
  ['1,980円（税込2,178円）', '2178 JPY'],
  ['£10.00 + VAT', '1000 GBP (net)'],
])('%j, as shops write it beside other amounts, is %s (MKT-1)', (text, expected) => {
  expect(said(text)).toBe(expected)
})
