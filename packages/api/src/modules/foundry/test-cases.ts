import { sql, uuidv7 } from '@hub/db'
import type { TestCases, TestPlace } from '../../platform/module.ts'

const noFile = 'the file of tests hangs on something else'

/** A view of the first type there is, as a server of the last release keeps it. */
async function viewOfLastRelease({ db, userId }: TestPlace): Promise<string> {
  const id = uuidv7()
  await sql`
    insert into foundry_view (id, org_id, type_id, name, is_shared, conditions, shown, created_by_id, created_at, updated_at)
    select ${id}::uuid, org_id, id, 'Of the last release', false, '[]', '[]', ${userId}::uuid, now(), now() from foundry_type limit 1`.execute(
    db,
  )
  return id
}

/** What generated tests cannot guess. */
export const foundryTestCases: TestCases = {
  inputs: {
    'datasets.put': { records: [{ id: '17' }], keyFields: ['id'] },
    'types.create': {
      title: 'Supplier',
      plural: 'Suppliers',
      titleProperty: 'Name',
      properties: [{ title: 'Name', kind: 'text', path: ['name'] }],
    },
    'types.update': { titleProperty: 'name' },
    'links.create': { fromProperty: 'city', toProperty: 'name' },
    'objects.search': { where: ['city=Galway'], by: 'city', search: 'Lantern' },
    'objects.find': { search: 'Lantern' },
    'objects.count': { where: ['city=Galway'] },
    'objects.facet': { where: ['city=Galway'], property: 'city' },
    'objects.linked': { link: 'sameCity' },
    'objects.edit': { property: 'city', value: 'Cork' },
    'objects.revert': { property: 'city' },
    'queries.run': {
      where: ['city=Galway'],
      linked: ['sameCity>=0'],
      groupBy: 'city',
      metrics: ['sum spent'],
      sort: '-sum spent',
    },
  },
  rows: { foundry_view: viewOfLastRelease },
  ownerCannot: {
    'objects.export': 'asks for objects that hold words nobody wrote',
    'views.open': 'the view of tests is of another list',
    'datasets.load': noFile,
    'datasets.preview': noFile,
  },
}
