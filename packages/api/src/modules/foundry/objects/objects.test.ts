import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { customerProperties, newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'

let hub: TestHub
let place: Data
let typeId: string
let datasetId: string

const rows = [
  {
    id: '1',
    name: 'Lantern Street Bakery',
    city: 'Galway',
    since: '2023-03-01',
    spent: '9412.60',
    visits: 214,
    club: true,
    seen: '2026-11-19T22:30:00Z',
  },
  {
    id: '2',
    name: 'Nora Devlin',
    city: 'Athenry',
    since: '2024-05-17',
    spent: '41.50',
    visits: 2,
    club: false,
    seen: '2026-11-20T08:31:00Z',
  },
  { id: '3', name: 'Oakhollow Hotel', city: 'Galway', since: '2022-01-09', spent: '1104.00', visits: 40 },
  {
    id: '4',
    name: 'Samir Haddad | Söhne',
    city: 'Dublin',
    since: '2026-11-20',
    spent: '0.10',
    visits: 1,
    club: 'no',
  },
  { id: '5', name: 'Till sale' },
  {
    id: '6',
    name: 'Wrong in all',
    city: 'Ennis',
    since: 'last week',
    spent: 'much',
    visits: 'often',
    club: 'perhaps',
    seen: 'never',
  },
]

beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
  place = await openData(hub)
  ;({ typeId, datasetId } = await newType(place, { title: 'Customer', properties: customerProperties }))
  await place.data.datasets.put({ id: datasetId, records: rows, keyFields: ['id'] })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const keysOf = async (input: Omit<Parameters<Data['data']['objects']['search']>[0], 'typeId'>) => {
  const { items } = await place.data.objects.search({ typeId, limit: 100, ...input })
  return items.map(({ key }) => key).toSorted()
}

describe('objects of records (FND-1)', () => {
  test('have the values of their kinds, and what cannot be read is marked and kept', async () => {
    const { items } = await place.data.objects.search({ typeId, where: ['key=1|6'] })
    const [bakery, wrong] = items.toSorted((a, b) => (a.key < b.key ? -1 : 1))
    expect(bakery?.values).toEqual({
      name: 'Lantern Street Bakery',
      city: 'Galway',
      since: '2023-03-01',
      spent: { amount: '9412.60', currency: 'EUR' },
      visits: 214,
      club: true,
      seen: '2026-11-19T22:30:00.000Z',
    })
    expect(wrong?.values).toMatchObject({ city: 'Ennis', since: null, spent: null, visits: null, club: null })
    const { facts } = await place.data.objects.get({ id: wrong?.id ?? '' })
    expect(facts.flatMap(({ unreadable }) => unreadable ?? [])).toEqual([
      'last week',
      'much',
      'often',
      'perhaps',
      'never',
    ])
  })

  test.each([
    ['city=Galway', ['1', '3']],
    ['city=galway|DUBLIN', ['1', '3', '4']],
    ['city!=Galway', ['2', '4', '5', '6']],
    ['city=', ['5']],
    ['city!=', ['1', '2', '3', '4', '6']],
    ['name~street', ['1']],
    ['name!~l', ['4']],
    ['name^Nora', ['2']],
    ['name=Samir Haddad \\| Söhne', ['4']],
    ['spent>=1104', ['1', '3']],
    ['spent>1104.00', ['1']],
    ['spent=0.1', ['4']],
    ['spent<100 EUR', ['2', '4']],
    ['spent<100 USD', []],
    ['visits<=2', ['2', '4']],
    ['visits!=40', ['1', '2', '4', '5', '6']],
    ['club=yes', ['1']],
    ['club!=yes', ['2', '3', '4', '5', '6']],
    ['since>=2024-05-17', ['2', '4']],
    ['since<2023', ['3']],
    ['since=2024-05', ['2']],
    ['since>2022-01-09', ['1', '2', '4']],
    ['city=Dublin||visits>100', ['1', '4']],
    ['key=2', ['2']],
    ['title~hotel', ['3']],
  ])('%s finds %j', async (where, keys) => {
    expect(await keysOf({ where: [where] })).toEqual(keys)
  })

  test('a moment belongs to the day that it is where the organization is', async () => {
    await place.org.api.organizations.update({ timeZone: 'Asia/Tokyo' })
    expect(await keysOf({ where: ['seen=2026-11-20'] })).toEqual(['1', '2'])
    await place.org.api.organizations.update({ timeZone: 'Europe/Dublin' })
    expect(await keysOf({ where: ['seen=2026-11-20'] })).toEqual(['2'])
  })

  test('are found by words, also in the middle of others, in one type or in all', async () => {
    expect(await keysOf({ search: 'lant bak' })).toEqual(['1'])
    expect(await keysOf({ search: 'galway' })).toEqual(['1', '3'])
    const { items } = await place.data.objects.find({ search: 'lantern' })
    expect(items).toMatchObject([{ title: 'Lantern Street Bakery', type: 'Customer' }])
  })

  test.each(['spent', 'visits', 'since', 'city', 'seen', 'club'])(
    'sorted by %s, page after page shows each once, those without a value last',
    async (by) => {
      for (const descending of [false, true]) {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page = await place.data.objects.search({
            typeId,
            sort: 'property',
            by,
            descending,
            limit: 2,
            ...(cursor && { cursor }),
          })
          seen.push(...page.items.map(({ key, values }) => `${values[by] === null ? 'none' : 'some'} ${key}`))
          cursor = page.nextCursor ?? undefined
        } while (cursor)
        expect(new Set(seen).size).toBe(rows.length)
        expect(seen.map((one) => one.slice(0, 4))).toEqual(
          seen
            .map((one) => one.slice(0, 4))
            .toSorted()
            .reverse(),
        )
      }
    },
  )

  test.each([
    ['turnover>=10', /no property “turnover”/],
    ['city>10', /“City” otherwise: texts are/],
    ['spent~10', /otherwise: numbers are/],
    ['spent>=lots', /is no number/],
    ['since>=soon', /is no day/],
    ['since=2026-02-30', /is no day/],
    ['club=perhaps', /yes or no/],
    ['nonsense', /no condition in/],
  ])('%s is refused in words', async (where, words) => {
    await expect(place.data.objects.search({ typeId, where: [where] })).rejects.toThrow(words)
  })

  test('a value is a value, whatever it says', async () => {
    expect(await keysOf({ where: ["city='; drop table app.foundry_object; --"] })).toEqual([])
  })

  test('are counted, and their spread is shown', async () => {
    expect(await place.data.objects.count({ typeId, where: ['city=Galway'] })).toEqual({ count: 2, of: 6 })
    const cities = await place.data.objects.facet({ typeId, property: 'city' })
    expect(cities).toMatchObject({ values: [{ value: 'Galway', count: 2 }, {}, {}, {}], others: 0, empty: 1 })
    const [most] = cities.values
    expect(await place.data.objects.facet({ typeId, property: 'city', limit: 1 })).toMatchObject({
      values: [most],
      others: cities.values.length + cities.others - 1,
      empty: cities.empty,
    })
    const spent = await place.data.objects.facet({ typeId, property: 'spent' })
    expect(spent).toMatchObject({ from: '0.1', to: '9412.6', empty: 2 })
    expect(spent.bars).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    const since = await place.data.objects.facet({ typeId, property: 'since', where: ['city=Galway'] })
    expect(since).toMatchObject({ from: '2022-01-09', to: '2023-03-01', empty: 0 })
  })
})

describe('a correction', () => {
  const one = async (key: string) =>
    (await place.data.objects.search({ typeId, where: [`key=${key}`] })).items[0]

  test('stays when the source is read again, and is taken back to what the source says then', async () => {
    const id = (await one('3'))?.id ?? ''
    const edited = await place.data.objects.edit({ id, property: 'city', value: 'Ennis' })
    expect(edited.facts.find(({ property }) => property === 'city')).toMatchObject({
      value: 'Ennis',
      edited: { sourceValue: 'Galway' },
    })
    expect(await keysOf({ where: ['city=Ennis'] })).toContain('3')
    await place.data.datasets.put({ id: datasetId, records: [{ ...rows[2], city: 'Cork', visits: 41 }] })
    const again = await place.data.objects.get({ id })
    expect(again.facts.find(({ property }) => property === 'city')).toMatchObject({
      value: 'Ennis',
      edited: { sourceValue: 'Cork' },
    })
    expect(again.facts.find(({ property }) => property === 'visits')?.value).toBe(41)
    const reverted = await place.data.objects.revert({ id, property: 'city' })
    expect(reverted.facts.find(({ property }) => property === 'city')).toMatchObject({
      value: 'Cork',
      edited: null,
    })
    const { items } = await place.data.objects.history({ id })
    expect(
      items.map(({ kind, changes }) => [kind, changes.map(({ property, from, to }) => [property, from, to])]),
    ).toEqual([
      ['revert', [['city', 'Ennis', 'Cork']]],
      ['load', [['visits', 40, 41]]],
      ['edit', [['city', 'Galway', 'Ennis']]],
      ['created', []],
    ])
    await place.data.datasets.put({ id: datasetId, records: [rows[2] ?? {}] })
  })

  test('of two at once with the same version one wins', async () => {
    const object = await place.data.objects.get({ id: (await one('2'))?.id ?? '' })
    const write = (value: string) =>
      place.data.objects.edit({ id: object.id, property: 'name', value, version: object.version })
    const results = await Promise.allSettled([write('Nora'), write('Devlin'), write('N. Devlin')])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await place.data.objects.revert({ id: object.id, property: 'name' })
  })

  test.each([
    ['spent', '12', /“Spent” as 12.50 EUR/],
    ['spent', '12.50 XXZ', /as 12.50 EUR/],
    ['since', '31.02.2026', /as 2026-05-01/],
    ['visits', 'many', /as 12.5/],
    ['club', 'maybe', /yes or no/],
    ['nothing', 'x', /no property/],
  ])('of %s to “%s” is refused in words', async (property, value, words) => {
    const id = (await one('2'))?.id ?? ''
    await expect(place.data.objects.edit({ id, property, value })).rejects.toThrow(words)
  })

  test('may be empty, and money keeps the digits of its currency', async () => {
    const id = (await one('4'))?.id ?? ''
    await place.data.objects.edit({ id, property: 'city', value: '' })
    const paid = await place.data.objects.edit({ id, property: 'spent', value: '1200 JPY' })
    expect(paid.facts.find(({ property }) => property === 'spent')?.value).toEqual({
      amount: '1200',
      currency: 'JPY',
    })
    expect(paid.facts.find(({ property }) => property === 'city')?.value).toBeNull()
    await place.data.objects.revert({ id, property: 'city' })
    await place.data.objects.revert({ id, property: 'spent' })
  })
})

test('an object is traced to the record it is made of, word for word', async () => {
  const { items } = await place.data.objects.search({ typeId, where: ['key=6'] })
  const lineage = await place.data.objects.lineage({ id: items[0]?.id ?? '' })
  expect(lineage.raw).toEqual(rows[5])
  expect(lineage.mapping).toContainEqual({ property: 'spent', path: ['spent'] })
})
