import { expect, it } from 'vitest'
import { ratesWords, readRates } from './tax-rates.ts'

const percentsOf = (text: string) => {
  const read = readRates(text, 'VAT')
  return 'taxes' in read ? read.taxes.map(({ percent }) => percent) : read.problem
}

it.each([
  ['23, 13.5', ['23', '13.5']],
  ['20; 13,5', ['20', '13.5']],
  ['20;13,5', ['20', '13.5']],
  ['19,7', ['19.7']],
  ['19, 7, 13,5', ['19', '7', '13.5']],
  ['19 7', ['19', '7']],
  ['19 %, 7 %', ['19', '7']],
  ['19%,7%', ['19', '7']],
  ['20, 20.0, 20,00', 'Put a space after the comma between two rates: 23, 13.5.'],
  ['20, 20,00', ['20']],
  ['', []],
])('the rates “%s” are read as people mean them', (text, percents) => {
  expect(percentsOf(text)).toEqual(percents)
})

it.each(['23,13.5', '20,10,5', '19,7 13.5'])(
  'of “%s”, which can be read in two ways, nothing is guessed',
  (text) => {
    expect(percentsOf(text)).toBe('Put a space after the comma between two rates: 23, 13.5.')
  },
)

it.each(['much', '101', '13..5', '-5'])('what is no rate, as “%s”, is said with what to write', (text) => {
  expect(percentsOf(text)).toBe('Write the rates as 23, 13.5.')
})

it('too many are refused with where the rest goes', () => {
  expect(percentsOf('1 2 3 4 5 6 7 8 9')).toBe('Write at most 8 rates. More can be added under Details.')
})

it('which taxes will be made is said in words, and nothing of what cannot be read', () => {
  expect(ratesWords('20; 13,5', 'VAT')).toBe('Makes VAT 20 % and VAT 13.5 %, on sales and on purchases.')
  expect(ratesWords('', 'VAT')).toBeUndefined()
  expect(ratesWords('23,13.5', 'VAT')).toBeUndefined()
})
