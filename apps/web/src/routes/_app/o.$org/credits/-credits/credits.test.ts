import { expect, it } from 'vitest'
import { historyInput, readCreditSearch } from './credit-search.ts'
import { historyCsv } from './history-csv.ts'

it('drops filters that are none, whatever an address says', () => {
  expect(
    readCreditSearch({ q: ' task ', kind: 'charge', door: 'nowhere', who: '1', when: 'month', page: 3 }),
  ).toEqual({
    q: 'task',
    kind: 'charge',
    when: 'month',
  })
})

it('asks for the days of a range up to today', () => {
  expect(historyInput({ when: 'week' }, '2026-11-20')).toEqual({ from: '2026-11-14' })
  expect(historyInput({ when: 'month', q: 'x' }, '2026-11-20')).toEqual({ search: 'x', from: '2026-11-01' })
})

it('writes rows for a spreadsheet that no name can turn into a formula', () => {
  const csv = historyCsv([
    {
      id: 1,
      at: '2026-11-20T09:00:00.000Z',
      kind: 'charge',
      title: 'Say "hi", twice',
      procedure: 'x',
      door: 'mcp',
      driver: null,
      actorId: null,
      actorName: '=HYPERLINK("x")',
      apiKeyName: null,
      deltaMicro: -50_000,
      availableAfterMicro: 99_950_000,
    },
  ])
  expect(csv.split('\r\n')).toEqual([
    'When,What,Kind,Who,Key,Door,Credits,Left',
    `2026-11-20T09:00:00.000Z,"Say ""hi"", twice",charge,"'=HYPERLINK(""x"")",,Connected,-0.05,99.95`,
    '',
  ])
})
