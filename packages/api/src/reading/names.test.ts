import { describe, expect, test } from 'vitest'
import { growsEvenly } from '../testing/grows-evenly.ts'
import { matchNames } from './names.ts'

const people = [
  { id: 'maeve', name: 'Maeve Brennan' },
  { id: 'anaL', name: 'Ana Lopes' },
  { id: 'anaC', name: 'Ana Costa' },
  { id: 'tomas', name: 'Tomás Ferreira' },
  { id: 'jonas', name: 'Jonas Weber' },
  { id: 'noor', name: 'Noor Haddad' },
  { id: 'will', name: 'Will Carter' },
  { id: 'jp', name: 'Jean-Paul Sartori' },
]
const tasks = [
  { id: 'seal', name: 'Fix the seal on the espresso machine' },
  { id: 'invoice', name: 'Send the Harbour Cafe invoice', also: ['#1042'] },
  { id: 'quote', name: 'Quote for the Riverside Hotel' },
  { id: 'labels', name: 'Print labels for the Kenya lot' },
  { id: 'bags', name: 'Order more 250 g bags' },
  { id: 'boxes', name: 'Order boxes for the fair' },
  { id: 'that', name: 'Do this and that' },
]

const ids = (text: string, names: Parameters<typeof matchNames>[1] = people) =>
  matchNames(text, names).map(({ value }) => value.map(({ id }) => id).toSorted())
const places = (text: string, names: Parameters<typeof matchNames>[1] = people) =>
  matchNames(text, names).map((one) => one.text)

describe('people', () => {
  test.each([
    ['Ana Lopes', 'anaL'],
    ['ana lopes', 'anaL'],
    ['lopes, ana', 'anaL'],
    ['give it to ana l', 'anaL'],
    ['A. Costa', 'anaC'],
    ['tomas', 'tomas'],
    ['Tom', 'tomas'],
    ['tomás ferreira', 'tomas'],
    ["what is on noor's list", 'noor'],
    ['assign it to jonsa', 'jonas'],
    ['assign it to Jonass Webber', 'jonas'],
    ['for brenan please', 'maeve'],
    ['ask jean paul about it', 'jp'],
    ['Noor’s tasks', 'noor'],
    ['assign to will', 'will'],
    ['what does Will have', 'will'],
    ['give this to NH', 'noor'],
    ['give this to nh', 'noor'],
  ])('"%s" means one', (said, id) => {
    expect(ids(said)).toEqual([[id]])
  })

  test('namesakes come together, and a second name tells them apart', () => {
    expect(ids('remind ana')).toEqual([['anaC', 'anaL']])
    expect(ids('remind Ana Csota')).toEqual([['anaC']])
  })

  test('two people in one sentence have a place each', () => {
    expect(ids('from jonas to maeve')).toEqual([['jonas'], ['maeve']])
    expect(places('give the quote from Jonas to Maeve Brenan tomorrow')).toEqual(['Jonas', 'Maeve Brenan'])
  })

  test('people of one whole name are equally likely', () => {
    const [found] = matchNames('ana lopes', [...people, { id: 'anaL2', name: 'Ana Lopes' }])
    expect(found?.value.map(({ score }) => score)).toEqual([1, 1])
  })

  test.each([
    'what will it be',
    'who is it for',
    'to the and of',
    'zoltan',
    'is it on',
    '',
    '   ',
    '!!! ???',
  ])('"%s" surely names nobody', (said) => {
    expect(matchNames(said, people).filter(({ value }) => (value[0]?.score ?? 0) > 0.5)).toEqual([])
  })
})

describe('records', () => {
  test.each([
    ['mark the seal as done', 'seal'],
    ['close the harbor cafe invoices', 'invoice'],
    ['riverside hotel quote', 'quote'],
    ['complete 1042', 'invoice'],
    ['rename the label task', 'labels'],
    ['kenya labels', 'labels'],
    ['the 250 g bag', 'bags'],
    ['did we do this and that', 'that'],
    ['the expresso machine', 'seal'],
  ])('"%s" means one', (said, id) => {
    expect(ids(said, tasks)).toEqual([[id]])
  })

  test('a word of two names leaves the choice', () => {
    expect(ids('the order task', tasks)).toEqual([['bags', 'boxes']])
  })

  test('stop words alone name nothing', () => {
    expect(ids('for the', tasks)).toEqual([])
    expect(ids('the one on the', tasks)).toEqual([])
  })

  test('numbers have no typing errors', () => {
    expect(ids('complete 1043', tasks)).toEqual([])
  })
})

describe('time', () => {
  const many = Array.from({ length: 2_000 }, (_, at) => ({
    id: String(at),
    name: `${['Ana', 'Jonas', 'Maeve', 'Noor'][at % 4]} ${at.toString(26).padStart(3, 'q')}sen ${['Lopes', 'Weber', 'Haddad'][at % 3]}`,
  }))

  test.each([
    'assign the quote for the hotel to jonas qqasen please ',
    'ana ',
    'next ',
    '1',
    'q',
    `${Array.from({ length: 200 }, (_, at) => `x${at.toString(36)}ab`).join(' ')} `,
  ])('a search among two thousand takes time as its text grows, and no more', (part) => {
    expect(growsEvenly(part, (text) => matchNames(text, many))).toBe(true)
  })

  test('one of two thousand is found', () => {
    expect(ids('give it to Maeve qqmsen Weber', many)).toEqual([['22']])
  })
})

describe('which of several', () => {
  const repairs = [
    { id: 'trek', name: "Bottom bracket creaks, Mr Okafor's Trek" },
    { id: 'tandem', name: "New chain, Mr Okafor's tandem" },
    { id: 'peugeot', name: "Full service, Rui's old Peugeot" },
    { id: 'roster', name: 'Plan the December roster' },
  ]

  test('is the one of which more words were said', () => {
    expect(ids('mr okafor gets his trek', repairs)).toEqual([['trek']])
  })

  test('is known by one word with a letter left out, not by a longer word that is another', () => {
    expect(ids('push the peugot back', repairs)).toEqual([['peugeot']])
    const [roaster] = matchNames('turn the roaster on', repairs)
    expect(roaster?.value[0]?.score ?? 0).toBeLessThan(0.56)
  })

  test('is none by a word of requests alone', () => {
    expect(ids('a new task', repairs)).toEqual([])
  })
})

describe('words that are written short', () => {
  const places = [
    { id: 'leak', name: 'Fix the leak at Marlow Street' },
    { id: 'gate', name: 'Paint the gate on Harbour Rd' },
    { id: 'fair', name: 'Pack for the Xmas fair' },
  ]
  test.each([
    ['the leak on Marlow St is fixed', 'leak'],
    ['the gate on harbour road', 'gate'],
    ['the christmas fair', 'fair'],
  ])('“%s”', (text, id) => expect(ids(text, places)).toEqual([[id]]))

  test.each(['move it to the 1st', 'due on the 3rd'])('“%s” names no street', (text) =>
    expect(ids(text, places)).toEqual([]),
  )
})
