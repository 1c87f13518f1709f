import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { openBooks, openShop } from '../testing.ts'
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

const company = () => shop.books.company

describe('business details (ACC-2)', () => {
  test('until somebody fills them in they say the name, the country of the books and 14 days', async () => {
    expect(await company().get()).toMatchObject({ country: 'IE', termsDays: 14, iban: '', version: 0 })
    expect((await company().get()).legalName).not.toBe('')
  })

  test('until then the paper says of the business what the details say, as a draft and once it is posted', async () => {
    const place = await openShop(hub)
    const invoice = await place.books.invoices.create({
      contactId: place.customer.id,
      issuedOn: '2026-03-05',
      lines: [{ description: 'Flour', quantity: '1', unitPrice: '10', taxCodeId: place.taxes.standard }],
    })
    const { legalName: name, country } = await place.books.company.get()
    const seller = async () => (await place.books.invoices.parties({ id: invoice.id })).seller
    expect(await seller()).toMatchObject({ name, country })
    await place.books.invoices.post({ id: invoice.id })
    expect(await seller()).toMatchObject({ name, country: 'IE' })
  })

  test('what is not given stays as it was', async () => {
    await company().update({ legalName: 'Tide & Fennel', city: 'Galway' })
    expect(await company().update({ city: 'Cork' })).toMatchObject({
      legalName: 'Tide & Fennel',
      city: 'Cork',
      country: 'IE',
      version: 2,
    })
    expect(await company().get()).toMatchObject({ legalName: 'Tide & Fennel', city: 'Cork', version: 2 })
  })

  test('an address of mail is kept in one spelling', async () => {
    expect(await company().update({ email: ' Hello@Tide.Example ' })).toMatchObject({
      email: 'hello@tide.example',
    })
  })

  test.each([
    ['check digits that do not fit', 'IE29AIBK93115212345679'],
    ['a length that is not its country’s', 'IE29AIBK9311521234567'],
    ['a country that has none', 'US29AIBK93115212345678'],
    ['words', 'none'],
  ])('an IBAN with %s is refused beside its field', async (_why, iban) => {
    const refusal = { code: 'BAD_REQUEST', details: { issues: [{ path: 'iban' }] } }
    await expect(company().update({ iban })).rejects.toMatchObject(refusal)
    expect(await company().get()).toMatchObject({ iban: '', version: 0 })
  })

  test('an IBAN and a BIC are kept without blanks, in capitals', async () => {
    const given = { iban: 'ie29 aibk 9311 5212 3456 78', bic: 'aibk ie 2d' }
    const kept = { iban: 'IE29AIBK93115212345678', bic: 'AIBKIE2D' }
    expect(await company().update(given)).toMatchObject(kept)
    expect(await company().get()).toMatchObject(kept)
    expect(await company().update({ iban: '', bic: '' })).toMatchObject({ iban: '', bic: '' })
  })

  test('a BIC of another shape is refused beside its field', async () => {
    const refusal = { code: 'BAD_REQUEST', details: { issues: [{ path: 'bic' }] } }
    for (const bic of ['AIBK', 'AIBKIE2D1', '12BKIE2D'])
      await expect(company().update({ bic })).rejects.toMatchObject(refusal)
  })

  test('of many who fill them in at once one is first, and the others hear of it', async () => {
    const tries = Array.from({ length: 20 }, (_, at) => company().update({ city: `City ${at}`, version: 0 }))
    const outcomes = await Promise.allSettled(tries)
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(19)
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'STALE_VERSION' } })
    expect(await company().get()).toMatchObject({ version: 1 })
  })

  test('another organization sees its own', async () => {
    await company().update({ legalName: 'Tide & Fennel' })
    const other = await openBooks(hub)
    expect(await other.books.company.get()).toMatchObject({ version: 0 })
  })
})
