import type { Locator } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { tabTo } from '../support/keyboard.ts'
import { partner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: partner.session, founder: partner })

const base = { parent: null, branch: '' }
const inEach = { parent: 'each', branch: 'each' }
const branched = [
  { ...base, id: 'any', type: 'conditional', title: 'Any found?', condition: 'true' },
  {
    id: 'each',
    type: 'for_each',
    title: 'Take the next one',
    items: '["Lantern"]',
    as: 'customer',
    parent: 'any',
    branch: 'then',
  },
  {
    ...inEach,
    id: 'mail',
    type: 'send_email',
    title: 'Email the customer',
    to: 'jonah@edit.example',
    subject: 'Reminder',
    text: 'Hello {{ customer }}',
  },
  { id: 'quiet', type: 'stop', title: 'Stop quietly', parent: 'any', branch: 'otherwise' },
]

test('a secret is kept from a step, put in by its name, listed without what it is, and removed (WF-4)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'Ask the shop',
    draft: {
      steps: [
        { ...base, id: 'ask', type: 'call_api', title: 'Ask the shop', url: 'https://api.shop.example/' },
      ],
    },
  })
  await page.goto(`/o/${slug}/workflows/${id}?view=list&step=ask`)
  const headers = page.getByLabel(/^Headers/)
  await headers.fill('Authorization: Bearer ')
  await page.getByRole('button', { name: 'Secret: choose one for Headers' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Add a secret' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add a secret' })
  await dialog.getByLabel('Name').fill('Shop key')
  await dialog.getByLabel('Secret', { exact: true }).fill('sk-very-secret')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Use small letters')
  await dialog.getByLabel('Name').fill('shop_key')
  await dialog.getByLabel('Where it may be sent').fill('api.shop.example')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(headers).toHaveValue('Authorization: Bearer {{ secret.shop_key }}')

  await test.step('the chip says what stands there, and selects it', async () => {
    const chip = page.getByRole('list', { name: 'Used in Headers' }).getByRole('button')
    await expect(chip).toHaveText('the secret shop_key')
    await chip.press('Enter')
    await expect(headers).toBeFocused()
    await page.keyboard.press('Delete')
    await expect(headers).toHaveValue('Authorization: Bearer ')
    await expect(chip).toHaveCount(0)
  })

  await test.step('what names no step says so at once', async () => {
    await page.getByLabel('Address', { exact: true }).fill('https://api.shop.example/{{ steps.gone.id }}')
    await expect(page.getByRole('list', { name: 'Used in Address' })).toContainText(
      'There is no step “gone”.',
    )
  })

  await page.goto(`/o/${slug}/workflows?secrets=true`)
  const all = page.getByRole('dialog', { name: 'Secrets of workflows' })
  await expect(all.getByRole('listitem')).toContainText('For api.shop.example')
  await expectAccessible(page, 'secrets of workflows')
  await expect(page.locator('body')).not.toContainText('sk-very-secret')
  await all.getByRole('button', { name: 'Remove shop_key' }).press('Enter')
  await page
    .getByRole('dialog', { name: /^Remove/ })
    .getByRole('button', { name: 'Remove' })
    .press('Enter')
  await expect(all.getByText('No secrets yet')).toBeVisible()
})

test('the secret of a webhook is shown and changed where its address stands (WF-2)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'Take orders',
    draft: {
      triggers: [{ id: 'web', type: 'webhook' }],
      steps: [{ ...base, id: 'ask', type: 'approval', title: 'Take it?', question: 'Take it?' }],
    },
  })
  await page.goto(`/o/${slug}/workflows/${id}?view=list&step=@start`)
  await expect(page.getByText('It gets its address when you publish the workflow.')).toBeVisible()
  await hub.mutate('workflows.publish', { id })
  await page.reload()
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue(/\/webhooks\/workflows\//)
  await page.getByRole('button', { name: 'Show the secret' }).press('Enter')
  const secret = page.getByLabel('Secret', { exact: true })
  await expect(secret).toHaveValue(/^whsec_/)
  const before = await secret.inputValue()
  await page.getByRole('button', { name: 'New secret' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Make a new secret for this webhook?' })
  await expect(dialog).toContainText('For a day the one before starts the workflow too')
  await dialog.getByRole('button', { name: 'Make new secret' }).press('Enter')
  await expect(dialog).toBeHidden()
  await expect(secret).not.toHaveValue(before)
  await expect(secret).toHaveValue(/^whsec_/)
  await expectAccessible(page, 'the webhook of a workflow')
})

test('a step goes to another branch by keys alone, with all that stands in it (WF-4)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'Moved about',
    draft: { steps: branched },
  })
  await page.goto(`/o/${slug}/workflows/${id}`)
  await page.getByRole('button', { name: /^Take the next one/ }).focus()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: 'Move “Take the next one”' })
  const place = dialog
    .getByRole('region', { name: 'Any found?: no' })
    .getByRole('button', { name: 'At the beginning' })
  await expectAccessible(page, 'where a step can go')
  await tabTo(page, place)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await page.getByRole('radio', { name: 'List' }).press('Space')
  const no = page.getByRole('list', { name: 'Any found?: no' })
  await expect(no.getByRole('button', { name: /^Email the customer/ })).toBeVisible()
  await expect(no.getByRole('button', { name: /^Stop quietly/ })).toBeVisible()
})

test('a change whose answer is lost is sent again by itself, and is nobody else’s (WF-4)', async ({
  page,
  ownOrganization: { slug, hub },
  problems,
}) => {
  problems.expect(/ERR_FAILED|Failed to fetch/)
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'Lost answers',
    draft: { steps: [{ ...base, id: 'quiet', type: 'stop', title: 'Stop quietly' }] },
  })
  let isAway = true
  await page.route('**/trpc/workflows.update**', async (route) => {
    if (!isAway) return route.continue()
    await route.fetch()
    return route.abort()
  })
  await page.goto(`/o/${slug}/workflows/${id}?view=list&step=quiet`)
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('Stop at once')
  await expect(page.getByRole('button', { name: 'Save now' })).toBeVisible()
  await name.fill('Stop at last')
  isAway = false
  await expect(page.getByText(/^Saved /)).toBeVisible({ timeout: 15_000 })
  await expect(page.getByText('Somebody else changed this too.')).toBeHidden()
  await page.reload()
  await expect(name).toHaveValue('Stop at last')
})

/** Which button it is, whatever becomes of it. */
const elementOf = async (button: Locator) => {
  const handle = await button.elementHandle()
  if (!handle) throw new Error(`There is no ${button.toString()}.`)
  return handle
}

test('what has focus on the canvas keeps it when the state of the last run arrives (WF-4)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'Looked at while it loads',
    draft: {
      steps: [
        { ...base, id: 'any', type: 'conditional', title: 'Any found?', condition: 'true' },
        { ...base, id: 'quiet', type: 'stop', title: 'Stop quietly' },
      ],
    },
  })
  await hub.mutate('workflows.publish', { id })
  await hub.mutate('workflows.runs.start', { id })
  const onWire = page.getByRole('button', { name: 'Add a step between the start and Any found?' })
  const atEnd = page.getByRole('button', { name: /^Add a first step in Any found.: yes/ })
  const ways = () =>
    page.locator('.react-flow__edge-path').evaluateAll((all) => all.map((one) => one.getAttribute('d')))
  for (const [what, button] of [
    ['on a wire', onWire],
    ['at the end of a line', atEnd],
  ] as const)
    await test.step(`the “+” ${what}`, async () => {
      const { promise: mayArrive, resolve: arrive } = Promise.withResolvers<void>()
      await page.route(/\/trpc\/[^?]*workflows\.runs\.get/, async (route) => {
        await mayArrive
        await route.continue()
      })
      await page.goto(`/o/${slug}/workflows/${id}`)
      await button.focus()
      const element = await elementOf(button)
      const drawn = await ways()
      await expect(page.getByRole('heading', { name: 'Run 1' })).toHaveCount(0)
      arrive()
      await expect(page.getByRole('heading', { name: 'Run 1' })).toBeVisible()
      await expect(page.getByRole('button', { name: /^Any found\?.*done in the last run/ })).toBeVisible()
      expect(await element.evaluate((one) => one.isConnected && one === document.activeElement)).toBe(true)
      expect(await ways()).toEqual(drawn)
      await page.unroute(/\/trpc\/[^?]*workflows\.runs\.get/)
    })
})

test('the focus follows into the panel of a step and back, and goes along the kinds of steps (WF-4)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'By keys',
    draft: { steps: [{ ...base, id: 'ask', type: 'approval', title: 'Take it?', question: 'Take it?' }] },
  })
  await page.goto(`/o/${slug}/workflows/${id}`)
  const box = page.getByRole('button', { name: /^Take it\?/ })
  const name = page.getByRole('textbox', { name: 'Name' })
  await box.press('Enter')
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('Take it?')
  await page.keyboard.press('Escape')
  await expect(box).toBeFocused()
  await page.keyboard.press('+')
  const kinds = page.getByRole('dialog', { name: 'Add a step' })
  await expect(kinds.getByRole('button', { name: /^Create a task/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(kinds.getByRole('button', { name: /^Wait for an OK/ })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(kinds.getByRole('button', { name: /^Send an e-mail/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(name).toHaveValue('Send an e-mail')
  await expect(name).toBeFocused()
})

test('publishing is said in the head, and the canvas stays where it is (WF-4)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await page.setViewportSize({ width: 1180, height: 800 })
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'Stays',
    draft: { steps: [{ ...base, id: 'ask', type: 'approval', title: 'Take it?', question: 'Take it?' }] },
  })
  await page.goto(`/o/${slug}/workflows/${id}`)
  const box = page.getByRole('button', { name: /^Take it\?/ })
  const topOf = async () => (await box.boundingBox())?.y
  await expect(box).toBeVisible()
  const before = await topOf()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish it' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Version 1 is in force' })).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await topOf()).toBe(before)
})

test('a step that is removed by a key leaves the focus in the list, and its message leaves every place in reach', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await hub.mutate<{ id: string }>('workflows.create', {
    name: 'Stop twice',
    draft: {
      steps: [
        { ...base, id: 'first', type: 'stop', title: 'Stop first' },
        { ...base, id: 'again', type: 'stop', title: 'Stop again' },
      ],
    },
  })
  await page.goto(`/o/${slug}/workflows/${id}?view=list`)
  await page.getByRole('button', { name: /^Stop again/ }).press('Delete')
  await expect(page.getByText('“Stop again” was removed.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Steps' }).locator(':focus')).toHaveCount(1)
  const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link')
  for (const link of await links.all()) await link.click({ trial: true })
  await page.getByRole('button', { name: 'You', exact: true }).click({ trial: true })
})
