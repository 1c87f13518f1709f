import { describe, expect, test } from 'vitest'
import { codesIn, labelOf, labelsIn, phonesIn, saidFor } from './labels.ts'
import { tokensOf } from './text.ts'

describe('the label of a row', () => {
  test.each([
    ['R-107 Brakes squeal', '', { code: 'r', digits: '107', whole: 'r-107' }],
    ['INV-2026-014, Acme', '', { code: 'inv', digits: '014', whole: 'inv-2026-014' }],
    ['INV-2026-014, Acme', 'Invoice', { code: 'inv', digits: '014', whole: 'inv-2026-014', noun: 'invoice' }],
    ['CN-2026-014, Acme', 'Invoice', { code: 'cn', digits: '014', whole: 'cn-2026-014' }],
    ['Invoice 88 for Acme', 'Invoice', { code: '', digits: '88', whole: '88', noun: 'invoice' }],
    ['#7 window table', '', { code: '', digits: '7', whole: '#7' }],
    ['1042 Acme', '', { code: '', digits: '1042', whole: '1042' }],
  ])('of "%s" is read', (name, noun, label) => {
    expect(labelOf(name, noun)).toEqual(label)
  })

  test.each(['500 cups for the fair', 'Order 500 cups', '3D model', 'Menu', ''])(
    'is none where a number counts, as in "%s"',
    (name) => {
      expect(labelOf(name, 'Task')).toBeNull()
    },
  )

  test('is said with its code, and by its figures where they are two or more', () => {
    expect(saidFor({ code: 'r', digits: '107' })).toEqual(['r 107', '107'])
    expect(saidFor({ code: 'q', digits: '4' })).toEqual(['q 4'])
  })
})

describe('labels in a request', () => {
  const labels = [
    { code: 'r', digits: '107', whole: 'r-107' },
    { code: 'q', digits: '4', whole: 'q-4' },
    { code: 'inv', digits: '0002', whole: 'inv-2026-0002' },
    { code: 'inv', digits: '0007', whole: 'inv-2026-0007', isShared: true, noun: 'invoice' },
  ]
  const found = (text: string) => {
    const tokens = tokensOf(text)
    return labelsIn(tokens, labels).map(({ from, to }) =>
      text.slice(tokens[from]?.from ?? 0, tokens[to - 1]?.to ?? 0),
    )
  }

  test.each([
    ['cancel 107', '107'],
    ['pull up r 107 please', 'r 107'],
    ['R-107 is ready', 'R-107'],
    ['mark #107 ready', '#107'],
    ['no 107 goes out', 'no 107'],
    ['how is q4', 'q4'],
    ['void INV-2026-0002 now', 'INV-2026-0002'],
    ['void inv 0002', 'inv 0002'],
    ['is INV-2026-0007 paid', 'INV-2026-0007'],
    ['half of 2026-0002 came in', '2026-0002'],
    ['is invoice 7 paid', '7'],
    ['is invoice no. 7 paid', 'no. 7'],
    ['who has invoice #0007', '#0007'],
  ])('are found in "%s"', (text, label) => {
    expect(found(text)).toEqual([label])
  })

  test('are neither other numbers nor one figure alone', () => {
    expect(found('it costs 108')).toEqual([])
    expect(found('the last 4')).toEqual([])
    expect(found('the 7 invoices')).toEqual([])
    expect(found('invoice 8')).toEqual([])
    expect(found('invoice A7')).toEqual([])
  })

  test('name a row by its year and number in however many lists it is', () => {
    const tokens = tokensOf('pdf of 2026-0002')
    expect(labelsIn(tokens, [...labels, ...labels])).toEqual([{ from: 2, to: 5 }])
  })

  test('are whole: what ends in the same figures is another, and figures that several have are none', () => {
    expect(found('void J-2026-0002')).toEqual([])
    expect(found('void INV-2025-0002')).toEqual([])
    expect(found('void 2025-0002')).toEqual([])
    expect(found('void 0007')).toEqual([])
  })
})

describe('numbers that count nothing', () => {
  const said = (text: string, read: typeof phonesIn) => {
    const tokens = tokensOf(text)
    return read(tokens).map(({ from, to }) => text.slice(tokens[from]?.from, tokens[to - 1]?.to))
  }

  test.each([
    ['their phone is 021 555 0142 now', ['021 555 0142']],
    ['call +353 21 555 0188 or 087-555 0101', ['+353 21 555 0188', '087-555 0101']],
    ['mobile 0871234567', ['0871234567']],
  ])('are telephone numbers in "%s"', (text, phones) => {
    expect(said(text, phonesIn)).toEqual(phones)
  })

  test.each([
    '12 500 000 euros',
    'on 05-01-2027 at 9',
    '05.01.2027',
    'from 09 to 17',
    '0,50 each',
    '+3 boxes',
  ])('are none in "%s"', (text) => {
    expect(said(text, phonesIn)).toEqual([])
  })

  test.each([
    ['vat number IE6388047V please', ['IE6388047V']],
    ['iban IE29AIBK93115212345678', ['IE29AIBK93115212345678']],
    ['send INV-2026-0002 at 9am', ['INV-2026-0002']],
    ['half of 2026-0002 came in', ['2026-0002']],
    ['1100-048 Lisboa, 2026-12-05', []],
    ['a 15mm valve and 57 mm rolls', []],
  ])('are codes in "%s"', (text, codes) => {
    expect(said(text, codesIn)).toEqual(codes)
  })
})
