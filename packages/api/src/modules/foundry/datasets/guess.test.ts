import { describe, expect, test } from 'vitest'
import { guessFields, guessKey } from './guess.ts'

/** Records with one column more than an amount's currency. */
const guessed = (name: string, values: readonly unknown[], beside: Record<string, unknown> = {}) => {
  const fields = guessFields(values.map((value) => ({ ...beside, [name]: value })))
  return fields.find(({ path }) => path[0] === name)
}

describe('what a column seems to be (FND-1)', () => {
  test.each([
    ['Total', ['120', '15.50', '1200'], { kind: 'money', currencyPath: ['Currency'] }],
    ['Shipping', ['4.90', '0'], { kind: 'money', currencyPath: ['Currency'] }],
    ['Taxes', ['19.94', '3.26'], { kind: 'money', currencyPath: ['Currency'] }],
    ['Order Value', ['1,200.00', '12.00'], { kind: 'money', currencyPath: ['Currency'] }],
    ['Payout', ['12.00', '7'], { kind: 'money', currencyPath: ['Currency'] }],
    ['Tax rate', ['19', '7'], { kind: 'number' }],
    ['Quantity', ['1', '2'], { kind: 'number' }],
    ['Internet', ['1', '2'], { kind: 'number' }],
  ] as const)('%s of %j beside a currency', (name, values, guess) => {
    expect(guessed(name, values, { Currency: 'EUR' })).toMatchObject(guess)
  })

  test('an amount in German beside its Waehrung', () => {
    const values = ['-1.234,56', '45,00', '1.000']
    expect(guessed('Betrag', values, { Waehrung: 'EUR' })).toMatchObject({
      kind: 'money',
      decimal: ',',
      currencyPath: ['Waehrung'],
    })
  })

  test.each([
    ['Amount', ['$1,234.56', '($20.00)', '$5'], { kind: 'money', decimal: '.', currency: 'USD' }],
    ['Montant', ['1 234,50 €', '12,00 €'], { kind: 'money', decimal: ',', currency: 'EUR' }],
    ['Balance', ['100', '-', 'n/a', '250'], { kind: 'number', filled: 0.5 }],
    ['Last order', ['2026-01-02', 'n/a', '', '2026-03-04'], { kind: 'day', filled: 0.5 }],
    ['Date', ['05/13/2026', '05/01/2026'], { kind: 'day', dayOrder: 'mdy' }],
    ['Datum', ['01.05.2026', '31.12.2026'], { kind: 'day', dayOrder: 'dmy' }],
    ['Seen', ['11/25/2026 0:00', '11/03/2026 13:45'], { kind: 'instant', dayOrder: 'mdy' }],
    ['Seen', ['25.11.2026 13:45'], { kind: 'instant', dayOrder: 'dmy' }],
    ['Due date', ['45991', '45992'], { kind: 'day' }],
    ['Created at', ['45991.25', '45992'], { kind: 'instant' }],
    ['Steps', ['45991', '45992'], { kind: 'number' }],
    ['Zip', ['01234', '99999'], { kind: 'text' }],
    ['Phone', ['+353861234567', '0865551212'], { kind: 'text' }],
    ['Active', ['TRUE', 'FALSE'], { kind: 'yesno' }],
    ['Aktiv', ['WAHR', 'FALSCH'], { kind: 'yesno' }],
    ['Paid', ['✓', '', '✓'], { kind: 'yesno' }],
    ['Nothing', ['-', '', 'n/a'], { kind: 'text', filled: 0 }],
    ['Rate', ['5.5%', '7%'], { kind: 'number', title: 'Rate (%)' }],
  ] as const)('%s of %j', (name, values, guess) => {
    expect(guessed(name, values)).toMatchObject(guess)
  })
})

test('a word or two among many days make no text of them', () => {
  const days = Array.from({ length: 39 }, (_, at) => `${String((at % 28) + 1).padStart(2, '0')}.03.2026`)
  expect(guessed('Since', [...days, 'soon'])).toMatchObject({
    kind: 'day',
    dayOrder: 'dmy',
    unread: { day: { dmy: 1 } },
  })
  expect(guessed('Since', [...days.slice(0, 10), 'soon'])).toMatchObject({ kind: 'text' })
  const moments = days.map((day) => `${day} 13:45`)
  expect(guessed('Seen', [...moments, 'soon'])).toMatchObject({ kind: 'instant', dayOrder: 'dmy' })
})

test('a word among many amounts makes no text of them, and one among numbers of houses does', () => {
  const amounts = Array.from({ length: 39 }, (_, at) => `${at}.50`)
  expect(guessed('Total', [...amounts, 'free'])).toMatchObject({
    kind: 'number',
    unread: { number: { point: 1 } },
  })
  expect(guessed('Paid', [...amounts.map((one) => `€${one}`), 'tbc'])).toMatchObject({ kind: 'money' })
  expect(guessed('Total', [...amounts.slice(0, 10), 'free'])).toMatchObject({ kind: 'text' })
  expect(guessed('House', [...amounts.map((_, at) => String(at)), '12a'])).toMatchObject({ kind: 'text' })
})

describe('numbers whose mark could be either', () => {
  const guesses = (records: Record<string, unknown>[]) =>
    Object.fromEntries(guessFields(records).map(({ path, kind, decimal }) => [path[0], [kind, decimal]]))

  test('are read as the other columns of the file write theirs', () => {
    expect(
      guesses([
        { Steps: '1.707', Weight: '3,5', Version: '1.2.3', Paid: '2.409,263' },
        { Steps: '1.241', Weight: '12', Version: '1.2.4', Paid: '663,233' },
      ]),
    ).toEqual({
      Steps: ['number', ','],
      Weight: ['number', ','],
      Version: ['text', undefined],
      Paid: ['number', ','],
    })
    expect(guesses([{ Steps: '1,707', Weight: '3.5' }])['Steps']).toEqual(['number', '.'])
    expect(guesses([{ Steps: '1.707' }])['Steps']).toEqual(['number', '.'])
  })
})

test('how many values are not of a kind is counted for each way of writing it', () => {
  expect(guessed('Serial', ['K1', '25.11.2026', '3,5', 'yes', 'yes'])?.unread).toEqual({
    number: { point: 5, comma: 4 },
    yesno: 3,
    day: { ymd: 5, dmy: 4, mdy: 5 },
    instant: { ymd: 5, dmy: 4, mdy: 5 },
  })
})

describe('what tells one record from another', () => {
  const keyOf = (records: Record<string, unknown>[]) => guessKey(records, guessFields(records))

  test('is a number of theirs in front, and no address that two of them may share later', () => {
    expect(
      keyOf([
        { Name: '#1001', Email: 'jane@x.example' },
        { Name: '#1002', Email: 'joe@x.example' },
      ]),
    ).toEqual(['Name'])
  })

  test.each([
    ['Order ID', ['7', '8']],
    ['sku', ['A-1', '007']],
    ['Bestellnr', ['1000', '1001']],
    ['Rechnungsnummer', ['7', '8']],
    ['Order #', ['7', '8']],
    ['Email', ['jane@x.example', 'joe@x.example']],
  ])('is %s', (name, values) => {
    expect(keyOf(values.map((value) => ({ Town: 'Cork', [name]: value })))).toEqual([name])
  })

  test('is nothing where nothing differs in each', () => {
    expect(keyOf([{ Town: 'Cork' }, { Town: 'Cork' }])).toEqual([])
  })
})

describe('tables as people keep them', () => {
  const guessed = (column: string, values: readonly string[]) =>
    guessFields(values.map((value) => ({ [column]: value })))[0]

  test('amounts in several currencies are money, in that of most of them', () => {
    expect(guessed('Sum', ['€ 12,00', '$15,50', '1.204,50 EUR'])).toMatchObject({
      kind: 'money',
      currency: 'EUR',
      decimal: ',',
    })
    expect(guessed('Price', ['120 SEK', '95 SEK'])).toMatchObject({
      kind: 'money',
      currency: 'SEK',
      unread: { number: { point: 0 } },
    })
  })

  test('percents are numbers, and are called so', () => {
    expect(guessed('Margin', ['12 %', '7,5%', '-3%'])).toMatchObject({ kind: 'number', title: 'Margin (%)' })
  })

  test.each(['Order', 'customer', 'Rechnung'])(
    'the numbers of %s name things, and tell rows apart',
    (name) => {
      const records = [{ [name]: '17' }, { [name]: '18' }]
      expect(guessFields(records)[0]).toMatchObject({ kind: 'text' })
      expect(guessKey(records, guessFields(records))).toEqual([name])
    },
  )

  test('one day with its year in front, or its month by name, leaves the others as they are written', () => {
    expect(guessed('When', ['03/04/2026', '13/04/2026', '2026-04-14', 'Apr 16, 2026'])).toMatchObject({
      kind: 'day',
      dayOrder: 'dmy',
    })
  })
})
