import type { Page } from '@playwright/test'
import type { HubClient } from '../support/hub-client.ts'
import { answerLastFirst } from '../support/late-answers.ts'
import { signedInPages } from '../support/pages.ts'
import { admin, keeper, owner, partner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { shifts, watchShifts } from '../support/shifts.ts'
import { expect, test } from '../support/test.ts'
import { workflowPages } from '../support/workflow-pages.ts'

const OVERDUE = 'Return the damaged crates'
const NOBODY = '01a1f859-d525-702e-874d-6f9b61ee33bb'

test.use({ storageState: owner.session })

/** Lists that are longer than a page would guess. */
async function fill(hub: HubClient): Promise<void> {
  const { user } = await hub.query<{ user: { id: string } }>('auth.me')
  const task = (title: string, dueOn: string) =>
    hub.mutate('modules.ops.tasks.create', { title, dueOn, priority: 'high', assigneeId: user.id })
  await task(OVERDUE, '2020-03-14')
  for (let count = 1; count <= 4; count += 1) await task(`Wash the awning of shop ${count}`, '2020-03-15')
  await task('Plan the summer party', '2092-03-14')
  for (const name of ['books', 'weekend-help', 'deliveries'])
    await hub.mutate('organizations.invitations.create', {
      email: `${name}@ledgerhouse.example`,
      role: 'member',
    })
}

for (const width of [360, 1440]) {
  test(`at the first look nothing moves at ${width} px, however long the lists turn out (WEB-3)`, async ({
    browser,
    ownOrganization: { slug, hub },
  }) => {
    await fill(hub)
    for (const [path, last] of [
      ['', 'Recent activity'],
      ['/team', 'What each role may do'],
    ] as const) {
      for (const isLate of [false, true]) {
        const context = await browser.newContext({
          storageState: owner.session,
          viewport: { width, height: width === 360 ? 740 : 900 },
        })
        const page = await context.newPage()
        await page.addInitScript(watchShifts)
        if (isLate) await answerLastFirst(page)
        await page.goto(`/o/${slug}${path}`)
        await expect(page.getByRole('heading', { name: last })).toBeVisible()
        await settled(page)
        const { value, parts } = await shifts(page)
        expect(value, `${path}, late: ${isLate}\n${parts.join('\n')}`).toBeLessThanOrEqual(0.02)
        await context.close()
      }
    }
  })
}

/** Where what comes later has moved what was read already. */
const unsteady = [
  'inbox',
  'prices',
  'website',
  'endpoint',
  'approval',
  'events',
  'workflow-list',
  'credits',
  'assistant',
  'sign-in-settings',
  'accounting-details',
  'accounting-ledger',
]

for (const { name, open, ready } of [...signedInPages, ...workflowPages]) {
  if (!unsteady.includes(name)) continue
  test(`on a phone hardly anything moves as ${name} comes, early or late (WEB-3)`, async ({ browser }) => {
    for (const isLate of [false, true]) {
      const context = await browser.newContext({
        storageState: (name.startsWith('workflow') ? partner : keeper).session,
        viewport: { width: 360, height: 740 },
      })
      const page = await context.newPage()
      await page.addInitScript(watchShifts)
      if (isLate) await answerLastFirst(page)
      await open(page)
      await ready(page)
      await settled(page)
      const { value, parts } = await shifts(page)
      expect(value, `late: ${isLate}\n${parts.join('\n')}`).toBeLessThanOrEqual(0.05)
      await context.close()
    }
  })
}

for (const viewport of [
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
])
  test(`on a tablet of ${viewport.width} px hardly anything moves as a workflow comes (WEB-3)`, async ({
    browser,
  }) => {
    const canvas = workflowPages.find(({ name }) => name === 'workflow-canvas')
    const context = await browser.newContext({ storageState: partner.session, viewport })
    const page = await context.newPage()
    await page.addInitScript(watchShifts)
    await canvas?.open(page)
    await expect(page.getByRole('button', { name: /^Wait for your OK/ })).toBeVisible()
    await settled(page)
    const { value, parts } = await shifts(page)
    expect(value, parts.join('\n')).toBeLessThanOrEqual(0.05)
    await context.close()
  })

test('that a task is overdue is said in words and shown by a sign, not by color alone', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await fill(hub)
  for (const path of ['', '/tasks', '/tasks?view=list']) {
    await page.goto(`/o/${slug}${path}`)
    const due = page.getByText(/^Overdue: 14 Mar 2020$/).first()
    await expect(due).toContainText('Overdue: 14 Mar 2020')
    await expect(due.locator('svg')).toBeVisible()
    const later = page.getByText('14 Mar 2092').first()
    await expect(later).toBeVisible()
    await expect(later).not.toContainText('Overdue')
  }
})

test('with colors of their own people see priorities and where they are', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await fill(hub)
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(`/o/${slug}/tasks?view=list`)
  await expect(page.getByRole('row', { name: new RegExp(OVERDUE) })).toBeVisible()
  const backgroundOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor)
  const paper = await backgroundOf('body')
  expect(await backgroundOf('[data-fill="yes"]')).not.toBe(paper)
  const places = 'nav[aria-label="Main"] a'
  expect(await backgroundOf(`${places}[aria-current]`)).not.toBe(
    await backgroundOf(`${places}:not([aria-current])`),
  )
  // A count beside the words, quieter than they are, is of their color on what is chosen.
  const inks = await page.locator('label:has(> :checked)').evaluate((chosen) => {
    const count = Object.assign(document.createElement('span'), { className: 'text-text-3' })
    chosen.append(count)
    return [chosen, count].map((part) => getComputedStyle(part).color)
  })
  expect(inks[1]).toBe(inks[0])
})

/** Parts of words that stand in the first column in a line of their own. Runs in the page. */
function findBrokenWords(): string[] {
  const broken: string[] = []
  const walker = document.createTreeWalker(
    document.querySelector('main') ?? document.body,
    NodeFilter.SHOW_TEXT,
  )
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent ?? ''
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange()
      range.setStart(walker.currentNode, index)
      range.setEnd(walker.currentNode, index + word.length)
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      if (tops.size > 1) broken.push(word)
    }
  }
  return broken
}

async function expectWholeWords(page: Page): Promise<void> {
  await page.setViewportSize({ width: 768, height: 1024 })
  await settled(page)
  expect(await page.evaluate(findBrokenWords)).toEqual([])
}

test('the team breaks no words on a tablet', async ({ page }) => {
  await page.goto(`/o/${owner.slug}/team`)
  await expect(page.getByRole('grid', { name: 'Members' })).toBeVisible()
  await expectWholeWords(page)
})

test('the people of the hub break no words on a tablet', async ({ openAs }) => {
  const page = await openAs(admin)
  await page.goto('/admin/users')
  await expect(page.getByRole('table', { name: 'People' })).toBeVisible()
  await expectWholeWords(page)
})

test('what is not there has a heading, and nothing to try again', async ({ page, openAs, problems }) => {
  problems.expect(/404 \(/)
  const own = [
    `/o/${owner.slug}/assistant/${NOBODY}`,
    `/o/${owner.slug}/approvals/${NOBODY}`,
    `/o/${owner.slug}/nothing`,
  ]
  const administration = await openAs(admin)
  const all = [
    ...['/no/such/page', '/o/no-such-business', ...own].map((path) => [page, path] as const),
    ...['/admin/users', '/admin/organizations'].map((path) => [administration, `${path}/${NOBODY}`] as const),
  ]
  for (const [where, path] of all) {
    await where.goto(path)
    await expect(where.getByRole('heading', { level: 1 }), path).toBeVisible()
    await settled(where)
    await expect(where.getByRole('heading', { level: 1 }), path).toHaveCount(1)
    await expect(where.getByRole('button', { name: 'Try now' }), path).toHaveCount(0)
  }
})
