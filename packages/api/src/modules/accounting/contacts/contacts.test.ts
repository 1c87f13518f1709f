import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openBooks } from '../testing.ts'
import type { Books } from '../testing.ts'

let hub: TestHub
let shop: Books
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openBooks(hub)
})

const contacts = () => shop.books.contacts
const names = async (given: object = {}) => (await contacts().list(given)).items.map(({ name }) => name)

describe('customers and vendors (ACC-2)', () => {
  test('a contact is added by its name alone, as a customer with the usual terms', async () => {
    const made = await contacts().create({ name: 'Lantern Street Bakery' })
    expect(made).toMatchObject({ isCustomer: true, isVendor: false, termsDays: null, archivedAt: null })
    expect(await contacts().get({ id: made.id })).toEqual(made)
  })

  test('an address of mail is kept in one spelling', async () => {
    const { id, email } = await contacts().create({
      name: 'Kestrel Books',
      email: ' Accounts@Kestrel.Example ',
    })
    expect(email).toBe('accounts@kestrel.example')
    expect(await contacts().update({ id, email: 'DESK@kestrel.example' })).toMatchObject({
      email: 'desk@kestrel.example',
    })
    expect(await contacts().update({ id, email: '' })).toMatchObject({ email: '' })
    await expect(contacts().update({ id, email: 'no address' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test('who neither buys nor sells is refused, when added and when changed', async () => {
    const neither = { isCustomer: false, isVendor: false }
    const refusal = { code: 'BAD_REQUEST', details: { issues: [{ path: 'isCustomer' }] } }
    await expect(contacts().create({ name: 'Nobody', ...neither })).rejects.toMatchObject(refusal)
    const { id } = await contacts().create({ name: 'Harbor Mill' })
    await expect(contacts().update({ id, isCustomer: false })).rejects.toMatchObject(refusal)
    expect(await contacts().get({ id })).toMatchObject({ isCustomer: true, version: 1 })
  })

  test('a list has the archived or the others, by kind, and finds by name, mail and city', async () => {
    await contacts().create({ name: 'Oakhollow Hotel', city: 'Galway' })
    await contacts().create({
      name: 'Harbor Mill',
      isCustomer: false,
      isVendor: true,
      email: 'mill@x.example',
    })
    const { id } = await contacts().create({ name: 'Quay Cycles' })
    await contacts().archive({ id })
    expect(await names()).toEqual(['Harbor Mill', 'Oakhollow Hotel'])
    expect(await names({ archived: true })).toEqual(['Quay Cycles'])
    expect(await names({ role: 'vendor' })).toEqual(['Harbor Mill'])
    expect(await names({ search: 'GALWAY' })).toEqual(['Oakhollow Hotel'])
    expect(await names({ search: 'mill@x' })).toEqual(['Harbor Mill'])
    expect(await names({ search: '%' })).toEqual([])
  })

  test('pages of a list hold each once, whatever the case of names', async () => {
    for (const name of ['beta', 'Alpha', 'gamma', 'Beta two']) await contacts().create({ name })
    const first = await contacts().list({ limit: 3 })
    const rest = await contacts().list({ limit: 3, cursor: first.nextCursor ?? '' })
    const all = [...first.items, ...rest.items].map(({ name }) => name)
    expect(all).toEqual(['Alpha', 'beta', 'Beta two', 'gamma'])
    expect(rest.nextCursor).toBeNull()
  })

  test('a change of what moved on is refused', async () => {
    const { id, version } = await contacts().create({ name: 'Oakhollow Hotel' })
    await contacts().update({ id, version, city: 'Galway' })
    await expect(contacts().update({ id, version, city: 'Cork' })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    })
    await expect(contacts().archive({ id, version })).rejects.toMatchObject({ code: 'STALE_VERSION' })
    expect(await contacts().get({ id })).toMatchObject({ city: 'Galway', archivedAt: null })
  })

  test('a contact of another organization is not there', async () => {
    const other = await openBooks(hub)
    const { id } = await other.books.contacts.create({ name: 'Somebody else' })
    for (const act of [
      () => contacts().get({ id }),
      () => contacts().update({ id, name: 'Mine' }),
      () => contacts().archive({ id }),
      () => contacts().restore({ id }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('two rows of one customer (ACC-2)', () => {
  test('a name that is there is refused whatever its case and blanks, and the first is named', async () => {
    await contacts().create({ name: 'Lantern Street Bakery', city: 'Galway' })
    await contacts().create({ name: 'Lantern Street Bakery', city: 'Cork', anyway: true })
    await expect(contacts().create({ name: 'lantern  street BAKERY' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Lantern Street Bakery in Galway') as string,
      details: { issues: [{ path: 'name' }] },
    })
    expect(await names()).toHaveLength(2)
  })

  test('an archived one does not stand in the way, and comes back', async () => {
    const { id } = await contacts().create({ name: 'Kestrel Books' })
    const archived = await contacts().archive({ id })
    expect(await contacts().archive({ id })).toMatchObject({ archivedAt: archived.archivedAt })
    await contacts().create({ name: 'Kestrel Books' })
    expect(await contacts().restore({ id })).toMatchObject({ archivedAt: null })
    expect(await names()).toEqual(['Kestrel Books', 'Kestrel Books'])
  })
})
