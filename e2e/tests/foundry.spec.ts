import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import type { HubClient } from '../support/hub-client.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: bookkeeper.session, founder: bookkeeper })

const customers = [
  'Id;Name;Town;Since',
  'C1;Lantern Street Bakery;Galway;01.03.2023',
  'C2;Nora Devlin;Athenry;17.05.2024',
  'C3;Oakhollow Hotel;Galway;09.01.2022',
].join('\n')
const newer = [customers, 'C4;Samir Haddad;Dublin;20.11.2026', ';Nobody;Cork;']
  .join('\n')
  .replace('Athenry', 'Tuam')

const dialog = (page: Page) => page.locator('[role=dialog]:not([data-type])')

async function choose(page: Page, name: string, text: string): Promise<void> {
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
}

interface Made {
  id: string
}

/** Customers and their orders, as programs send them. */
async function bringData(hub: HubClient): Promise<{ customerType: string; orderType: string }> {
  const bring = async (title: string, properties: object[], records: object[]): Promise<string> => {
    const dataset = await hub.mutate<Made>('modules.foundry.datasets.create', {
      title: `${title}s of the till`,
    })
    const type = await hub.mutate<Made>('modules.foundry.types.create', {
      title,
      plural: `${title}s`,
      datasetId: dataset.id,
      titleProperty: title === 'Order' ? 'Number' : 'Name',
      properties,
    })
    await hub.mutate('modules.foundry.datasets.put', { id: dataset.id, keyFields: ['id'], records })
    return type.id
  }
  const names = [
    'Lantern Street Bakery',
    'Nora Devlin',
    'Oakhollow Hotel',
    'Samir Haddad',
    'Kestrel Books Café',
  ]
  const towns = ['Galway', 'Athenry', 'Galway', 'Dublin', 'Galway']
  const customerType = await bring(
    'Customer',
    [
      { title: 'Name', kind: 'text', path: ['name'] },
      { title: 'Town', kind: 'choice', path: ['town'] },
      { title: 'Since', kind: 'day', path: ['since'] },
      { title: 'Spent', kind: 'money', path: ['spent'], currency: 'EUR' },
    ],
    names.map((name, at) => ({
      id: `C${at}`,
      name,
      town: towns[at],
      since: at === 3 ? 'last week' : `202${at}-03-0${at + 1}`,
      spent: `${at * 312}.50`,
    })),
  )
  const orderType = await bring(
    'Order',
    [
      { title: 'Number', kind: 'text', path: ['id'] },
      { title: 'Customer number', kind: 'text', path: ['customer'] },
      { title: 'Placed', kind: 'instant', path: ['placed'] },
      { title: 'State', kind: 'choice', path: ['state'] },
      { title: 'Items', kind: 'number', path: ['items'] },
      { title: 'Total', kind: 'money', path: ['total'], currency: 'EUR' },
    ],
    Array.from({ length: 120 }, (_, at) => ({
      id: `#${20_300 + at}`,
      customer: `C${at % 7 === 0 ? 9 : at % 5}`,
      placed: `2026-${String(1 + (at % 11)).padStart(2, '0')}-1${at % 9}T08:31:00Z`,
      state: ['Paid', 'Paid', 'Waiting', 'Refunded'][at % 4],
      items: 1 + ((at * 7) % 23),
      total: `${1 + ((at * 37) % 400)}.${String((at * 13) % 100).padStart(2, '0')}`,
    })),
  )
  await hub.mutate('modules.foundry.links.create', {
    fromTypeId: orderType,
    fromProperty: 'customerNumber',
    toTypeId: customerType,
    title: 'Customer',
    inverseTitle: 'Orders',
  })
  return { customerType, orderType }
}

test('a file becomes data, is filtered, corrected and brought in anew, by keys alone (FND-1)', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/foundry`)
  await expect(page.getByText('No data yet')).toBeVisible()

  await test.step('a file is brought in, and its columns are understood', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Bring in a file' }))
    await page.keyboard.press('Enter')
    await choose(page, 'customers.csv', customers)
    await expect(dialog(page)).toContainText('What is in this file?')
    await expect(page.getByLabel('Each row is a')).toHaveValue('Customer')
    await expect(page.getByLabel('Since is')).toHaveValue('day')
    await tabTo(page, page.getByLabel('Town is'))
    await page.keyboard.type('Choice')
    await tabTo(page, dialog(page).getByRole('button', { name: 'Bring it in' }))
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toContainText('New3')
    await tabTo(page, dialog(page).getByRole('button', { name: 'Close' }))
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toHaveCount(0)
  })

  await test.step('it is explored: a tick filters, Enter opens a row', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Explore' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible()
    await tabTo(page, page.getByRole('checkbox', { name: 'Athenry' }))
    await page.keyboard.press('Space')
    await expect(page).toHaveURL(/where=town%3DAthenry/)
    const table = page.getByRole('grid', { name: 'Customers' })
    await expect(table.getByRole('row')).toHaveCount(2)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Nora Devlin', level: 1 })).toBeVisible()
  })

  await test.step('a value is corrected', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Correct Name' }))
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toContainText('Correct name')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Nora Devlin Walsh')
    await page.keyboard.press('Enter')
    await expect(toast(page, 'Name is corrected.')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Nora Devlin Walsh', level: 1 })).toBeVisible()
  })

  await test.step('a newer file brings the rest up to date, and the correction stays', async () => {
    await page.goto(`/o/${slug}/foundry/sources`)
    await tabTo(page, page.getByRole('link', { name: 'Customers' }))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: 'Bring in a newer file' }))
    await page.keyboard.press('Enter')
    await choose(page, 'customers-november.csv', newer)
    await tabTo(page, page.getByRole('button', { name: 'Read it in' }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('The file is in')).toBeVisible()
    await expect(page.getByText('1 row was left out').first()).toBeVisible()
    await page.goto(`/o/${slug}/foundry`)
    await expect(page.getByRole('row', { name: /Nora Devlin Walsh.*Tuam/ })).toBeVisible()
    await expect(page.getByRole('row', { name: /Samir Haddad.*Dublin/ })).toBeVisible()
  })
})

test('who bought twice since May is found by keys alone, and the address holds the question (FND-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { customerType } = await bringData(hub)
  await page.goto(`/o/${slug}/foundry?type=${customerType}`)
  await tabTo(page, page.getByRole('button', { name: 'Linked with' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Number'))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('14')
  await tabTo(page, page.getByLabel('Only those whose'))
  await page.keyboard.type('Placed')
  await tabTo(page, page.getByLabel('Value'))
  await page.keyboard.type('2026-05')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/linked=orders%3E%3D14%3A\+placed%3E%3D2026-05/)
  await expect(
    page.getByRole('button', { name: /Remove filter At least 14 orders: placed>=2026-05/ }),
  ).toBeVisible()
  const { rows } = await hub.query<{ rows: { cells: unknown[] }[] }>('modules.foundry.queries.run', {
    typeId: customerType,
    linked: ['orders>=14: placed>=2026-05-01'],
  })
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.length).toBeLessThan(5)
  const table = page.getByRole('grid', { name: 'Customers' })
  await expect(table.getByRole('row')).toHaveCount(rows.length + 1)
  for (const { cells } of rows) await expect(table).toContainText(String(cells[0]))
})

test('a question is asked and answered on the dashboard by keys alone (OPS-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await bringData(hub)
  await page.goto(`/o/${slug}`)
  const box = page.getByRole('textbox', { name: 'Your question' })
  await tabTo(page, box)
  await page.keyboard.type('What is the weather like?')
  await page.keyboard.press('Enter')
  await expect(page.getByText('I did not understand that')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Which customers have at least 2 orders?' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Customers with at least 2 orders' })).toBeVisible()
  await expectAccessible(page, 'an answer on the dashboard')
  await page.setViewportSize({ width: 360, height: 780 })
  await expectNoSidewaysScroll(page, 'an answer on a phone')
  await box.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('which customers from Athenry ordered at least twice since May?')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Nora Devlin' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Nora Devlin', level: 1 })).toBeVisible()
})

test('the data fits a desk and a phone (FND-1)', async ({ page, ownOrganization: { slug, hub } }) => {
  test.slow()
  await page.goto(`/o/${slug}/foundry`)
  await expect(page.getByText('No data yet')).toBeVisible()
  await expectFits(page, 'empty')
  await page.goto(`/o/${slug}/foundry/sources?add=true`)
  await choose(page, 'customers.csv', customers)
  await expect(dialog(page)).toContainText('What is in this file?')
  await expectFits(page, 'columns')
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  const { customerType, orderType } = await bringData(hub)
  await page.goto(`/o/${slug}/foundry?type=${orderType}&by=total&desc=true&where=state%3DPaid%7CWaiting`)
  await expect(page.getByRole('row')).not.toHaveCount(1)
  // The name of a type has room enough to stand on one line.
  const heading = await page.getByRole('heading', { level: 1 }).boundingBox()
  expect(heading?.height).toBeLessThan(40)
  await expectFits(page, 'explore')
  await page.goto(`/o/${slug}/foundry?type=${customerType}&by=since`)
  await page.getByRole('row', { name: /Samir Haddad/ }).click()
  await expect(page.getByText('Not readable')).toBeVisible()
  await expectFits(page, 'object')
  await page.getByRole('button', { name: 'Where it comes from' }).click()
  await expect(page.getByRole('heading', { name: 'How the record got here' })).toBeVisible()
  await expectFits(page, 'lineage')
  await page.goto(`/o/${slug}/foundry/sources`)
  await expect(page.getByRole('link', { name: 'Orders of the till' })).toBeVisible()
  await expectFits(page, 'sources')
  await page.getByRole('link', { name: 'Orders of the till' }).click()
  await expect(page.getByRole('heading', { name: 'What was read in' })).toBeVisible()
  await expectFits(page, 'source')
  await page.goto(`/o/${slug}/foundry/model?type=${orderType}`)
  await expect(page.getByRole('heading', { name: 'Properties' })).toBeVisible()
  await expectFits(page, 'type')
  await page.goto(`/o/${slug}/foundry/model`)
  await page.getByRole('button', { name: 'Link two types' }).click()
  await expectFits(page, 'link')
})

test('a type is called otherwise, put away and brought back (FND-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { orderType } = await bringData(hub)
  await page.goto(`/o/${slug}/foundry/model?type=${orderType}`)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByLabel('Several of them').fill('Sales')
  await page.getByLabel('One of them').fill('Sale')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'Sales' })).toBeVisible()
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible()
  await page.goto(`/o/${slug}/foundry/model`)
  const archived = page.getByRole('table', { name: 'Archived types' })
  await archived.getByRole('link', { name: 'Sales' }).click()
  await expectFits(page, 'archived')
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible()
  await page.goto(`/o/${slug}/foundry/model`)
  await expect(page.getByRole('table', { name: 'Types', exact: true })).toContainText('Sales')
  await expect(archived).toHaveCount(0)
})
