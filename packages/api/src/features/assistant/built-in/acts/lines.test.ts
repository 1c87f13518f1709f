import { expect, test } from 'vitest'
import { linesIn } from './lines.ts'
import { readSaid } from './said.ts'

const clock = {
  now: new Date('2026-11-26T09:00:00Z'),
  timeZone: 'Europe/Dublin',
  orgTimeZone: 'Europe/Dublin',
  isMonthFirst: false,
}

function linesOf(text: string) {
  const said = readSaid(text, { people: [], clock, currency: 'EUR' })
  return linesIn(said, { from: 0, to: said.tokens.length })
}

const shortly = (text: string): string | null => {
  const read = linesOf(text)
  return (
    read && read.lines.map((line) => `${line.quantity} × ${line.description} @ ${line.unitPrice}`).join(', ')
  )
}

test.each([
  ['120 euros for catering', '1 × Catering @ 120.00'],
  ['€120 for the staff party', '1 × Staff party @ 120.00'],
  ['catering, 120 euros', '1 × Catering @ 120.00'],
  ['catering at 120', '1 × Catering @ 120.00'],
  ['catering: EUR 1,250.50', '1 × Catering @ 1250.50'],
  ['3 boxes of rolls at 12.50 each', '3 × Boxes of rolls @ 12.50'],
  ['40 loaves at 3.20', '40 × Loaves @ 3.20'],
  ['40 loaves @ 3.20 €', '40 × Loaves @ 3.20'],
  ['3 x barista training at 150', '3 × Barista training @ 150.00'],
  ['2.5 hours of consulting at 80 per hour', '2.5 × Hours of consulting @ 80.00'],
  ['add 2 hours of consulting at 55 each', '2 × Hours of consulting @ 55.00'],
  ['also add delivery at 15', '1 × Delivery @ 15.00'],
  ['a delivery fee of 15 euros', '1 × Delivery fee @ 15.00'],
  ['3 boxes for 36 euros', '3 × Boxes @ 12.00'],
  ['3 boxes for 10 euros', '1 × 3 boxes @ 10.00'],
  ['3 boxes for 10 euros each', '3 × Boxes @ 10.00'],
  ['12 trays at 18 and delivery at 15', '12 × Trays @ 18.00, 1 × Delivery @ 15.00'],
  [
    '2 rolls at 3, 4 buns at 2.50 and a cake for 20 euros',
    '2 × Rolls @ 3.00, 4 × Buns @ 2.50, 1 × Cake @ 20.00',
  ],
  ['€80 for delivery and 3 rye breads at 4.50', '1 × Delivery @ 80.00, 3 × Rye breads @ 4.50'],
  ['bread and butter at 4.50', '1 × Bread and butter @ 4.50'],
  ['6 hours labour at 55 and call-out 80', '6 × Hours labour @ 55.00, 1 × Call-out @ 80.00'],
  ['call-out 80 and 6 hours labour at 55', '1 × Call-out @ 80.00, 6 × Hours labour @ 55.00'],
  ['call-out 80', '1 × Call-out @ 80.00'],
  ['120 euros', '1 ×  @ 120.00'],
  ['2x tap washers 1.20, 1x call-out 85', '2 × Tap washers @ 1.20, 1 × Call-out @ 85.00'],
  ['12 keys à 2,50', '12 × Keys @ 2.50'],
  ['2 planks a 31.40 and one hinge a 6', '2 × Planks @ 31.40, 1 × Hinge @ 6.00'],
])('“%s” is read as lines: %s', (text, lines) => {
  expect(shortly(text)).toBe(lines)
})

test.each([
  'catering',
  '40 loaves',
  '6 hours labour at 55 and 3 boxes 80',
  'catering on Saturday, 120 euros',
  '120 euros and 40 dollars for catering',
  'minus 20 euros for catering',
  '10 percent for catering',
])('“%s” says no line', (text) => {
  expect(shortly(text)).toBeNull()
})

test('a currency that was said is kept, and a bare number has none', () => {
  expect(linesOf('catering, 120 dollars')?.currency).toBe('USD')
  expect(linesOf('catering at 120')?.currency).toBeNull()
  expect(linesOf('2 rolls at 3 euros and a cake at 20 dollars')).toBeNull()
})

test('a price of a currency without parts has none', () => {
  expect(shortly('3 boxes for 36 yen')).toBe('3 × Boxes @ 12')
})
