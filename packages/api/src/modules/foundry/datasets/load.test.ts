import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { attach, ended, loadText, newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'
import type { NewProperty } from '../types/schema.ts'

let hub: TestHub
let place: Data
beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const properties: NewProperty[] = [
  { title: 'Name', kind: 'text', path: ['Name'] },
  { title: 'Total', kind: 'money', path: ['Total'], decimal: ',', currency: 'EUR' },
]

let counter = 0
async function newDataset() {
  counter += 1
  return newType(place, { title: `Sale ${counter}`, properties })
}

const csv = (rows: readonly (readonly [id: string, name: string, total: string])[]) =>
  ['Id;Name;Total', ...rows.map((row) => row.join(';'))].join('\r\n')

const namesOf = async (typeId: string) => {
  const { items } = await place.data.objects.search({ typeId, limit: 100 })
  return items.map(({ title }) => title)
}

describe('a file that is read in (FND-1)', () => {
  test('may be a workbook of Excel, whose numbers and days need no guessing', async () => {
    const sheet = `<sheetData><row r="1"><c t="str"><v>Name</v></c><c t="str"><v>Price</v></c><c t="str"><v>Placed</v></c></row>
      <row r="2"><c t="str"><v>Rye</v></c><c><v>1.707</v></c><c s="1"><v>46351</v></c></row></sheetData>`
    const workbook = zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet r:id="a"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8('<r><Relationship Id="a" Target="sheet.xml"/></r>'),
      'xl/styles.xml': strToU8('<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>'),
      'xl/sheet.xml': strToU8(`<worksheet>${sheet}</worksheet>`),
    })
    const { id } = await place.data.datasets.create({ title: 'Prices of Excel' })
    const fileId = await attach(place, id, { name: 'Prices.xlsx', text: workbook })
    const { fields, records, problems } = await place.data.datasets.preview({ id, fileId })
    expect([records, problems]).toEqual([1, []])
    expect(fields).toMatchObject([
      { path: ['Name'], kind: 'text' },
      { path: ['Price'], kind: 'number' },
      { path: ['Placed'], kind: 'day' },
    ])
    const { jobId } = await place.data.datasets.load({ id, fileId })
    expect(await ended(place, jobId)).toMatchObject({ status: 'done' })
  })

  test('becomes objects; the same again changes nothing, and a later one what it says otherwise', async () => {
    const { datasetId: id, typeId } = await newDataset()
    const first = [
      ['1', 'Bread', '1.204,50'],
      ['2', 'Cake', '24,00'],
      ['3', 'Rye', '3,80'],
    ] as const
    expect((await loadText(place, { id, text: csv(first) })).load).toMatchObject({
      state: 'done',
      read: 3,
      created: 3,
      changed: 0,
      refused: 0,
    })
    expect(await namesOf(typeId)).toEqual(['Bread', 'Cake', 'Rye'])
    const { items } = await place.data.objects.search({ typeId, where: ['total>1204'] })
    expect(items[0]?.values['total']).toEqual({ amount: '1204.50', currency: 'EUR' })
    expect((await loadText(place, { id, text: csv(first) })).load).toMatchObject({
      read: 3,
      created: 0,
      changed: 0,
    })
    const later = [
      ['1', 'Bread', '1.300,00'],
      ['4', 'Scones', '2,00'],
    ] as const
    expect((await loadText(place, { id, text: csv(later) })).load).toMatchObject({
      created: 1,
      changed: 1,
      removed: 0,
    })
    expect(await namesOf(typeId)).toEqual(['Bread', 'Cake', 'Rye', 'Scones'])
    expect((await loadText(place, { id, text: csv(later), isWhole: true })).load).toMatchObject({
      changed: 0,
      removed: 2,
    })
    expect(await namesOf(typeId)).toEqual(['Bread', 'Scones'])
    expect((await loadText(place, { id, text: csv(first) })).load).toMatchObject({ changed: 3, created: 0 })
    expect(await namesOf(typeId)).toEqual(['Bread', 'Cake', 'Rye', 'Scones'])
    expect(await place.data.datasets.get({ id })).toMatchObject({ records: 4, loads: 5, keyFields: ['Id'] })
  })

  test('rows that cannot be taken are named with their reasons, and the others come', async () => {
    const { datasetId: id, typeId } = await newDataset()
    const text = ['Id;Name;Total', '1;Bread;2,00', ';Nobody;1,00', '3;Too;many;cells', '4;Cake'].join('\n')
    const { load } = await loadText(place, { id, text, keyFields: ['Id'], isWhole: true })
    expect(load).toMatchObject({
      read: 4,
      created: 2,
      refused: 2,
      removed: 0,
      problems: ['Row 3: there is nothing in “Id”', 'Row 4: it has 4 cells and the table 3 columns'],
    })
    expect(await namesOf(typeId)).toEqual(['Bread', 'Cake'])
  })

  test.each([
    [
      'a mark at its beginning, quotes, commas and line ends in cells',
      '\uFEFFId,Name,Total\n1,"Bread, the ""large"" one\nsliced","2,00"\n',
      ['Bread, the "large" one sliced'],
    ],
    [
      'lines above the table',
      'Export of the till\n\nId;Name;Total\n1;Bread;2,00\n2;Cake;3,00',
      ['Bread', 'Cake'],
    ],
    ['tabs', 'Id\tName\tTotal\n1\tBread\t2,00', ['Bread']],
    [
      'formulas, which stay words',
      'Id;Name;Total\n1;"=HYPERLINK(""http://x.example"")";2,00',
      ['=HYPERLINK("http://x.example")'],
    ],
    ['a name that objects in JavaScript have', 'Id;Name;__proto__\n1;Bread;x', ['Bread']],
  ])('a CSV file with %s', async (_what, text, names) => {
    const { datasetId: id, typeId } = await newDataset()
    const { job } = await loadText(place, { id, text })
    expect(job.status).toBe('done')
    expect(await namesOf(typeId)).toEqual(names)
  })

  test.each([
    ['a list', '[{"Id":1,"Name":"Bread","Total":"2,00"},{"Id":2,"Name":"Cake\\u0000"}]', ['Bread', 'Cake␀']],
    ['an object with one list', '{"page":1,"sales":[{"Id":1,"Name":"Bread"}]}', ['Bread']],
    ['an object a line', '{"Id":1,"Name":"Bread"}\n{"Id":2,"Name":"Cake"}\n', ['Bread', 'Cake']],
  ])('a JSON file with %s', async (_what, text, names) => {
    const { datasetId: id, typeId } = await newDataset()
    await loadText(place, { id, text, name: 'data.json' })
    expect(await namesOf(typeId)).toEqual(names)
  })

  test.each([
    ['no table', { name: 'data.csv', text: '\n\n' }, /empty|no table/],
    ['quotes that do not end', { name: 'data.csv', text: `Id;Name\n1;"${'x'.repeat(300_000)}\n` }, /quotes/i],
    ['headings alone', { name: 'data.csv', text: 'Id;Name;Total\n' }, /no rows/],
    ['an empty list', { name: 'data.json', text: '[]' }, /no rows/],
    ['no list', { name: 'data.json', text: '{"Id":1}' }, /no list/],
  ])(
    'a file with %s is refused in words before anything is written',
    async (_what, { name, text }, words) => {
      const { datasetId: id } = await newDataset()
      await expect(loadText(place, { id, name, text })).rejects.toThrow(words)
      expect((await place.data.datasets.get({ id })).loads).toBe(0)
    },
  )

  test('a deep or enormous record is refused, and the others come', async () => {
    const { datasetId: id, typeId } = await newDataset()
    const deep = `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`
    const text = `[{"Id":1,"Name":"Bread"},{"Id":2,"deep":${deep}},{"Id":3,"Name":"${'x'.repeat(300_000)}"},7]`
    const { load } = await loadText(place, { id, text, name: 'data.json' })
    expect(load).toMatchObject({ read: 4, created: 1, refused: 3 })
    expect(load.problems).toEqual([
      'Row 2: it goes more than 20 levels deep',
      'Row 3: it is longer than 256 kB',
      'Row 4: it is no object',
    ])
    expect(await namesOf(typeId)).toEqual(['Bread'])
  })

  test('rows that nothing tells apart are told by all they say, and two alike are two', async () => {
    const { datasetId: id, typeId } = await newDataset()
    const text = 'Name;Total\nBread;2,00\nBread;2,00\nCake;1,00'
    expect((await loadText(place, { id, text })).load).toMatchObject({ created: 3 })
    expect((await loadText(place, { id, text })).load).toMatchObject({ created: 0, changed: 0 })
    expect(await namesOf(typeId)).toEqual(['Bread', 'Bread', 'Cake'])
  })

  test('one at a time: a second file waits for the first', async () => {
    const { datasetId: id } = await newDataset()
    const rows = Array.from({ length: 3_000 }, (_, at) => [String(at), `Thing ${at}`, '1,00'] as const)
    const fileId = await attach(place, id, { name: 'many.csv', text: csv(rows) })
    const started = await Promise.allSettled([1, 2, 3].map(() => place.data.datasets.load({ id, fileId })))
    const [first, ...more] = started.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
    expect(more).toEqual([])
    expect((await ended(place, first?.jobId ?? '')).status).toBe('done')
    expect(await place.data.datasets.get({ id })).toMatchObject({ records: 3_000, loads: 1 })
  })

  test('a file of another dataset is not there', async () => {
    const [one, other] = [await newDataset(), await newDataset()]
    const fileId = await attach(place, one.datasetId, {
      name: 'data.csv',
      text: csv([['1', 'Bread', '1,00']]),
    })
    await expect(place.data.datasets.load({ id: other.datasetId, fileId })).rejects.toThrow('no such file')
  })

  test('removed with its dataset go records, objects and files', async () => {
    const { datasetId: id, typeId } = await newDataset()
    await loadText(place, { id, text: csv([['1', 'Bread', '1,00']]) })
    await place.data.datasets.remove({ id })
    expect(await namesOf(typeId)).toEqual([])
    expect(
      (await place.org.api.files.list({ entity: 'foundry_dataset' })).items.filter(
        ({ entityId }) => entityId === id,
      ),
    ).toEqual([])
  })
})

describe('what the fields of a file seem to be', () => {
  test('is told by their names and by what stands in them', async () => {
    const { id } = await place.data.datasets.create({ title: 'Export' })
    const rows = Array.from({ length: 24 }, (_, at) =>
      [
        `${1_000 + at}`,
        `0${at}91 555`,
        at % 2 === 0 ? 'paid' : 'late',
        `${at + 1},50 €`,
        String(at),
        `${String(28 - at).padStart(2, '0')}.02.2026`,
        at % 3 ? 'yes' : 'no',
        `2026-11-${String(at + 1).padStart(2, '0')} 08:31:00 +0000`,
        `Person ${at}`,
      ].join(';'),
    )
    const text = [
      'Order number;Phone;State;Total;Items;Day;Club member;Created at;Customer name',
      ...rows,
    ].join('\n')
    const fileId = await attach(place, id, { name: 'export.csv', text: text })
    const preview = await place.data.datasets.preview({ id, fileId })
    expect(preview).toMatchObject({ records: 24, isAll: true, keyFields: ['Order number'], problems: [] })
    expect(preview.fields.map(({ title, kind }) => [title, kind])).toEqual([
      ['Order number', 'text'],
      ['Phone', 'text'],
      ['State', 'choice'],
      ['Total', 'money'],
      ['Items', 'number'],
      ['Day', 'day'],
      ['Club member', 'yesno'],
      ['Created at', 'instant'],
      ['Customer name', 'text'],
    ])
    expect(preview.fields[3]).toMatchObject({ currency: 'EUR', decimal: ',' })
    expect(preview.fields[5]).toMatchObject({ dayOrder: 'dmy' })
  })

  test('of nested JSON is found below, with the currency that stands beside', async () => {
    const { id } = await place.data.datasets.create({ title: 'Nested' })
    const text = JSON.stringify([
      { id: 'a', price: { amount: '12.50', currency: 'EUR' }, customer: { name: 'Nora' } },
    ])
    const fileId = await attach(place, id, { name: 'nested.json', text: text })
    const { fields } = await place.data.datasets.preview({ id, fileId })
    expect(fields.find(({ path }) => path.join('.') === 'price.amount')).toMatchObject({
      kind: 'money',
      currencyPath: ['price', 'currency'],
    })
    expect(fields.map(({ title }) => title)).toContain('Customer name')
  })
})

test('a type over records that are there makes their objects, and a new title too', async () => {
  const { id } = await place.data.datasets.create({ title: 'Late type' })
  await loadText(place, {
    id,
    text: csv([
      ['1', 'Bread', '2,00'],
      ['2', 'Cake', '3,00'],
    ]),
  })
  const type = await place.data.types.create({
    title: 'Late',
    plural: 'Lates',
    datasetId: id,
    properties,
    titleProperty: 'Name',
  })
  if (type.fillingJobId) await ended(place, type.fillingJobId)
  expect(await namesOf(type.id)).toEqual(['Bread', 'Cake'])
  const renamed = await place.data.types.update({ id: type.id, titleProperty: 'total' })
  if (renamed.fillingJobId) await ended(place, renamed.fillingJobId)
  expect(await namesOf(type.id)).toEqual(['2.00 EUR', '3.00 EUR'])
  expect(await place.data.types.get({ id: type.id })).toMatchObject({ fillingJobId: null, objects: 2 })
})
