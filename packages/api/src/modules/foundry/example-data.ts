/** How tests make rows: through the product's own procedures. */
export type ExampleCall = (path: string, input: unknown) => Promise<unknown>

interface Made {
  id: string
}

/** A dataset with nothing in it yet. */
export async function exampleDataset(call: ExampleCall): Promise<string> {
  return ((await call('modules.foundry.datasets.create', { title: 'Customers of the till' })) as Made).id
}

/**
 * A type with one object, over a dataset of its own; each has a name of its own, since names are taken once. It is linked
 * with itself, so that whatever asks for links finds one.
 */
export async function exampleType(call: ExampleCall): Promise<{ typeId: string; linkId: string }> {
  const datasetId = await exampleDataset(call)
  const title = `Customer ${crypto.randomUUID().slice(0, 8)}`
  const type = (await call('modules.foundry.types.create', {
    title,
    plural: `${title}s`,
    datasetId,
    titleProperty: 'Name',
    properties: [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'City', kind: 'choice', path: ['city'] },
      { title: 'Spent', kind: 'money', path: ['spent'], currency: 'EUR' },
    ],
  })) as Made
  const link = (await call('modules.foundry.links.create', {
    fromTypeId: type.id,
    fromProperty: 'city',
    toTypeId: type.id,
    toProperty: 'city',
    title: 'Same city',
    inverseTitle: 'In this city',
  })) as Made
  await call('modules.foundry.datasets.put', {
    id: datasetId,
    keyFields: ['id'],
    records: [{ id: '17', name: 'Lantern Street Bakery', city: 'Galway', spent: '312.00' }],
  })
  return { typeId: type.id, linkId: link.id }
}

/** Its object, with a value that somebody corrected. */
export async function exampleObject(call: ExampleCall): Promise<string> {
  const { typeId } = await exampleType(call)
  const { items } = (await call('modules.foundry.objects.search', { typeId })) as { items: Made[] }
  const id = items[0]?.id ?? ''
  await call('modules.foundry.objects.edit', { id, property: 'spent', value: '313.00 EUR' })
  return id
}

export const exampleLink = async (call: ExampleCall): Promise<string> => (await exampleType(call)).linkId
