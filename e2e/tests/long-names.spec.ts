import { expectNoSidewaysScroll } from '../support/axe.ts'
import { owner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: owner.session, viewport: { width: 360, height: 740 } })

/** Sixty letters without a place to break, as names of German firms and laws have them. */
const LONG = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsges'
const LONG_TAX = 'Umsatzsteuervoranmeldungspflichtiger Regelsteuersatz'

test('a word longer than a phone is wide breaks, and a tax can be read beside its line', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await hub.mutate('organizations.update', { name: LONG })
  await hub.mutate('modules.ops.tasks.create', { title: LONG, dueOn: '2026-01-02' })
  await hub.mutate('modules.security.sites.add', { address: `${'langerrechnername'.repeat(3)}.example` })
  await hub.mutate('modules.accounting.book.setUp', {
    baseCurrency: 'EUR',
    country: 'DE',
    startsOn: '2026-01-01',
    taxRates: [{ name: LONG_TAX, percent: '19' }],
  })
  const { id: dataset } = await hub.mutate<{ id: string }>('modules.foundry.datasets.create', { title: LONG })
  await hub.mutate('modules.foundry.datasets.put', {
    id: dataset,
    keyFields: ['id'],
    records: [{ id: '1', name: LONG }],
  })
  await hub.mutate('modules.foundry.types.create', {
    title: LONG,
    plural: LONG,
    datasetId: dataset,
    properties: [{ title: 'Name', kind: 'text', path: ['name'] }],
  })
  for (const path of [
    '',
    '/assistant',
    '/security',
    '/settings?tab=profile',
    '/accounting/reports',
    '/foundry',
  ]) {
    await page.goto(`/o/${slug}${path}`)
    await settled(page)
    await expectNoSidewaysScroll(page, path)
  }
  await page.goto(`/o/${slug}/accounting/invoices/new`)
  await settled(page)
  await expectNoSidewaysScroll(page, 'a new invoice')
  const tax = await page.getByLabel('Tax, line 1').boundingBox()
  expect(tax?.width).toBeGreaterThan(150)
})
