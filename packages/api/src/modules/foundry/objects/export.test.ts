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

async function exported(filters: { search?: string; where?: string[] } = {}) {
  const { path } = await place.data.objects.export({ typeId, ...filters })
  const call = hub.call({ credential: { kind: 'person', userId: place.org.owner.userId } })
  const { parts, fileName } = await openFile(hub.hub, call, path.split('/').at(-1) ?? '')
  let text = ''
  for await (const part of parts) text += part
  return {
    fileName,
    lines: text
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

test('nobody exports the data of others, or without the right to read it', async () => {
  const stranger = await hub.newOrg()
  await expect(stranger.api.modules.foundry.objects.export({ typeId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
