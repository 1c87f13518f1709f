import type { TestHub } from '../../../../testing/index.ts'
import { memberNames, openFirm } from './firm.ts'
import type { Firm } from './firm.ts'

/** A firm whose till and club wrote what they know into files. */
export async function openDataFirm(hub: TestHub): Promise<Firm> {
  const firm = await openFirm(hub, { name: 'Tide & Fennel', owner: 'Maeve Byrne', people: {} })
  const { foundry } = firm.org.api.modules
  const sources = [
    ['Order', 'Orders of the till', ['#20418', '#20419']],
    ['Product', 'Products of the till', ['Ferry Mug', 'House Blend']],
    ['Member', 'Members of the club', ['Nora Devlin', 'Samir Haddad']],
  ] as const
  for (const [title, dataset, names] of sources) {
    const { id } = await foundry.datasets.create({ title: dataset })
    const properties = [{ title: 'Name', kind: 'text' as const, path: ['name'] }]
    await foundry.types.create({
      title,
      plural: `${title}s`,
      datasetId: id,
      properties,
      titleProperty: 'Name',
    })
    await foundry.datasets.put({ id, keyFields: ['name'], records: names.map((name) => ({ name })) })
  }
  return firm
}

/** The names of what is in this data, as sentences write them behind an @. */
export async function dataNames(hub: TestHub, { org }: Firm): Promise<ReadonlyMap<string, string>> {
  const { foundry } = org.api.modules
  const types = await foundry.types.list({ limit: 100 })
  const datasets = await foundry.datasets.list({ limit: 100 })
  const objects = await foundry.objects.find({ limit: 100 })
  return new Map([
    ...types.items.map(({ id, plural }) => [id, plural] as const),
    ...datasets.items.map(({ id, title }) => [id, title] as const),
    ...objects.items.map(({ id, title }) => [id, title] as const),
    ...(await memberNames(hub, org.orgId)),
  ])
}
