import type { TestCases } from '../../platform/module.ts'

const noFile = 'the file of tests hangs on something else'

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
  ownerCannot: {
    'objects.export': 'asks for objects that hold words nobody wrote',
    'views.open': 'the view of tests is of another list',
    'datasets.load': noFile,
    'datasets.preview': noFile,
  },
}
