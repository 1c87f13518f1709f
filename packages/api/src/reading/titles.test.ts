import { describe, expect, test } from 'vitest'
import { growsEvenly } from '../testing/grows-evenly.ts'
import { quotedIn, titleOf } from './titles.ts'

const around = { nouns: ['task'] }
const cut = (text: string, ...parts: string[]) =>
  titleOf(
    text,
    parts.map((part) => ({ from: text.indexOf(part), to: text.indexOf(part) + part.length })),
    around,
  )

describe('titleOf', () => {
  test.each([
    ['remind me to ring the plumber tomorrow at 9', ['tomorrow at 9'], 'Ring the plumber'],
    ['remind me tomorrow to pick up the parcels', ['tomorrow'], 'Pick up the parcels'],
    ['todo buy printer ink', [], 'Buy printer ink'],
    ['to-do: buy printer ink', [], 'Buy printer ink'],
    ['add a task: call the bank at 3', ['at 3'], 'Call the bank'],
    ['I need a new task: ring the accountant by friday', ['by friday'], 'Ring the accountant'],
    ['add task clean coffee machine', [], 'Clean coffee machine'],
    ['hey, could you please create a reminder to renew the insurance?', [], 'Renew the insurance'],
    ["don't let me forget to pay the rent on 1 December", ['on 1 December'], 'Pay the rent'],
    ['new todo: descale the machine by Sunday, urgent', ['by Sunday', 'urgent'], 'Descale the machine'],
    [
      'Create a task for Ana to count the stock due next week',
      ['for Ana', 'due next week'],
      'Count the stock',
    ],
    ['can you make me a task to email Jo thanks', [], 'Email Jo'],
    ['todo: descale the urn (low prio)', ['low prio'], 'Descale the urn'],
    ['todo: descale the urn (low prio) with vinegar', ['low prio'], 'Descale the urn with vinegar'],
    ['todo: descale the urn (tomorrow)', ['tomorrow)'], 'Descale the urn'],
    ['put milk and eggs on the list for friday', ['friday'], 'Milk and eggs'],
    ['We need to order 250 g bags', [], 'Order 250 g bags'],
    ['on the board: wash the urn', [], 'Wash the urn'],
    ['a new chain', [], 'New chain'],
    ["add a task: wash the urn, it's really urgent", ['urgent'], 'Wash the urn'],
    ['todo wash the urn on friday and this is super important', ['on friday', 'important'], 'Wash the urn'],
    ['todo wash the urn. There is no day for it', ['no day', 'for it'], 'Wash the urn'],
    ['jot down for me as a task that I must wash the urn', [], 'Wash the urn'],
    ['A4 paper for the printer', [], 'A4 paper for the printer'],
    ['clean the grinder as well', [], 'Clean the grinder'],
    ['a task, namely to wash the urn', [], 'Wash the urn'],
    ['specifically the urn', [], 'Specifically the urn'],
    ['🎈 summer party 🎈', [], 'Summer party'],
    ['the 🎈 party', [], 'The 🎈 party'],
    ['', [], ''],
    ['tomorrow', ['tomorrow'], ''],
  ])('of "%s"', (text, parts, title) => {
    expect(cut(text, ...parts)).toBe(title)
  })

  test('keeps the verb of what is to be done', () => {
    for (const deed of ['Open the gate', 'Plan the holidays', 'Put new bulbs in', 'Start the ovens'])
      expect(titleOf(deed.toLowerCase(), [], { ...around, isDeed: true })).toBe(deed)
  })

  test('leaves an address as it was typed', () => {
    expect(titleOf('https://mill.example/prices', [], around)).toBe('https://mill.example/prices')
  })

  test('words in quotes stay as they were typed', () => {
    expect(titleOf('add "taste the new Kenya lot" for Noor', [], around)).toBe('taste the new Kenya lot')
    expect(quotedIn('rename it to “Fix the door”')).toBe('Fix the door')
    expect(quotedIn('5" pipe')).toBeNull()
  })

  test('hostile texts take time as they grow, and no more', () => {
    for (const part of ['and ', ' ', '- ', 'add a new '])
      expect(
        growsEvenly(part, (text) => titleOf(text, [{ from: 500, to: 510 }], around)),
        part,
      ).toBe(true)
  })
})
