import { describe, expect, test } from 'vitest'
import { maskedWords } from './masked-words.ts'
import { readSaid, textOf } from './said.ts'

const clock = {
  now: new Date('2026-11-20T09:00:00Z'),
  timeZone: 'UTC',
  orgTimeZone: 'UTC',
  isMonthFirst: false,
}
const read = (text: string) =>
  readSaid(text, { people: [], clock, currency: 'EUR', nouns: ['repair', 'work order'] })

describe('web addresses', () => {
  test.each([
    ['keep https://mill.example/prices?on=1&of=2 as flour prices', 'https://mill.example/prices?on=1&of=2'],
    ['have a look at www.Mill.example.', 'https://www.Mill.example'],
    ['(see http://127.0.0.1:8080/a/12.05.2027)', 'http://127.0.0.1:8080/a/12.05.2027'],
  ])('are read in "%s"', (text, address) => {
    expect(read(text).links.map(({ value }) => value)).toEqual([address])
  })

  test('hold no days, numbers or people of their own', () => {
    const { links, moments, numbers } = read('add https://a.example/2026-12-05/7 for friday')
    expect(links).toHaveLength(1)
    expect(moments).toHaveLength(1)
    expect(numbers).toEqual([])
  })

  test('are none without a scheme, and none within a word', () => {
    expect(read('the xhttp://a or mill.example').links).toEqual([])
  })
})

describe('names of websites', () => {
  test.each([
    ['scan blog.mill.example again', ['blog.mill.example']],
    ['add https://www.mill.example/rooms.', ['https://www.mill.example/rooms']],
    ['write to ana@mill.example about 2.5 kg. Thanks', []],
  ])('are read in "%s"', (text, names) => {
    expect(read(text).hosts.map(({ value }) => value)).toEqual(names)
  })
})

describe('numbers of rows', () => {
  test.each([
    ['void INV-2026-0002 yesterday', ['INV-2026-0002']],
    ['is J-2026-0014, of October, right', ['J-2026-0014']],
    ['on 5-12-2026, in 2026-12 or on nov-20', []],
    ['the covid-19 notes and R-107', []],
  ])('are read as a whole in "%s"', (text, codes) => {
    const said = read(text)
    expect(said.codes.map(({ from, to }) => textOf(said, from, to))).toEqual(codes)
  })

  test('hold no days and numbers of their own', () => {
    const { moments, numbers } = read('take 40 euros off INV-2026-0002 yesterday')
    expect(moments).toMatchObject([{ value: { day: '2026-11-19' } }])
    expect(numbers).toHaveLength(1)
  })
})

describe('what was spoken of before', () => {
  const references = (text: string) => read(text).references.map(({ value }) => value)

  test.each(['close that repair', 'what about this work order', 'do it', 'cancel that one'])(
    'is pointed at in "%s"',
    (text) => {
      expect(references(text)).toEqual([{ kind: 'one' }])
    },
  )

  test.each([
    ['the second repair', 1],
    ['third one', 2],
    ['the second', 1],
    ['take the second please', 1],
    ['close the 3rd one', 2],
    ['2nd repair', 1],
  ])('is counted in "%s"', (text, place) => {
    expect(references(text)).toEqual([{ kind: 'place', place }])
  })

  test.each(['turn on a second factor', 'first time here', 'the first of may', 'move it to the 2nd'])(
    'is not counted in "%s"',
    (text) => {
      expect(references(text).filter(({ kind }) => kind === 'place')).toEqual([])
    },
  )

  test('keeps the word for its kind where it has one', () => {
    expect(maskedWords(read('cancel that repair'))).toEqual(['cancel', 'that', 'repair'])
  })
})
