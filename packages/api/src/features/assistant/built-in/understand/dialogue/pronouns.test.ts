import { expect, test } from 'vitest'
import { acts } from '../../testing/meant.ts'
import { worldOf } from '../../testing/world.ts'
import { namedInstead } from './pronouns.ts'
import { relatedRows } from '../related.ts'
import { understand } from '../understand.ts'

test.each([
  ['send her a reminder', 'send Kite & Co a reminder'],
  ['what is their email', "what is Kite & Co's email"],
  ["they're in Sligo", 'Kite & Co is in Sligo'],
  ['what do they owe us', 'what do Kite & Co owe us'],
  ['invoice him 40 for her keys', "invoice Kite & Co 40 for Kite & Co's keys"],
  ['the theme of it', 'the theme of it'],
  ['let her change it', 'let Kite & Co change it'],
  ['give her tasks to Jo', "give Kite & Co's tasks to Jo"],
])('“%s” speaks of somebody', (said, named) => {
  expect(namedInstead(said, 'Kite & Co')).toBe(named)
})

const kite = { id: 'kite', name: 'Kite & Co', item: {} }
const invoice = { id: 'i1', name: 'INV-2026-0007', item: { contactId: 'kite' } }

function worldWith(entity: string, row: { id: string; name: string }) {
  const world = worldOf({ memory: { it: { entity, id: row.id, name: row.name } } })
  const rows: typeof world.rows = async (kind, ...asked) => {
    if (kind === 'accounting_contact') return [kite]
    return kind === 'accounting_document' ? [invoice] : world.rows(kind, ...asked)
  }
  return { ...world, rows }
}

test('an invoice belongs to its customer', async () => {
  expect(await relatedRows(worldWith('accounting_document', invoice))).toEqual([
    { entity: 'accounting_contact', id: 'kite', name: 'Kite & Co' },
  ])
})

test.each([
  ['accounting_contact', kite],
  ['accounting_document', invoice],
])('“them” behind a row of %s is the customer', async (entity, row) => {
  const world = worldWith(entity, row)
  expect(acts(await understand('send them a reminder', world))).toEqual([
    ['modules.accounting.reminders.send', { contactId: 'kite' }],
  ])
  expect(acts(await understand('what do they owe us?', world))).toEqual([
    ['modules.accounting.reports.receivables', { contactId: 'kite' }],
  ])
})

test('“her” is whom a look-up was about', async () => {
  const input = { userId: 'anaL' }
  const last = { path: 'organizations.access.ofMember', input, names: { userId: 'Ana Lopes' } }
  for (const said of ['let her see the books too', 'allow her to add trips as well']) {
    const found = await understand(said, worldOf({ memory: { last } }))
    expect(found.kind === 'byHand' && found.act.path, said).toBe('organizations.access.setLevels')
  }
})

test.each([
  ['vat', 'File the VAT return', 'tasks.reopen'],
  ['flyers', 'Print market flyers', 'tasks.restore'],
])('“it” is a row that the act can be about: %s is put back as it can be', async (id, name, path) => {
  const it = { entity: 'ops_task', id, name }
  const spoken = worldOf({ memory: { it, focus: [it] } })
  expect(acts(await understand('put it back on the list', spoken))).toEqual([[path, { id }]])
})
