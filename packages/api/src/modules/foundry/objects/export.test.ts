import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFile } from '../../../open-file.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { loadText, newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'

let hub: TestHub
let place: Data
let typeId: string
beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
  const made = await newType(place, {
    title: 'Sale',
    properties: [
      { title: 'Name', kind: 'text', path: ['Name'] },
      { title: 'Total', kind: 'money', path: ['Total'], decimal: ',', currency: 'EUR' },
      { title: 'Paid', kind: 'yesno', path: ['Paid'] },
    ],
  })
  typeId = made.typeId
  const text =
    'Id;Name;Total;Paid\n1;"Bread, dark";1.204,50;yes\n2;"=1+1";2,00;no\n3;Rye;;no\n4;Return;-12,50;yes'
  await loadText(place, { id: made.datasetId, text })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

interface Asked {
  typeId?: string
  search?: string
  where?: string[]
  columns?: string[]
  by?: string
  descending?: boolean
}

async function exported(filters: Asked = {}) {
  const { path } = await place.data.objects.export({ typeId, ...filters })
  const call = hub.call({ credential: { kind: 'person', userId: place.org.owner.userId } })
  const { parts, fileName } = await openFile(hub.hub, call, path.split('/').at(-1) ?? '')
  let text = ''
  for await (const part of parts) text += part
  // So sheets know that it is UTF-8.
  expect(text.startsWith('\uFEFF')).toBe(true)
  return {
    fileName,
    lines: text
      .slice(1)
      .replaceAll(/[\da-f-]{36}/g, 'id')
      .trim()
      .split('\r\n'),
  }
}

test('objects leave as a sheet, with amounts that can be added up and no cell that is a formula (FND-1)', async () => {
  const { lines, fileName } = await exported()
  expect(fileName).toMatch(/^objects-.+\.csv$/)
  expect(lines).toEqual([
    'Name,Total,Total (currency),Paid,Id',
    expect.stringMatching(/^"?'=1\+1"?,2\.00,EUR,/),
    expect.stringMatching(/^"Bread, dark",1204\.50,EUR,/),
    expect.stringMatching(/^Return,-12\.5,EUR,/),
    expect.stringMatching(/^Rye,,,/),
  ])
})

test('with the filters of the page, and what people corrected', async () => {
  const { items } = await place.data.objects.search({ typeId, search: 'rye' })
  await place.data.objects.edit({ id: items[0]?.id ?? '', property: 'name', value: 'Rye, fresh' })
  const { lines } = await exported({ where: ['name~rye'] })
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/^"Rye, fresh",/)
  await expect(exported({ search: 'nobody has this' })).rejects.toThrow('Nothing matches these filters.')
})

test('as it is on the page: the columns that are shown, in their order and that of the rows', async () => {
  const { lines } = await exported({ columns: ['paid', 'total'], by: 'total', descending: true })
  expect(lines[0]).toBe('Sale,Paid,Total,Total (currency)')
  // What has no total comes last, as in the table.
  expect(lines.slice(1).map((line) => /^"?'?([^",]+)/.exec(line)?.[1])).toEqual([
    'Bread',
    '=1+1',
    'Return',
    'Rye',
  ])
  await expect(exported({ columns: ['weight'] })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(exported({ by: 'weight' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('a property that names another object is in the sheet as that is called', async () => {
  const customers = await newType(place, {
    title: 'Guest',
    properties: [{ title: 'Name', kind: 'text', path: ['name'] }],
  })
  await place.data.datasets.put({
    id: customers.datasetId,
    keyFields: ['id'],
    records: [{ id: 'G1', name: 'Nora' }],
  })
  const stays = await newType(place, {
    title: 'Stay',
    titleProperty: 'Number',
    properties: [
      { title: 'Number', kind: 'text', path: ['id'] },
      { title: 'Guest number', kind: 'text', path: ['guest'] },
    ],
  })
  await place.data.datasets.put({
    id: stays.datasetId,
    keyFields: ['id'],
    records: [
      { id: 'S1', guest: 'G1' },
      { id: 'S2', guest: 'G9' },
    ],
  })
  await place.data.links.create({
    fromTypeId: stays.typeId,
    fromProperty: 'guestNumber',
    toTypeId: customers.typeId,
    title: 'Guest',
    inverseTitle: 'Stays',
  })
  const { lines } = await exported({ typeId: stays.typeId, columns: ['guestNumber'] })
  expect(lines).toEqual(['Stay,Guest', 'S1,Nora', 'S2,G9'])
})

test('nobody exports the data of others, or without the right to read it', async () => {
  const stranger = await hub.newOrg()
  await expect(stranger.api.modules.foundry.objects.export({ typeId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
